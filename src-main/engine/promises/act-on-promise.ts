import type { Parsed } from "../../contract/methods.ts";
import { longestPromiseDays } from "../../contract/methods/promises.ts";
import { Refusal } from "../../contract/refusal.ts";
import { promiseState } from "../../domain/cases/promise.ts";
import type { EventKind } from "../../domain/events.ts";
import { oneLine } from "../../domain/text/safe-text.ts";
import type { Act } from "../commands.ts";
import type { Call, CallPerson } from "../handlers.ts";
import { casesOfStories } from "../store/case.ts";
import { answeredPerson } from "../store/checked-facts.ts";
import type { PromiseMark, PromiseRecord } from "../store/promise.ts";
import { insertPromise, markPromise, promiseById } from "../store/promise.ts";
import { findReplies } from "../store/reply.ts";
import { storiesById } from "../store/story-act.ts";

const dayMs = 86_400_000;

type Made = Omit<Parsed<"promises.make">, "commandId">;
type Target = Omit<Parsed<"promises.keep">, "commandId">;

/** Writes down what was promised in a case. Refusals: not-found, bad-input { field }. */
export async function makePromise(act: Act, made: Made, call: Call): Promise<string> {
  const person = signedIn(call);
  const [story] = await storiesById(act.trx, [made.storyId]);
  const record = story && (await casesOfStories(act.trx, [story.rowId])).get(story.rowId);
  if (!record) throw new Refusal("not-found", { what: "case" });
  if (made.dueAt <= act.at || made.dueAt > act.at + longestPromiseDays * dayMs)
    throw new Refusal("bad-input", { field: "dueAt" });
  const what = oneLine(made.what);
  if (what === "") throw new Refusal("bad-input", { field: "what" });
  const toWhom = oneLine(made.toWhom ?? "") || (await answeredPerson(act.trx, record.rowId)).name;
  const replyRowId = await replyThatSaysIt(act, { replyId: made.replyId, caseRowId: record.rowId });
  const id = act.newId();
  const { dueAt } = made;
  await insertPromise(act.trx, {
    ...{ id, caseRowId: record.rowId, replyRowId, what, toWhom, dueAt },
    ...{ madeBy: person.rowId, at: act.at },
  });
  await act.record({
    kind: "promise.made",
    subjectId: record.id,
    cycle: record.state.cycle,
    payload: { story: made.storyId, promise: id, what, toWhom, by: dueAt, reply: made.replyId },
  });
  return id;
}

async function replyThatSaysIt(
  act: Act,
  { replyId, caseRowId }: { readonly replyId: string | null; readonly caseRowId: number },
): Promise<number | null> {
  if (replyId === null) return null;
  const [reply] = await findReplies(act.trx, { id: replyId });
  if (reply?.caseRowId !== caseRowId) throw new Refusal("not-found", { what: "reply" });
  return reply.rowId;
}

/** Refusals: not-found, stale, promise-state. */
export async function keepPromise(act: Act, target: Target, call: Call): Promise<string> {
  const { rowId } = signedIn(call);
  return change(act, {
    target,
    kind: "promise.kept",
    from: ["open", "broken"],
    mark: { as: "kept", by: rowId, at: act.at },
  });
}

/** Refusals: not-found, stale, promise-state. */
export async function withdrawPromise(act: Act, target: Target, call: Call): Promise<string> {
  const mark = { as: "withdrawn", by: signedIn(call).rowId, at: act.at } as const;
  return change(act, { target, kind: "promise.withdrawn", from: ["open", "broken"], mark });
}

/** Takes back that it was kept or withdrawn. Refusals: not-found, stale, promise-state. */
export async function reopenPromise(act: Act, target: Target, call: Call): Promise<string> {
  signedIn(call);
  return change(act, { target, kind: "promise.reopened", from: ["kept", "withdrawn"], mark: { as: "open" } });
}

type Change = {
  readonly target: Target;
  readonly kind: EventKind;
  readonly from: readonly string[];
  readonly mark: PromiseMark;
};

async function change(act: Act, { target, kind, from, mark }: Change): Promise<string> {
  const promise = await promiseById(act.trx, target.id);
  if (!promise) throw new Refusal("not-found", { what: "promise" });
  if (promise.version !== target.version) throw new Refusal("stale", { what: "promise", version: promise.version });
  const state = promiseState(promise, act.at);
  if (!from.includes(state)) throw new Refusal("promise-state", { state });
  await markPromise(act.trx, promise.rowId, mark);
  await act.record({ ...aboutPromise(promise), kind });
  return promise.id;
}

/** What every later event of a promise repeats of it, so that a line of the log can be read by itself. */
export function aboutPromise(promise: PromiseRecord) {
  const { storyId, id, what, toWhom, dueAt } = promise;
  const payload = { story: storyId, promise: id, what, toWhom, by: dueAt };
  return { subjectId: promise.caseId, cycle: promise.cycle, payload };
}

function signedIn({ person }: Call): CallPerson {
  if (!person) throw new Refusal("sign-in-first");
  return person;
}
