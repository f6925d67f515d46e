import { Refusal } from "../../contract/refusal.ts";
import type { Versioned } from "../../contract/values.ts";
import { assignCase } from "../../domain/cases/transitions.ts";
import { changeCases } from "../cases/change-cases.ts";
import type { Act } from "../commands.ts";
import type { Call } from "../handlers.ts";
import type { CaseRecord } from "../store/case.ts";
import { listPeople } from "../store/person.ts";
import { openCasesOf, takeStories } from "../triage/take-stories.ts";
import { tellOfClaims } from "./tell-of-claims.ts";

/**
 * Gives cases to a person, or back to nobody. What a colleague holds is taken with a reason only; what somebody holds
 * who has left is free. Whoever loses a case to a colleague, or is given one, is told. Refusals: not-found,
 * already-claimed { owner }, stale, case-resolved.
 */
export async function assignStories(
  act: Act,
  {
    stories,
    personId,
    reason,
    call,
  }: {
    readonly stories: readonly Versioned[];
    readonly personId: string | null;
    readonly reason: string;
    readonly call: Call;
  },
): Promise<number> {
  const people = new Map((await listPeople(act.trx)).map((person) => [person.id, person]));
  if (personId !== null && !people.has(personId)) throw new Refusal("not-found", { what: "person" });
  const records = openCasesOf(await takeStories(act, stories)).filter(({ state }) => state.owner !== personId);
  const held = records.flatMap((record) => ownerHere(record, people) ?? []).find(({ id }) => id !== call.person?.id);
  if (held && reason === "") throw new Refusal("already-claimed", { owner: held.name });
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
  await tellOfClaims(act, { records, people, toId: personId, reason, call });
  return records.length;
}

function ownerHere<Person>({ state }: CaseRecord, people: ReadonlyMap<string, Person>): Person | null {
  return people.get(state.owner ?? "") ?? null;
}
