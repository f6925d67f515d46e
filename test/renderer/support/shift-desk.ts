import type { ExportFormat, ExportRun, ExportWhat } from "../../../src-main/contract/methods/exports.ts";
import type { Shift, ShiftHandover, ShiftLine, ShiftSummary } from "../../../src-main/contract/methods/shifts.ts";
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
  ...{ textVersion: 0, textAt: null, textBy: null, handover: null, takeover: null },
};
export const pastShift: Shift = {
  id: idOf(209),
  version: 2,
  openedAt: NOON - 900 * MINUTE,
  openedBy: mirela,
  closedAt: NOON - 400 * MINUTE,
  closedBy: mirela,
  text: "Zqhandover of yesterday",
  ...{ textVersion: 1, textAt: null, textBy: mirela, takeover: null },
  handover: { by: mirela, at: NOON - 400 * MINUTE, hash: "ab".repeat(32), isAlone: false },
};

export const summary: ShiftSummary = {
  ...{ from: openShift.openedAt, to: NOON, asOf: NOON },
  counts: {
    ...{ mentions: 343, cases: 41, answered: 58, breached: 2, promised: 3, kept: 1, broken: 0 },
    ...{ promisesOpen: 1, waiting: 1, awaitingApproval: 0, toPost: 0, stuck: 0, sourcesDown: 1, decided: 0 },
  },
  open: [
    {
      ...{ caseId: idOf(11), storyId: idOf(111), title: "Zqrefund", contact: "Zqdorrit", bucket: "care", priority: 2 },
      ...{ status: "open", owner: mirela, queuedAt: NOON - 9 * MINUTE, dueAt: NOON - MINUTE, isAnswered: false },
      ...{ isLate: true, reply: { state: "draft", by: "Mirela Oakes" }, note: "Ring operations first", noteBy: null },
    },
  ],
  breached: [],
  promises: [
    {
      ...{ id: idOf(12), caseId: idOf(11), storyId: idOf(111), what: "Zqletter", toWhom: "Zqdorrit", replyId: null },
      ...{ dueAt: NOON + 60 * MINUTE, state: "open", isLate: false, madeAt: NOON, madeBy: mirela, owner: mirela },
      ...{ approvedBy: null, keptAt: null, brokenAt: null, withdrawnAt: null },
    },
  ],
  ...{ approvals: [], oldestApprovalAt: null, toPost: [], decided: [], alarms: [], stuck: [] },
  gaps: [{ kind: "source", source: "Brackholm Post", from: NOON - 30 * MINUTE, to: null }],
};

/** What was signed: two fewer answers than are counted now, and a title that was erased since. */
export const signed: ShiftHandover = {
  text: "Zqhandover of yesterday",
  summary: {
    ...summary,
    counts: { ...summary.counts, answered: 56 },
    open: summary.open.map((row) => ({ ...row, title: null, contact: null })),
  },
  ...{ head: { seq: 7, hash: "cd".repeat(32) }, hash: "ab".repeat(32), holds: true, erased: 1, struck: 0 },
};

export type ShiftDesk = Desk & { shifts: Shift[]; lines: ShiftLine[]; run: ExportRun | null };

type Parts = { shifts?: Shift[]; lines?: ShiftLine[]; roles?: Role[] };

/** A desk in memory with shifts and a log that is served page by page. */
export function createShiftDesk({
  shifts = [openShift, pastShift],
  lines = [lineOf(1), lineOf(2)],
  roles = ["lead"],
}: Parts = {}): ShiftDesk {
  const desk: ShiftDesk = Object.assign(createDesk([]), { shifts, lines, run: null });
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
      };
    },
    "shifts.summary": () => summary,
    "shifts.handover": () => signed,
    "shifts.verify": () => ({ holds: true, events: 1234, fault: null, handover: true }),
    "shifts.rows": () => summary.open,
    "shifts.write": ({ text, textVersion }: { text: string; textVersion: number }) => {
      const [running = openShift] = desk.shifts.filter((shift) => shift.closedAt === null);
      const saved = { ...running, text, textVersion: textVersion + 1, textAt: NOON, textBy: sunniva };
      desk.shifts = desk.shifts.map((shift) => (shift.id === saved.id ? saved : shift));
      return saved;
    },
    "shifts.takeOver": ({ id, open }: { id: string; open: boolean }) => {
      const takeover = { by: sunniva, at: NOON, hash: "ab".repeat(32), isAlone: false };
      desk.shifts = desk.shifts.map((shift) => (shift.id === id ? { ...shift, version: 3, takeover } : shift));
      const opened = open ? openShift : null;
      if (opened) desk.shifts = [opened, ...desk.shifts];
      return { shift: desk.shifts.find((shift) => shift.id === id), opened };
    },
    "shifts.open": () => {
      const [known] = desk.shifts.filter((shift) => shift.closedAt === null);
      if (known) throw new EngineError("shift-open", { by: known.openedBy.name });
      desk.shifts = [openShift, ...desk.shifts];
      return openShift;
    },
    "shifts.close": ({ id, text }: { id: string; text: string }) => {
      const handover = { by: sunniva, at: NOON, hash: "ab".repeat(32), isAlone: false };
      const closed = { ...openShift, id, version: 2, closedAt: NOON, closedBy: sunniva, text, handover };
      desk.shifts = desk.shifts.map((shift) => (shift.id === id ? closed : shift));
      return closed;
    },
    "exports.preview": () => ({
      rows: desk.lines.length,
      columns: [{ name: "seq", means: "number" }],
      pdfMost: 40_000,
    }),
    "exports.start": ({ what, format }: { what: ExportWhat; format: ExportFormat }) => {
      const fileName = `shift-log_2026-11-19T1100_2026-11-19T1200.${format}`;
      desk.run = {
        ...{ id: "01J00000000000000000000EXP", what, format, state: "done", startedAt: NOON, says: null },
        ...{ rows: desk.lines.length, totalRows: desk.lines.length },
        files: [
          { fileName, mime: "text/csv;charset=utf-8", bytes: 6 },
          { fileName: `${fileName}.sidecar.json`, mime: "application/json", bytes: 2 },
        ],
      };
      return desk.run;
    },
    "exports.get": () => desk.run,
    "exports.readFile": () => ({ base64: btoa("seq\r\n"), next: null }),
  });
  return desk;
}
