import { Refusal } from "../../contract/refusal.ts";
import type { Shift } from "../../contract/methods/shifts.ts";
import { runCommand, runQuietAct } from "../commands.ts";
import type { Handlers } from "../handlers.ts";
import type { Parts } from "../parts.ts";
import { listShifts } from "../store/shift.ts";
import type { ShiftRecord } from "../store/shift.ts";
import { logFilter } from "./log-filter.ts";
import { logPage } from "./log-lines.ts";
import type { Say } from "./log-lines.ts";
import { showHandover, verifyShift } from "./read-handover.ts";
import { endShift, openShift, takeShiftOver, writeShift } from "./sign-shift.ts";
import { rowsOfCount, summariseShift } from "./summary.ts";

type ReadMethod = "list" | "log" | "summary" | "rows" | "handover" | "verify";
type WriteMethod = "open" | "write" | "close" | "takeOver";
type ShiftParts = Parts & { readonly say: Say };

const topics = ["shift", "status"] as const;

/** Shifts, the log that writes itself from the events, and the handover that two people sign. */
export function createShifts(parts: ShiftParts): Handlers<`shifts.${ReadMethod | WriteMethod}`> {
  return { ...reading(parts), ...writing(parts) };
}

function reading({ store, clock, say }: ShiftParts): Handlers<`shifts.${ReadMethod}`> {
  const { read } = store;
  return {
    "shifts.list": async () => (await listShifts(read)).map(view),
    "shifts.log": async ({ from, to, cursor, limit, ...narrow }) => {
      const filter = await logFilter(read, narrow);
      const page = await logPage(read, { period: { from, to }, afterSeq: cursor, limit, say, filter });
      return { lines: [...page.lines], next: page.next };
    },
    "shifts.summary": (period) => summariseShift(read, period, { now: clock.now(), say }),
    "shifts.rows": (asked) => rowsOfCount(read, asked, clock.now()),
    "shifts.handover": ({ id }) => showHandover(read, id),
    "shifts.verify": ({ id }) => verifyShift(read, id),
  };
}

function writing(parts: ShiftParts): Handlers<`shifts.${WriteMethod}`> {
  const { say, ids } = parts;
  const newSalt = () => Buffer.from(ids.randomBytes(16)).toString("hex");
  return {
    "shifts.open": async ({ commandId }, call) => {
      const command = { call, method: "shifts.open", commandId, topics };
      return shown(parts, await runCommand(parts, command, (act) => openShift(act, call.person)));
    },
    "shifts.write": async ({ commandId: _id, ...words }, call) =>
      // Every second while somebody types; the version of the words makes it safe to repeat.
      shown(parts, await runQuietAct(parts, { call, topics: ["shift"] }, (act) => writeShift(act, words, call.person))),
    "shifts.close": async ({ commandId, ...closing }, call) => {
      const command = { call, method: "shifts.close", commandId, topics };
      const signing = { person: call.person, say, newSalt };
      return shown(parts, await runCommand(parts, command, (act) => endShift(act, closing, signing)));
    },
    "shifts.takeOver": async ({ commandId, ...taking }, call) => {
      const command = { call, method: "shifts.takeOver", commandId, topics };
      const done = await runCommand(parts, command, (act) => takeShiftOver(act, taking, call.person));
      return {
        shift: await shown(parts, done.id),
        opened: done.opened === null ? null : await shown(parts, done.opened),
      };
    },
  };
}

async function shown(parts: Parts, id: string): Promise<Shift> {
  const [shift] = await listShifts(parts.store.read, { id });
  if (!shift) throw new Refusal("not-found", { what: "shift" });
  return view(shift);
}

function view({ rowId: _rowId, closedByRowId: _closer, handoverByRowId: _signer, ...shift }: ShiftRecord): Shift {
  return shift;
}
