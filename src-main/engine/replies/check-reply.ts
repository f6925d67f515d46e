import type { CheckedText, CheckHit } from "../../contract/methods/checks.ts";
import type { Settings } from "../../contract/methods/settings.ts";
import type { PersonRef } from "../../contract/values.ts";
import { Refusal } from "../../contract/refusal.ts";
import { checkReply, signatureKey } from "../../domain/replies/checks/check-reply.ts";
import type { Checked } from "../../domain/replies/checks/check-reply.ts";
import type { CheckFacts } from "../../domain/replies/checks/facts.ts";
import { unreadValues } from "../../domain/replies/checks/unread-values.ts";
import { withoutPrefix } from "../../domain/replies/reply-prefix.ts";
import { bookOf, presentLists } from "../checks/present-lists.ts";
import { replyLanguage } from "../checks/reply-language.ts";
import { findAccount } from "../store/account.ts";
import type { AccountRecord } from "../store/account.ts";
import { answeredPerson } from "../store/checked-facts.ts";
import type { Db } from "../store/open.ts";
import { personRefs } from "../store/person.ts";
import type { ReplyRecord } from "../store/reply.ts";
import { standingSignatures } from "../store/reply-signature.ts";
import { readSettings } from "../store/setting.ts";
import { ownHosts, renderFor, scriptOf, wordsOf } from "./reply-view.ts";

/** What is typed and not stored yet: values for the script's fields, or words in its place. */
export type TypedWords = { readonly fields: Readonly<Record<string, string>>; readonly text: string | null };

/** A reply with the words that stand on somebody's screen in the place of the stored ones. */
export async function asTyped(db: Db, reply: ReplyRecord, typed: TypedWords): Promise<ReplyRecord> {
  const script = typed.text === null ? await scriptOf(db, reply) : null;
  const text = typed.text ?? renderFor(reply, script, typed.fields) ?? reply.prefix;
  return { ...reply, text, values: typed.fields };
}

/** The hits of a reply's words, each with its signature: what the page shows at each key, and what a submit is judged by. */
export async function checkWordsOf(db: Db, reply: ReplyRecord): Promise<CheckedText> {
  const checked = await findHits(db, reply);
  const signatures = await standingSignatures(db, reply.rowId);
  const people = await personRefs(
    db,
    signatures.flatMap(({ personRowId }) => personRowId ?? []),
  );
  const nobody: PersonRef = { id: "", name: "", initials: "" };
  const signed = new Map(
    signatures.map((one) => [
      signatureKey(one),
      { by: (one.personRowId === null ? null : people.get(one.personRowId)) ?? nobody, at: one.at, reason: one.reason },
    ]),
  );
  return countedOf(
    checked,
    checked.hits.map((hit) => signed.get(signatureKey(hit)) ?? null),
  );
}

/** Hits in the shape of the contract, with how many of them stand in the way. */
export function countedOf({ length, hits }: Checked, signatures: readonly CheckHit["signed"][] = []): CheckedText {
  const shown = hits.map(({ pin: _pin, ...hit }, index) => ({
    ...hit,
    params: { ...hit.params },
    signed: hit.severity === "look" ? (signatures[index] ?? null) : null,
  }));
  return {
    length: { ...length },
    hits: shown,
    stops: shown.filter(({ severity }) => severity === "stop").length,
    looks: shown.filter(({ severity, signed, isAgreed }) => severity === "look" && !signed && !isAgreed).length,
  };
}

/** The hits of a reply's words by the lists that hold now. */
export async function findHits(db: Db, reply: ReplyRecord): Promise<Checked> {
  const [{ lists }, { settings }] = [await presentLists(db), await readSettings(db)];
  return checkReply(reply.text, await factsOf(db, reply, settings), bookOf(lists));
}

async function factsOf(db: Db, reply: ReplyRecord, settings: Settings): Promise<CheckFacts> {
  const person = await answeredPerson(db, reply.caseRowId);
  const account = await findAccount(db, reply.account);
  const limits = account?.limits ?? null;
  return {
    place: { network: reply.network, limits, parentUrl: reply.parentUrl },
    named: account && reply.prefix !== "" ? { prefix: reply.prefix, home: homeOf(account) } : null,
    isPrivate: reply.script?.variant === "privateVariant",
    brandNames: settings.brand.names,
    hosts: ownHosts(settings),
    customer: { name: person.name, phones: person.phones, emails: person.emails },
    languages: { reply: await replyLanguage(reply.text), mention: person.lang },
    unread: await unreadOf(db, reply),
  };
}

/** The host of an account's own name: "@ann" alone is somebody there. */
function homeOf({ handle, server }: AccountRecord): string {
  const [, host] = handle?.split("@") ?? [];
  return host ?? URL.parse(server ?? "")?.host ?? "";
}

/** The values of an unchanged rendering of an approved template; null for all other words. */
async function unreadOf(db: Db, reply: ReplyRecord): Promise<CheckFacts["unread"]> {
  const script = await scriptOf(db, reply);
  if (!script?.isTemplateApproved || !reply.script) return null;
  const words = wordsOf(script, reply.script.variant);
  const { text, prefix } = reply;
  const unread = unreadValues({ words, fields: script.content.fields }, reply.values, withoutPrefix(text, prefix));
  const shift = text.startsWith(prefix) ? prefix.length : 0;
  return unread && unread.map(({ from, to }) => ({ from: from + shift, to: to + shift }));
}

/**
 * What no reply may be handed in or approved with: a hit that stops, or one that nobody signed.
 * Refusals: checks-stop { count, words }, checks-unsigned { count, words }.
 */
export async function refuseUnchecked(db: Db, reply: ReplyRecord): Promise<void> {
  await refuseStops(db, reply);
  const { hits, looks } = await checkWordsOf(db, reply);
  const first = hits.find((hit) => hit.severity === "look" && !hit.signed && !hit.isAgreed);
  if (first) throw new Refusal("checks-unsigned", { count: looks, words: first.words.slice(0, 80), rule: first.rule });
}

/** What cannot be signed. Refusals: reply-too-long { used, max } by the limits of the account, checks-stop { count, words }. */
export async function refuseStops(db: Db, reply: ReplyRecord): Promise<void> {
  const { hits, stops, length } = countedOf(await findHits(db, reply));
  const tooLong = hits.find(({ rule }) => rule === "too-long");
  if (tooLong) throw new Refusal("reply-too-long", { used: length.used, max: length.max ?? 0 });
  const first = hits.find(({ severity }) => severity === "stop");
  if (first) throw new Refusal("checks-stop", { count: stops, words: first.words.slice(0, 80), rule: first.rule });
}
