import type { Parsed } from "../../contract/methods.ts";
import { longestLineDays } from "../../contract/methods/look-up.ts";
import { Refusal } from "../../contract/refusal.ts";
import { lineApprovers, lineState } from "../../domain/cases/line.ts";
import type { Act } from "../commands.ts";
import type { Call, CallPerson } from "../handlers.ts";
import { oneLine } from "../../domain/text/safe-text.ts";
import { casesOfStories } from "../store/case.ts";
import { insertLine, lineById, markLine } from "../store/line.ts";
import type { LineRecord } from "../store/line.ts";
import { storiesById } from "../store/story-act.ts";
import { mayWithdraw, whyNotApprove } from "./show-line.ts";

const dayMs = 86_400_000;

type Proposal = Omit<Parsed<"lines.propose">, "commandId">;
type Target = Omit<Parsed<"lines.approve">, "commandId">;

/** Writes down words that may be said once another person approved them. Refusals: not-found, bad-input { field }. */
export async function proposeLine(act: Act, { storyId, text, expiresAt }: Proposal, call: Call): Promise<string> {
  const person = signedIn(call);
  const [story] = await storiesById(act.trx, [storyId]);
  const record = story && (await casesOfStories(act.trx, [story.rowId])).get(story.rowId);
  if (!record) throw new Refusal("not-found", { what: "case" });
  if (expiresAt <= act.at || expiresAt > act.at + longestLineDays * dayMs)
    throw new Refusal("bad-input", { field: "expiresAt" });
  const words = oneLine(text);
  if (words === "") throw new Refusal("bad-input", { field: "text" });
  const id = act.newId();
  const line = { id, caseRowId: record.rowId, text: words, personRowId: person.rowId, at: act.at, expiresAt };
  await insertLine(act.trx, line);
  await act.record({
    kind: "line.proposed",
    subjectId: record.id,
    cycle: record.state.cycle,
    payload: { story: storyId, line: id, text: words, expiresAt },
  });
  return id;
}

/** Refusals: not-found, stale, line-state, own-approval, role-cannot-approve. */
export async function approveLine(act: Act, target: Target, call: Call): Promise<string> {
  const person = signedIn(call);
  const line = await takeLine(act, target);
  const because = await whyNotApprove(act.trx, line, { person, now: act.at });
  if (because === "line-state") throw stateRefusal(line, act.at);
  if (because) throw new Refusal(because, { roles: lineApprovers(line.storyRoles).join(", ") });
  await markLine(act.trx, line.rowId, { as: "approved", by: person.rowId, at: act.at });
  await act.record({ ...aboutCase(line), kind: "line.approved" });
  return line.id;
}

/** Refusals: not-found, stale, line-state, not-allowed. */
export async function withdrawLine(act: Act, target: Target, call: Call): Promise<string> {
  const person = signedIn(call);
  const line = await takeLine(act, target);
  const state = lineState(line, act.at);
  if (state === "withdrawn" || state === "expired") throw stateRefusal(line, act.at);
  if (!mayWithdraw(line, { person, now: act.at })) throw new Refusal("not-allowed");
  await markLine(act.trx, line.rowId, { as: "withdrawn", by: person.rowId, at: act.at });
  await act.record({ ...aboutCase(line), kind: "line.withdrawn" });
  return line.id;
}

function aboutCase(line: LineRecord) {
  const payload = { story: line.storyId, line: line.id, text: line.text, expiresAt: line.expiresAt };
  return { subjectId: line.caseId, cycle: line.cycle, payload };
}

async function takeLine(act: Act, { id, version }: Target): Promise<LineRecord> {
  const line = await lineById(act.trx, id);
  if (!line) throw new Refusal("not-found", { what: "line" });
  if (line.version !== version) throw new Refusal("stale", { what: "line", version: line.version });
  return line;
}

function stateRefusal(line: LineRecord, now: number): Refusal {
  return new Refusal("line-state", { state: lineState(line, now) });
}

function signedIn({ person }: Call): CallPerson {
  if (!person) throw new Refusal("sign-in-first");
  return person;
}
