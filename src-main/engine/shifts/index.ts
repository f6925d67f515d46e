import { Refusal } from "../../contract/refusal.ts";
import type { Shift } from "../../contract/methods/shifts.ts";
import type { Signer } from "../../ports/signer.ts";
import { runCommand } from "../commands.ts";
import type { Act } from "../commands.ts";
import type { CallPerson, Handlers } from "../handlers.ts";
import type { Parts } from "../parts.ts";
import { readSettings } from "../store/setting.ts";
import { summariseShift } from "../store/shift-summary.ts";
import { closeShift, insertShift, listShifts } from "../store/shift.ts";
import type { ShiftRecord } from "../store/shift.ts";
import { exportLog } from "./export-log.ts";
import { logPage } from "./log-lines.ts";
import type { Say } from "./log-lines.ts";

type ShiftMethod = "shifts.list" | "shifts.log" | "shifts.open" | "shifts.close" | "shifts.export";

/** Shifts and the log that writes itself from the events. */
export function createShifts(parts: Parts & { readonly say: Say; readonly signer: Signer }): Handlers<ShiftMethod> {
  const { read } = parts.store;
  return {
    "shifts.list": async () => (await listShifts(read)).map(view),
    "shifts.log": async ({ from, to, cursor, limit }) => {
      const { lines, next } = await logPage(read, { period: { from, to }, afterSeq: cursor, limit, say: parts.say });
      return { lines: [...lines], next, summary: await summariseShift(read, { from, to }) };
    },
    "shifts.open": async (input, call) => {
      const id = await runCommand(
        parts,
        { call, method: "shifts.open", commandId: input.commandId, topics: ["shift", "status"] },
        (act) => openShift(act, call.person),
      );
      return shown(parts, id);
    },
    "shifts.close": async (input, call) => {
      const id = await runCommand(
        parts,
        { call, method: "shifts.close", commandId: input.commandId, topics: ["shift", "status"] },
        (act) => endShift(act, input, call.person),
      );
      return shown(parts, id);
    },
    "shifts.export": async ({ commandId, from, to, format }, call) => {
      const { settings } = await readSettings(read);
      const request = { period: { from, to }, format, timeZone: settings.calendar.timeZone, say: parts.say };
      const exported = await exportLog(read, parts.signer, request);
      await runCommand(parts, { call, method: "shifts.export", commandId, topics: [] }, async (act) => {
        await act.record({
          kind: "shift.exported",
          subjectId: act.batchId,
          payload: { rows: exported.rows, file: exported.file.fileName },
        });
        return {};
      });
      return exported;
    },
  };
}

async function openShift(act: Act, person: CallPerson | null): Promise<string> {
  if (!person) throw new Refusal("sign-in-first");
  const [open] = await listShifts(act.trx, { openOnly: true });
  if (open) throw new Refusal("shift-open", { by: open.openedBy.name });
  const id = act.newId();
  await insertShift(act.trx, { id, openedBy: person.rowId, at: act.at });
  await act.record({ kind: "shift.opened", subjectId: id, payload: { name: person.name } });
  return id;
}

async function endShift(
  act: Act,
  input: { readonly id: string; readonly version: number; readonly text: string },
  person: CallPerson | null,
): Promise<string> {
  if (!person) throw new Refusal("sign-in-first");
  const [open] = await listShifts(act.trx, { openOnly: true });
  if (open?.id !== input.id) throw new Refusal("no-shift");
  if (open.version !== input.version) throw new Refusal("stale", { what: "shift", version: open.version });
  await closeShift(act.trx, open.rowId, { closedBy: person.rowId, at: act.at, text: input.text });
  await act.record({ kind: "shift.closed", subjectId: open.id, payload: { name: person.name, text: input.text } });
  return open.id;
}

async function shown(parts: Parts, id: string): Promise<Shift> {
  const shift = (await listShifts(parts.store.read)).find((one) => one.id === id);
  if (!shift) throw new Refusal("not-found", { what: "shift" });
  return view(shift);
}

function view({ rowId: _rowId, ...shift }: ShiftRecord): Shift {
  return shift;
}
