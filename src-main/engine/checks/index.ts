import type { CheckLists } from "../../contract/methods/checks.ts";
import { Refusal } from "../../contract/refusal.ts";
import type { Topic } from "../../contract/changes.ts";
import { checkReply } from "../../domain/replies/checks/check-reply.ts";
import { isPhrase } from "../../domain/replies/checks/find-phrases.ts";
import { referenceShape } from "../../domain/replies/checks/find-references.ts";
import { runCommand } from "../commands.ts";
import type { Act } from "../commands.ts";
import type { CallPerson, Handlers } from "../handlers.ts";
import type { Parts } from "../parts.ts";
import { countedOf } from "../replies/check-reply.ts";
import { ownHosts } from "../replies/reply-view.ts";
import { insertLists, savedLists } from "../store/check-lists.ts";
import type { SavedLists } from "../store/check-lists.ts";
import type { Db } from "../store/open.ts";
import { personRefs } from "../store/person.ts";
import { readSettings } from "../store/setting.ts";
import { filledScript } from "./filled-script.ts";
import { bookOf, presentLists } from "./present-lists.ts";
import { replyLanguage } from "./reply-language.ts";
import { shippedLists } from "./shipped-lists.ts";

type CheckMethod = "checks.get" | "checks.save" | "checks.versions" | "checks.try";
const topics = ["settings", "case", "approvals"] as const satisfies readonly Topic[];
const mostVersions = 50;

/** The lists that replies are checked against, and words tried on them. */
export function createChecks(parts: Parts): Handlers<CheckMethod> {
  const { read } = parts.store;
  return {
    "checks.get": async () => ({ ...(await viewLists(read)), shipped: shippedLists }),
    "checks.save": async (input, call) => {
      const { commandId, version, lists } = input;
      refuseEmptyMeaning(lists);
      await runCommand(parts, { call, method: "checks.save", commandId, topics }, async (act) => {
        await saveLists(act, { version, lists, person: call.person });
        return {};
      });
      return viewLists(read);
    },
    "checks.versions": async () => {
      const versions = await savedLists(read, { limit: mostVersions });
      const people = await personRefs(
        read,
        versions.flatMap(({ savedBy }) => savedBy ?? []),
      );
      return versions.map(({ version, lists, savedAt, savedBy }) => ({
        ...{ version, lists, at: savedAt },
        by: (savedBy === null ? null : people.get(savedBy)) ?? null,
      }));
    },
    "checks.try": async ({ text, network, fields, lists }) => {
      const { settings } = await readSettings(read);
      const filled = filledScript(text, fields, ownHosts(settings));
      const book = bookOf(lists ?? (await presentLists(read)).lists);
      const facts = {
        ...{ place: { network }, isPrivate: false, brandNames: settings.brand.names, hosts: ownHosts(settings) },
        customer: { name: null, phones: [], emails: [] },
        languages: { reply: await replyLanguage(filled), mention: null },
        unread: null,
      };
      return { ...countedOf(checkReply(filled, facts, book)), text: filled };
    },
  };
}

async function viewLists(db: Db) {
  const { version, lists, saved } = await presentLists(db);
  return { version, lists, saved: saved && (await viewSaved(db, saved)) };
}

async function viewSaved(db: Db, { savedAt, savedBy }: SavedLists) {
  const by = savedBy === null ? null : (await personRefs(db, [savedBy])).get(savedBy);
  return { by: by ?? null, at: savedAt };
}

async function saveLists(
  act: Act,
  {
    version,
    lists,
    person,
  }: { readonly version: number; readonly lists: CheckLists; readonly person: CallPerson | null },
): Promise<void> {
  const present = await presentLists(act.trx);
  if (present.version !== version) throw new Refusal("stale", { what: "checks", version: present.version });
  const next = { version: version + 1, lists, savedAt: act.at, savedBy: person?.rowId ?? null };
  await insertLists(act.trx, next);
  await act.record({
    kind: "checks.saved",
    subjectId: "checks",
    payload: { version: next.version, by: person?.name ?? null, changed: changedParts(present.lists, lists) },
  });
}

/** What was changed, in the names of the settings: "promise", "severities", "own". */
function changedParts(before: CheckLists, now: CheckLists): readonly string[] {
  const parts = (lists: CheckLists): Readonly<Record<string, unknown>> => ({
    ...lists.phrases,
    severities: lists.severities,
    own: lists.own,
    references: lists.references,
  });
  const [was, is] = [parts(before), parts(now)];
  return Object.keys(is).filter((part) => JSON.stringify(was[part]) !== JSON.stringify(is[part]));
}

/** A phrase without a word, or a shape without a digit or letter, would never find anything. */
function refuseEmptyMeaning({ phrases, references }: CheckLists): void {
  for (const [list, entries] of Object.entries(phrases)) {
    const empty = entries.find((phrase) => !isPhrase(phrase));
    if (empty) throw new Refusal("bad-input", { path: `lists.phrases.${list}`, what: empty.words });
  }
  const empty = references.find((written) => referenceShape(written) === null);
  if (empty !== undefined) throw new Refusal("bad-input", { path: "lists.references", what: empty });
}
