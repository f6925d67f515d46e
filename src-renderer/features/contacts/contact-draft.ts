import type { Contact, ContactFields, ContactKind } from "../../../src-main/contract/methods/contacts.ts";
import type { Network } from "../../../src-main/contract/values.ts";

/** What stands in the form: numbers and addresses one a line. */
export type ContactDraft = {
  name: string;
  kind: ContactKind;
  organisation: string;
  town: string;
  phones: string;
  emails: string;
  handles: readonly { network: Network; handle: string }[];
};

/** Networks on which people have handles. */
export const handleNetworks = [
  ...(["mastodon", "bluesky", "x", "facebook", "instagram", "threads", "linkedin", "tiktok", "telegram"] as const),
  ...(["whatsapp", "reddit", "youtube", "forum", "reviews", "blog", "news", "microblog", "video", "podcast"] as const),
  "other",
] as const satisfies readonly Network[];

export const emptyDraft: ContactDraft = {
  ...{ name: "", kind: "customer", organisation: "", town: "", phones: "", emails: "" },
  handles: [],
};

export function draftOf(contact: Contact): ContactDraft {
  const { name, kind, organisation, town, phones, emails, handles } = contact;
  return {
    ...{ name, kind, organisation: organisation ?? "", town: town ?? "" },
    phones: phones.map(({ written }) => written).join("\n"),
    emails: emails.join("\n"),
    handles,
  };
}

/** What the draft says; empty lines and empty handles say nothing. */
export function fieldsOf({ phones, emails, handles, ...facts }: ContactDraft): ContactFields {
  return {
    ...facts,
    phones: linesOf(phones),
    emails: linesOf(emails),
    handles: handles.filter(({ handle }) => handle.trim() !== "").map(({ network, handle }) => ({ network, handle })),
  };
}

function linesOf(text: string): string[] {
  return text
    .split(/\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "");
}
