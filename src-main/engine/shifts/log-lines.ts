import type { ShiftLine } from "../../contract/methods/shifts.ts";
import type { Said } from "../../contract/values.ts";
import type { EventKind } from "../../domain/events.ts";
import { loggedKinds, sayLogged } from "../../domain/shifts/say-logged.ts";
import { listEvents } from "../store/event-log.ts";
import type { StoredEvent } from "../store/event-log.ts";
import { contextsOf } from "../store/log-context.ts";
import type { LogContext } from "../store/log-context.ts";
import type { Db } from "../store/open.ts";
import { personNames } from "../store/person-names.ts";
import { readPastHours } from "../store/past-hours.ts";
import { readSettings } from "../store/setting.ts";
import { shiftsWithin } from "../store/shift.ts";
import { factsAsOf, type KnownHours } from "./as-of.ts";

export type Say = (said: Said) => string;
export type Period = { readonly from: number; readonly to: number };

/** Lines, and the event number to go on after; null at the end. */
export type LogPage = { readonly lines: readonly ShiftLine[]; readonly next: number | null };

/** What narrows the log: kinds of events, a person, the subjects of a story. */
export type LogFilter = {
  readonly kinds?: readonly EventKind[];
  readonly actorId?: string;
  readonly subjectIds?: readonly string[];
};

type Asked = {
  readonly period: Period;
  readonly afterSeq: number | null;
  readonly limit: number;
  readonly say: Say;
  readonly filter?: LogFilter;
};

/** One page of the log, oldest first: the events of the closed table, each with the case it is about. */
export async function logPage(db: Db, { period, afterSeq, limit, say, filter = {} }: Asked): Promise<LogPage> {
  const events = await listEvents(db, {
    ...period,
    kinds: loggedKinds,
    ...filter,
    limit,
    ...(afterSeq === null ? {} : { afterSeq }),
  });
  const lines = await linesOf(db, events.filter(saysSomething), { period, say });
  return { lines, next: events.length < limit ? null : (events.at(-1)?.seq ?? null) };
}

/** Events as lines of the log, each with the case it is about. */
export async function linesOf(
  db: Db,
  events: readonly StoredEvent[],
  { period, say }: { readonly period: Period; readonly say: Say },
): Promise<readonly ShiftLine[]> {
  const [contexts, shifts, { settings }, past, names] = await Promise.all([
    contextsOf(db, events),
    shiftsWithin(db, period),
    readSettings(db),
    readPastHours(db),
    personNames(
      db,
      events.flatMap((event) => (event.actor.kind === "person" ? [event.actor.id] : [])),
    ),
  ]);
  return events.map((event) => {
    const shift = shifts.find(({ from, to }) => from <= event.at && event.at < to);
    const who =
      event.actor.kind === "person"
        ? (names.get(event.actor.id) ?? "")
        : say({ code: `event.by.${event.actor.kind}`, params: {} });
    return toLine(event, {
      context: contexts.get(`${event.subjectKind}:${event.subjectId}`) ?? null,
      shiftId: shift?.id ?? null,
      who,
      say,
      hours: { now: settings, past },
    });
  });
}

/** A poll that brought no mention is in the event log, but no line of a shift. */
function saysSomething(event: StoredEvent): boolean {
  return event.kind !== "ingest.stored" || event.payload?.["mentions"] !== 0;
}

function toLine(
  event: StoredEvent,
  {
    context,
    shiftId,
    who,
    say,
    hours,
  }: {
    readonly context: LogContext | null;
    readonly shiftId: string | null;
    readonly who: string;
    readonly say: Say;
    readonly hours: KnownHours;
  },
): ShiftLine {
  const facts = context && factsAsOf(event, context, hours);
  return {
    seq: event.seq,
    at: event.at,
    shift: shiftId,
    kind: event.kind,
    case: context?.caseId ?? null,
    story: context?.storyId ?? null,
    contact: context?.contact ?? null,
    source: context?.source ?? null,
    bucket: facts?.bucket ?? null,
    sentiment: context?.sentiment ?? null,
    // Erased with the person whom it named.
    what: say(event.payload === null ? { code: "event.erased", params: {} } : sayLogged(event.kind, event.payload)),
    who,
    approvedBy: facts?.approvedBy ?? null,
    url: context?.url ?? null,
    replyUrl: context?.replyUrl ?? null,
    dueAt: facts?.dueAt ?? null,
    breached: facts?.breached ?? null,
  };
}
