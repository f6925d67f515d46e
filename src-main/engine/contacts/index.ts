import type { Topic } from "../../contract/changes.ts";
import { phoneCountries } from "../../domain/contacts/country.ts";
import type { Handlers } from "../handlers.ts";
import type { Parts } from "../parts.ts";
import { noteContact, removeContactNote } from "./contact-notes.ts";
import { eraseContact, previewErasure } from "./erase-contact.ts";
import { exportContacts } from "./export-contacts.ts";
import { createContactImports } from "./import/index.ts";
import type { ContactImports } from "./import/index.ts";
import { showContacts } from "./list-contacts.ts";
import { findDuplicates } from "./maybe-same.ts";
import { mergeContacts, previewMerge, tellApart, unmergeContacts } from "./merge-contacts.ts";
import { addContact, removeContact, restoreContact, saveContact } from "./save-contact.ts";
import { showContact, showTimeline } from "./show-contact.ts";
import { createContactUpkeep } from "./upkeep.ts";
import { writtenBy } from "./written-by.ts";

type ContactMethod =
  | "contacts.list"
  | "contacts.get"
  | "contacts.timeline"
  | "contacts.add"
  | "contacts.save"
  | "contacts.remove"
  | "contacts.restore"
  | "contacts.note"
  | "contacts.removeNote"
  | "contacts.duplicates"
  | "contacts.previewMerge"
  | "contacts.merge"
  | "contacts.unmerge"
  | "contacts.tellApart"
  | "contacts.writtenBy"
  | "contacts.countries"
  | "contacts.previewErase"
  | "contacts.erase"
  | "contacts.export";

export type Contacts = {
  readonly handlers: Handlers<ContactMethod> & ContactImports["handlers"];
  /** What is derived of contacts is looked after from now on. */
  readonly start: () => void;
  readonly stop: () => Promise<void>;
  readonly idle: () => Promise<void>;
  readonly onChange: (topics: readonly Topic[]) => void;
};

/** Everybody who wrote to or about the firm: profiles, what was between us, who may be the same person. */
export function createContacts(parts: Parts): Contacts {
  const upkeep = createContactUpkeep(parts);
  const imports = createContactImports(parts);
  let isStarted = false;
  return {
    handlers: { ...handlersOf(parts), ...imports.handlers },
    start: () => {
      isStarted = true;
      upkeep.soon();
      imports.start();
    },
    stop: async () => {
      await upkeep.stop();
      await imports.stop();
    },
    idle: async () => {
      await upkeep.idle();
      await imports.idle();
    },
    // The settings name the country of numbers.
    onChange: (topics) => {
      if (isStarted && topics.includes("settings")) upkeep.soon();
    },
  };
}

function handlersOf(parts: Parts): Handlers<ContactMethod> {
  const { read } = parts.store;
  return {
    "contacts.list": (input) => showContacts(read, input),
    "contacts.get": (input) => showContact(read, input),
    "contacts.timeline": (input) => showTimeline(read, input),
    "contacts.add": (input, call) => addContact(parts, input, call),
    "contacts.save": (input, call) => saveContact(parts, input, call),
    "contacts.remove": (input, call) => removeContact(parts, input, call),
    "contacts.restore": (input, call) => restoreContact(parts, input, call),
    "contacts.note": (input, call) => noteContact(parts, input, call),
    "contacts.removeNote": (input, call) => removeContactNote(parts, input, call),
    "contacts.duplicates": () => findDuplicates(read),
    "contacts.previewMerge": (input) => previewMerge(read, input),
    "contacts.merge": (input, call) => mergeContacts(parts, input, call),
    "contacts.unmerge": (input, call) => unmergeContacts(parts, input, call),
    "contacts.tellApart": (input, call) => tellApart(parts, input, call),
    "contacts.writtenBy": (input) => writtenBy(read, input),
    "contacts.countries": () => Promise.resolve([...phoneCountries()]),
    "contacts.previewErase": (input) => previewErasure(read, input),
    "contacts.erase": async (input, call) => {
      const done = await eraseContact(parts, input, call);
      parts.follow?.after();
      return done;
    },
    "contacts.export": (input) => exportContacts(read, input),
  };
}
