import { Refusal } from "../../contract/refusal.ts";
import { suggestFor } from "../../domain/playbook/known-values.ts";
import { isBare, withoutPrefix } from "../../domain/replies/reply-prefix.ts";
import type { ScriptVariant } from "../../domain/replies/render-script.ts";
import type { Act } from "../commands.ts";
import { accountForDraft } from "../publishing/choose-account.ts";
import type { CallPerson } from "../handlers.ts";
import type { Trx } from "../store/open.ts";
import { findAnsweredCase } from "../store/reply-case.ts";
import type { AnsweredCase } from "../store/reply-case.ts";
import { insertReply } from "../store/new-reply.ts";
import { addAuthor, findReplies, updateReply } from "../store/reply.ts";
import type { ReplyRecord } from "../store/reply.ts";
import { keepWords } from "../store/reply-words.ts";
import { findScript } from "../store/script.ts";
import { knownOfCase } from "./known-of-case.ts";
import { assistedAccount, isAccountGone } from "./leave-account.ts";
import { takeReply, voidReply } from "./reply-act.ts";
import type { ReplyTarget } from "./reply-act.ts";
import { renderFor, scriptOf } from "./reply-view.ts";
import { voidLostSignatures } from "./sign-hit.ts";

/** Begins a draft. Nothing is typed yet, so nobody is its author yet. Refusals: not-found, case-resolved, already-claimed. */
export async function startDraft(
  act: Act,
  input: { readonly storyId: string; readonly scriptId: string | null; readonly variant: ScriptVariant },
  person: CallPerson,
): Promise<{ readonly replyId: string; readonly answered: AnsweredCase }> {
  const answered = await findAnsweredCase(act.trx, { storyId: input.storyId });
  if (!answered) throw new Refusal("not-found", { what: "case" });
  if (answered.status === "resolved") throw new Refusal("case-resolved");
  const script = input.scriptId === null ? null : await findScript(act.trx, { id: input.scriptId });
  if (input.scriptId !== null && !script) throw new Refusal("not-found", { what: "script" });
  const language = script?.content.language ?? null;
  const known = await knownOfCase(act.trx, { storyId: input.storyId, writerName: person.name, language, at: act.at });
  const values = script ? suggestFor(script.content.fields, known) : {};
  const { account, prefix } = await accountForDraft(act.trx, answered);
  const begun = script && { rowId: script.rowId, version: script.version, variant: input.variant };
  const rendered = renderFor({ script: begun, prefix }, script, values);
  const replyId = act.newId();
  await insertReply(act.trx, {
    id: replyId,
    caseRowId: answered.rowId,
    cycle: answered.cycle,
    network: answered.network,
    account: account ?? assistedAccount,
    parentUrl: answered.url,
    placeUrl: answered.replyUrl,
    handle: answered.handle,
    text: rendered ?? prefix,
    ...{ values, known, scriptText: rendered },
    script: begun,
    at: act.at,
  });
  await act.record({
    kind: "reply.started",
    subjectId: replyId,
    cycle: answered.cycle,
    payload: { storyId: answered.storyId, script: script?.content.key ?? null },
  });
  return { replyId, answered };
}

/**
 * Stores a draft as it is typed: fields render the script, or free words replace it. Changing words after submit voids
 * every approval and makes it a draft again. Not an event: the log has the words of each submit.
 */
export async function saveDraft(
  act: Act,
  input: ReplyTarget & { readonly fields: Readonly<Record<string, string>>; readonly text: string | null },
  person: CallPerson,
): Promise<void> {
  const reply = await takeReply(act, input, "save");
  const script = await scriptOf(act.trx, reply);
  // What was handed in before its account was disconnected comes back without it.
  const isGone = await isAccountGone(act, reply);
  const prefix = isGone ? "" : reply.prefix;
  const rendered = renderFor({ ...reply, prefix }, script, input.fields);
  const text =
    input.text === null ? (rendered ?? prefix) : isGone ? withoutPrefix(input.text, reply.prefix) : input.text;
  const isSame = text === reply.text && sameValues(input.fields, reply.values);
  if (isSame) return;
  await keepOverwritten(act, reply, person);
  await voidReply(act, reply, "edited");
  await voidLostSignatures(act, reply, text);
  await addAuthor(act.trx, reply.rowId, person.rowId);
  await updateReply(act.trx, reply.rowId, {
    ...draftAgain(act),
    ...(isGone && { account: assistedAccount }),
    text,
    script_text: rendered,
    fields: JSON.stringify(input.fields),
    saved_by: person.rowId,
  });
}

/** One person's words never vanish under another's: they are kept beside the draft. */
async function keepOverwritten(act: Act, reply: ReplyRecord, person: CallPerson): Promise<void> {
  if (reply.savedByRowId === null || reply.savedByRowId === person.rowId || isBare(reply.text, reply.prefix)) return;
  const { rowId: replyRowId, savedByRowId: personRowId, text, values } = reply;
  await keepWords(act.trx, { id: act.newId(), replyRowId, personRowId, at: reply.times.savedAt, text, values });
}

/** Keeps words beside a draft, whatever its state: somebody gave them up for a colleague's. Refusal: not-found. */
export async function setAside(
  act: Act,
  input: { readonly replyId: string; readonly fields: Readonly<Record<string, string>>; readonly text: string },
  person: CallPerson,
): Promise<{ readonly id: string }> {
  const [reply] = await findReplies(act.trx, { id: input.replyId });
  if (!reply) throw new Refusal("not-found", { what: "reply" });
  const id = act.newId();
  const { text, fields: values } = input;
  await keepWords(act.trx, { id, replyRowId: reply.rowId, personRowId: person.rowId, at: act.at, text, values });
  return { id };
}

/** What every reply has lost that is a draft again. */
export function draftAgain(act: Act) {
  return {
    state: "draft",
    saved_at: act.at,
    submitted_at: null,
    approved_at: null,
    hold_until: null,
    returned_by: null,
    returned_at: null,
    return_reason: null,
    return_reasons: "[]",
    rejected_for: null,
    asked: null,
    ...{ trouble: null, next_at: null },
  } as const;
}

function sameValues(a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): boolean {
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...names].every((name) => (a[name] ?? "") === (b[name] ?? ""));
}

/** The writer is an author, and so is whoever submits words that nobody typed into. */
export async function ensureAuthor(
  trx: Trx,
  reply: { readonly rowId: number; readonly authorRowIds: readonly number[] },
  person: CallPerson,
): Promise<void> {
  if (reply.authorRowIds.length === 0) await addAuthor(trx, reply.rowId, person.rowId);
}
