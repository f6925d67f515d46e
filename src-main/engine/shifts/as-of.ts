import type { Bucket } from "../../contract/values.ts";
import { isLate } from "../../domain/cases/clock.ts";
import { calendarAt, type Hours, type PastHours } from "../../domain/cases/policy.ts";
import type { StoredEvent } from "../store/event-log.ts";
import type { CycleFacts, LogContext } from "../store/log-context.ts";

/** What a line says of its case: as it was at its event, not as it is today. */
export type LineFacts = {
  readonly bucket: Bucket;
  readonly dueAt: number | null;
  readonly breached: boolean | null;
  readonly approvedBy: string | null;
};

/** The hours of now and of before. */
export type KnownHours = { readonly now: Hours; readonly past: readonly PastHours[] };

/** The facts of the event's own cycle; where the event itself says bucket, deadline or approver, that holds. */
export function factsAsOf(event: StoredEvent, context: LogContext, hours: KnownHours): LineFacts {
  const cycle = cycleOf(event, context);
  const said = saidBy(event);
  const dueAt = said.dueAt === undefined ? (cycle?.dueAt ?? null) : said.dueAt;
  // An answer stops the clock, and so does the end of the case; what came after the event did not stop it yet.
  const until = Math.min(event.at, cycle?.firstResponseAt ?? event.at, cycle?.resolvedAt ?? event.at);
  const bucket = said.bucket ?? cycle?.bucket ?? context.bucket;
  return {
    bucket,
    dueAt,
    breached: dueAt === null ? null : isLate({ dueAt, at: until, calendar: calendarAt(hours, { bucket, at: until }) }),
    approvedBy: approversAt(event, context),
  };
}

/** The cycle that the event names; else the one that ran when it happened, or when a delivery was queued. */
function cycleOf(event: StoredEvent, { cycles, ofMoment }: LogContext): CycleFacts | null {
  if (event.cycle !== null) return cycles.find(({ cycle }) => cycle === event.cycle) ?? null;
  return cycles.findLast(({ queuedAt }) => queuedAt <= (ofMoment ?? event.at)) ?? null;
}

function saidBy({ payload }: StoredEvent): { readonly bucket?: Bucket; readonly dueAt?: number | null } {
  // Payloads are written by this engine only: `after` holds the changed fields of a story or of a case's state.
  const after = payload?.["after"] as { readonly bucket?: Bucket; readonly dueAt?: number | null } | null | undefined;
  const dueAt = after?.dueAt === undefined ? payload?.["dueAt"] : after.dueAt;
  return {
    ...(after?.bucket === undefined ? {} : { bucket: after.bucket }),
    ...(dueAt === null || typeof dueAt === "number" ? { dueAt } : {}),
  };
}

/** Who approved: at an approval the one who gave it, at what followed all whose approval held then. */
function approversAt({ kind, at, payload }: StoredEvent, { approvals }: LogContext): string | null {
  if (kind === "reply.approved") {
    const by = payload?.["by"] ?? payload?.["approval"];
    return typeof by === "string" ? by : null;
  }
  if (kind !== "reply.handed_over" && kind !== "reply.sent") return null;
  const held = approvals.filter((one) => one.at <= at && (one.voidedAt === null || one.voidedAt > at));
  return held.map((one) => one.by).join(", ") || null;
}
