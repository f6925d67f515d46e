import type { Shift, ShiftLine } from "../../../src-main/contract/methods/shifts.ts";
import type { Role } from "../../../src-main/contract/values.ts";
import { EngineError } from "../../../src-renderer/lib/engine.ts";
import { createDesk, type Desk } from "./desk.ts";
import { idOf, mirela, MINUTE, NOON, sunniva } from "./rows.ts";

/** One line of the log, number by number, a minute apart. */
export function lineOf(seq: number, change: Partial<ShiftLine> = {}): ShiftLine {
  return {
    seq,
    at: NOON + seq * MINUTE,
    shift: null,
    kind: "case.assigned",
    case: idOf(seq % 90),
    story: idOf(100 + (seq % 90)),
    contact: `Zqcontact${seq}`,
    source: "Zqboard",
    bucket: "care",
    sentiment: "negative",
    what: `Zqwhat${seq}`,
    who: sunniva.name,
    approvedBy: null,
    url: null,
    replyUrl: null,
    dueAt: null,
    breached: null,
    ...change,
  };
}

export const openShift: Shift = {
  id: idOf(210),
  version: 1,
  openedAt: NOON - 60 * MINUTE,
  openedBy: sunniva,
  closedAt: null,
  closedBy: null,
  text: "",
};
export const pastShift: Shift = {
  id: idOf(209),
  version: 2,
  openedAt: NOON - 900 * MINUTE,
  openedBy: mirela,
  closedAt: NOON - 400 * MINUTE,
  closedBy: mirela,
  text: "Zqhandover of yesterday",
};

export type ShiftDesk = Desk & { shifts: Shift[]; lines: ShiftLine[] };

type Parts = { shifts?: Shift[]; lines?: ShiftLine[]; roles?: Role[] };

/** A desk in memory with shifts and a log that is served page by page. */
export function createShiftDesk({
  shifts = [openShift, pastShift],
  lines = [lineOf(1), lineOf(2)],
  roles = ["lead"],
}: Parts = {}): ShiftDesk {
  const desk: ShiftDesk = Object.assign(createDesk([]), { shifts, lines });
  const session = desk.handlers["session.get"]?.({});
  if (!session?.person) throw new Error("the desk has a person");
  session.person = { ...session.person, roles };
  Object.assign(desk.handlers, {
    "session.get": () => session,
    "shifts.list": () => desk.shifts,
    "shifts.log": ({ cursor, limit = 200 }: { cursor?: number | null; limit?: number }) => {
      const rest = desk.lines.filter((line) => line.seq > (cursor ?? 0));
      const page = rest.slice(0, limit);
      return {
        lines: page,
        next: rest.length > limit ? (page.at(-1)?.seq ?? null) : null,
        summary: {
          cameIn: 343,
          answered: 58,
          breached: 2,
          waiting: 41,
          awaitingApproval: 4,
          toPost: 1,
          sourcesDown: ["Brackholm Post"],
        },
      };
    },
    "shifts.open": () => {
      const [known] = desk.shifts.filter((shift) => shift.closedAt === null);
      if (known) throw new EngineError("shift-open", { by: known.openedBy.name });
      desk.shifts = [openShift, ...desk.shifts];
      return openShift;
    },
    "shifts.close": ({ id, text }: { id: string; text: string }) => {
      const closed = { ...openShift, id, version: 2, closedAt: NOON, closedBy: sunniva, text };
      desk.shifts = desk.shifts.map((shift) => (shift.id === id ? closed : shift));
      return closed;
    },
    "shifts.export": ({ format }: { format: "csv" | "json" }) => {
      const fileName = `shift-log-20261119T1100-20261119T1200.${format}`;
      const sidecar = JSON.stringify({
        columns: [
          { name: "seq", means: "number" },
          { name: "at", means: "when" },
          { name: "hash", means: "chain" },
        ],
      });
      return {
        rows: desk.lines.length,
        file: { fileName, mime: "text/csv;charset=utf-8", content: "seq,at,hash\r\n" },
        sidecar: { fileName: `${fileName}.sidecar.json`, mime: "application/json", content: sidecar },
      };
    },
  });
  return desk;
}
