import type { Output } from "../../contract/methods.ts";
import { promiseCharacters } from "../../contract/methods/promises.ts";
import { checkReply } from "../../domain/replies/checks/check-reply.ts";
import { oneLine } from "../../domain/text/safe-text.ts";
import { bookOf, presentLists } from "../checks/present-lists.ts";
import { replyLanguage } from "../checks/reply-language.ts";
import { answeredPerson } from "../store/checked-facts.ts";
import type { Db } from "../store/open.ts";
import type { PromiseRecord } from "../store/promise.ts";
import { findReplies } from "../store/reply.ts";

const said: ReadonlySet<string> = new Set(["approved", "sending", "handed_over", "sent"]);

/** The sentence of our newest approved words in which the checks find a promise; null when there is none to write down. */
export async function suggestPromise(
  db: Db,
  { caseRowId, known }: { readonly caseRowId: number; readonly known: readonly PromiseRecord[] },
): Promise<Output<"promises.suggest">> {
  const reply = (await findReplies(db, { caseRowId })).findLast(({ state }) => said.has(state));
  if (!reply || known.some(({ replyId }) => replyId === reply.id)) return null;
  const person = await answeredPerson(db, caseRowId);
  const facts = {
    ...{ place: { network: reply.network }, isPrivate: false, brandNames: [], hosts: [] },
    customer: { name: person.name, phones: person.phones, emails: person.emails },
    languages: { reply: await replyLanguage(reply.text), mention: person.lang },
    unread: null,
  };
  const { hits } = checkReply(reply.text, facts, bookOf((await presentLists(db)).lists));
  const hit = hits.find(({ rule }) => rule === "promise");
  return hit ? { replyId: reply.id, what: oneLine(hit.pin).slice(0, promiseCharacters) } : null;
}
