import { Refusal } from "../../contract/refusal.ts";
import type { Parsed } from "../../contract/methods.ts";
import { initialsOf } from "../../domain/people.ts";
import { sealHandover } from "../../domain/shifts/seal.ts";
import type { Act } from "../commands.ts";
import type { CallPerson } from "../handlers.ts";
import { chainHead } from "../store/event-log.ts";
import { canAnotherApprove } from "../store/person.ts";
import { readSettings } from "../store/setting.ts";
import { insertHandover, insertSignature } from "../store/shift-handover.ts";
import type { ShiftRecord } from "../store/shift.ts";
import { closeShift, countShiftUp, insertShift, listShifts, writeShiftText } from "../store/shift.ts";
import type { Say } from "./log-lines.ts";
import { summariseShift } from "./summary.ts";

export async function openShift(act: Act, person: CallPerson | null): Promise<string> {
  if (!person) throw new Refusal("sign-in-first");
  const [open] = await listShifts(act.trx, { openOnly: true });
  if (open) throw new Refusal("shift-open", { by: open.openedBy.name });
  const id = act.newId();
  await insertShift(act.trx, { id, openedBy: person.rowId, at: act.at });
  await act.record({ kind: "shift.opened", subjectId: id, payload: { name: person.name } });
  return id;
}

/** Stores the handover words while they are typed; the same words again are stored already. Refusals: no-shift, stale. */
export async function writeShift(
  act: Act,
  { id, textVersion, text }: Omit<Parsed<"shifts.write">, "commandId">,
  person: CallPerson | null,
): Promise<string> {
  if (!person) throw new Refusal("sign-in-first");
  const open = await theOpenShift(act, id);
  if (open.text === text) return id;
  if (open.textVersion !== textVersion) throw new Refusal("stale", { what: "shift", version: open.textVersion });
  await writeShiftText(act.trx, open.rowId, { text, by: person.rowId, at: act.at });
  return id;
}

type Closing = Omit<Parsed<"shifts.close">, "commandId">;
type SigningParts = { readonly person: CallPerson | null; readonly say: Say; readonly newSalt: () => string };

/**
 * Closes the open shift. What stood open and what happened is put together, sealed and stored in the same transaction, and who
 * closes it signs that: a crash leaves a shift that is open, or one that is closed and signed.
 */
export async function endShift(act: Act, closing: Closing, { person, say, newSalt }: SigningParts): Promise<string> {
  if (!person) throw new Refusal("sign-in-first");
  const open = await theOpenShift(act, closing.id);
  if (open.version !== closing.version) throw new Refusal("stale", { what: "shift", version: open.version });
  const closedAt = closing.until ?? act.at;
  if (closedAt < open.openedAt || closedAt > act.at) throw new Refusal("bad-input", { field: "until" });
  const { id: by, name } = person;
  const closedBy = { id: by, name, initials: initialsOf(name) };
  const { id, openedAt, openedBy } = open;
  const sealed = sealHandover(
    {
      shift: { id, openedAt, openedBy, closedAt, closedBy },
      text: closing.text,
      // The last moment of a shift is its own.
      summary: await summariseShift(act.trx, { from: openedAt, to: closedAt + 1 }, { now: act.at, say }),
      head: await chainHead(act.trx),
    },
    newSalt,
  );
  await closeShift(act.trx, open.rowId, { closedBy: person.rowId, at: closedAt, text: closing.text });
  await insertHandover(act.trx, open.rowId, sealed);
  await act.record({ kind: "shift.closed", subjectId: id, payload: { name, until: closedAt } });
  await sign(act, { shift: open, part: "handover", person, hash: sealed.hash, isAlone: false });
  return id;
}

/** Signs for the next lead; two people sign. Refusals: not-found, stale, not-closed, shift-signed, own-handover, shift-open. */
export async function takeShiftOver(
  act: Act,
  { id, version, open }: Omit<Parsed<"shifts.takeOver">, "commandId">,
  person: CallPerson | null,
): Promise<{ readonly id: string; readonly opened: string | null }> {
  if (!person) throw new Refusal("sign-in-first");
  const [shift] = await listShifts(act.trx, { id });
  if (!shift) throw new Refusal("not-found", { what: "shift" });
  if (shift.takeover) throw new Refusal("shift-signed", { name: shift.takeover.by.name });
  if (shift.version !== version) throw new Refusal("stale", { what: "shift", version: shift.version });
  if (!shift.handover) throw new Refusal("not-closed");
  const isAlone = shift.handoverByRowId === person.rowId;
  if (isAlone && !(await isDeskOfOne(act, person))) throw new Refusal("own-handover");
  await countShiftUp(act.trx, shift.rowId);
  await sign(act, { shift, part: "takeover", person, hash: shift.handover.hash, isAlone });
  return { id, opened: open ? await openShift(act, person) : null };
}

type Signing = {
  readonly shift: ShiftRecord;
  readonly part: "handover" | "takeover";
  readonly person: CallPerson;
  readonly hash: string;
  readonly isAlone: boolean;
};

async function sign(act: Act, { shift, part, person, hash, isAlone }: Signing): Promise<void> {
  const { rowId: personRowId, name } = person;
  await insertSignature(act.trx, { shiftRowId: shift.rowId, part, personRowId, at: act.at, hash, isAlone });
  await act.record({ kind: "shift.signed", subjectId: shift.id, payload: { name, part, hash, alone: isAlone } });
}

/** Nobody else leads here, and the policy says that one person may stand for two. */
async function isDeskOfOne(act: Act, { rowId }: CallPerson): Promise<boolean> {
  const { settings } = await readSettings(act.trx);
  return settings.selfApproval && !(await canAnotherApprove(act.trx, { personRowId: rowId, roles: ["lead"] }));
}

async function theOpenShift(act: Act, id: string): Promise<ShiftRecord> {
  const [open] = await listShifts(act.trx, { openOnly: true });
  if (open?.id !== id) throw new Refusal("no-shift");
  return open;
}
