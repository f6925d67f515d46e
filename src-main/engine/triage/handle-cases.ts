import { Refusal } from "../../contract/refusal.ts";
import type { Settings } from "../../contract/methods/settings.ts";
import type { Priority, Resolution, Versioned } from "../../contract/values.ts";
import { needsReason } from "../../domain/cases/resolution.ts";
import { assignCase, resolveCase, setCasePriority, snoozeCase } from "../../domain/cases/transitions.ts";
import { changeCases } from "../cases/change-cases.ts";
import type { Act } from "../commands.ts";
import type { Call } from "../handlers.ts";
import type { CaseRecord } from "../store/case.ts";
import { listPeople } from "../store/person.ts";
import { provenCases } from "../store/proven-case.ts";
import { openCasesOf, takeStories } from "./take-stories.ts";

type On = { readonly stories: readonly Versioned[] };

/**
 * Resolves the open cases of stories. "Answered" needs a posted reply in each. Refusals: reason-needed, stale,
 * case-resolved, proof-needed.
 */
export async function resolveStories(
  act: Act,
  { stories, resolution, reason }: On & { readonly resolution: Resolution; readonly reason: string },
): Promise<number> {
  if (needsReason(resolution) && reason === "") throw new Refusal("reason-needed");
  const records = openCasesOf(await takeStories(act, stories));
  if (resolution === "answered") await requireProof(act, records);
  await changeCases(
    act,
    records.map((record) => ({
      record,
      kind: "case.resolved",
      state: resolveCase(record.state, { resolution, reason, at: act.at }),
    })),
  );
  return records.length;
}

async function requireProof(act: Act, records: readonly CaseRecord[]): Promise<void> {
  const proven = await provenCases(
    act.trx,
    records.map(({ rowId }) => rowId),
  );
  if (records.some(({ rowId }) => !proven.has(rowId))) throw new Refusal("proof-needed");
}

/** Puts cases away until a time in the future, or until they answer. Refusals: bad-input, stale, case-resolved. */
export async function snoozeStories(
  act: Act,
  { stories, until, reason }: On & { readonly until: number | null; readonly reason: string },
): Promise<number> {
  if (until !== null && until <= act.at) throw new Refusal("bad-input", { field: "until" });
  const records = openCasesOf(await takeStories(act, stories));
  await changeCases(
    act,
    records.map((record) => ({
      record,
      kind: "case.snoozed",
      state: snoozeCase(record.state, until),
      says: { reason },
    })),
  );
  return records.length;
}

/**
 * Gives cases to a person, or back to nobody. What another person holds is taken with a reason only. Refusals:
 * not-found, already-claimed { owner }, stale, case-resolved.
 */
export async function assignStories(
  act: Act,
  {
    stories,
    personId,
    reason,
    call,
  }: On & { readonly personId: string | null; readonly reason: string; readonly call: Call },
): Promise<number> {
  const people = new Map((await listPeople(act.trx)).map((person) => [person.id, person]));
  if (personId !== null && !people.has(personId)) throw new Refusal("not-found", { what: "person" });
  const records = openCasesOf(await takeStories(act, stories)).filter(({ state }) => state.owner !== personId);
  const taken = records.find((record) => isHeldByAnother(record, call));
  if (taken && reason === "")
    throw new Refusal("already-claimed", { owner: people.get(taken.state.owner ?? "")?.name ?? "" });
  const name = personId === null ? null : (people.get(personId)?.name ?? null);
  await changeCases(
    act,
    records.map((record) => ({
      record,
      kind: "case.assigned",
      state: assignCase(record.state, personId, act.at),
      says: { reason, name },
    })),
  );
  return records.length;
}

function isHeldByAnother({ state }: CaseRecord, { person }: Call): boolean {
  return state.owner !== null && state.owner !== person?.id;
}

/** Sets the priority; the deadline follows, from the same beginning. Refusals: stale, case-resolved. */
export async function setPriorities(
  act: Act,
  { stories, priority, settings }: On & { readonly priority: Priority; readonly settings: Settings },
): Promise<number> {
  const records = openCasesOf(await takeStories(act, stories)).filter(({ state }) => state.priority !== priority);
  await changeCases(
    act,
    records.map((record) => ({
      record,
      kind: "case.priority_set",
      state: setCasePriority(record.state, priority, settings),
    })),
  );
  return records.length;
}
