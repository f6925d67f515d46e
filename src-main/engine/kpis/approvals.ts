import type { KpiName, KpiRow } from "../../contract/methods/kpis.ts";
import type { Bucket } from "../../contract/values.ts";
import { clockBetween } from "../../domain/calendar/business-time.ts";
import type { Calendar } from "../../domain/calendar/calendar.ts";
import { verdictOf } from "../../domain/kpi/attainment.ts";
import type { KpiFigure } from "../../domain/kpi/figures-of.ts";
import { lengthsOf, percentOf, spreadOf } from "../../domain/kpi/statistics.ts";
import {
  type ApprovalSpan,
  approvalSpans,
  type Post,
  publicPosts,
  type Submission,
  submissions,
} from "../store/kpi-approval.ts";
import { type CycleKey, cycleWords } from "../store/kpi-cycle.ts";
import type { Db } from "../store/open.ts";
import { titleOf } from "./cycle-rows.ts";
import type { Figures } from "./figure-set.ts";
import type { ReadyScope } from "./scope.ts";

const approvalKpis = [
  "attainment_approval",
  "approval_time",
  "first_pass_yield",
  "unapproved_posts",
] as const satisfies readonly KpiName[];
export type ApprovalKpi = (typeof approvalKpis)[number];

/** One thing that was handed in or posted, and what it counts as in a figure. */
export type CountedReply = CycleKey & {
  readonly replyId: string;
  readonly bucket: Bucket;
  readonly at: number;
  readonly dueAt: number | null;
  readonly endedAt: number | null;
  readonly counts: string;
  readonly value: number | null;
};

/** Which classes each number of these figures is made of. */
const base: Readonly<Record<ApprovalKpi, readonly string[]>> = {
  attainment_approval: ["met", "missed"],
  approval_time: ["approved"],
  first_pass_yield: ["unchanged", "changed"],
  unapproved_posts: ["unapproved", "approved"],
};
const parts: Readonly<Record<ApprovalKpi, readonly string[]>> = {
  attainment_approval: ["met", "missed", "open"],
  approval_time: ["approved", "returned", "open"],
  first_pass_yield: ["unchanged", "changed", "open"],
  unapproved_posts: ["unapproved", "approved"],
};

/** What was handed in for approval, and what was posted, in the scope. */
export async function approvalFigures(db: Db, scope: ReadyScope): Promise<Figures> {
  const counted = async (kpi: ApprovalKpi) => figureOf(kpi, await countedReplies(db, scope, kpi));
  return {
    attainment_approval: await counted("attainment_approval"),
    approval_time: await counted("approval_time"),
    first_pass_yield: await counted("first_pass_yield"),
    unapproved_posts: await counted("unapproved_posts"),
  };
}

function figureOf(kpi: ApprovalKpi, replies: readonly CountedReply[]): KpiFigure {
  const count = (counts: string) => replies.filter((reply) => reply.counts === counts).length;
  const n = base[kpi].reduce((sum, counts) => sum + count(counts), 0);
  const made = { n, parts: Object.fromEntries(parts[kpi].map((part) => [part, count(part)])) };
  if (kpi === "unapproved_posts") return { ...made, value: n === 0 ? null : count("unapproved"), also: {}, spread: [] };
  if (kpi !== "approval_time") return { ...made, value: percentOf(count(base[kpi][0] ?? ""), n), also: {}, spread: [] };
  const lengths = replies.flatMap(({ value }) => value ?? []);
  const { median, p90, mean, longest } = lengthsOf(lengths);
  return { ...made, value: median, also: { median, p90, mean, longest }, spread: spreadOf(lengths) };
}

/** Everything that a figure looks at, oldest first, with what it counts as. */
async function countedReplies(db: Db, scope: ReadyScope, kpi: ApprovalKpi): Promise<readonly CountedReply[]> {
  const within = { from: scope.from, to: Math.min(scope.to, scope.asOf + 1), filter: scope.filter };
  const hoursAt = hoursOf(scope);
  if (kpi === "attainment_approval")
    return (await approvalSpans(db, within)).map((span) => spanCounted(span, { asOf: scope.asOf, hoursAt }));
  if (kpi === "unapproved_posts") return (await publicPosts(db, within)).map(postCounted);
  const given = (await submissions(db, within)).map((one) => seenAt(one, scope.asOf));
  if (kpi === "approval_time") return given.map((one) => timeCounted(one, hoursAt));
  return given.filter(({ isFirst }) => isFirst === 1).map(yieldCounted);
}

type HoursAt = (bucket: Bucket, at: number) => Calendar | null;

function hoursOf(scope: ReadyScope): HoursAt {
  const { calendarOf } = scope.judgingAt(scope.asOf);
  return (bucket, at) => calendarOf({ bucket, firstResponseAt: at, resolvedAt: null });
}

function spanCounted(span: ApprovalSpan, { asOf, hoursAt }: { asOf: number; hoursAt: HoursAt }): CountedReply {
  const isApproved = span.outcome === "approved";
  const endedAt = span.endedAt !== null && span.endedAt <= asOf ? span.endedAt : null;
  const calendar = hoursAt(span.bucket, endedAt ?? asOf);
  const dueAt = calendar ? span.dueAt : span.at + span.targetMs;
  const metAt = isApproved ? endedAt : null;
  const counts = verdictOf({ metric: "approval", dueAt, metAt, endedAt: isApproved ? null : endedAt, calendar }, asOf);
  return { ...placeOf(span), dueAt, endedAt, counts, value: null };
}

function postCounted(post: Post): CountedReply {
  return {
    ...placeOf(post),
    dueAt: null,
    endedAt: post.at,
    counts: post.isApproved === 1 ? "approved" : "unapproved",
    value: null,
  };
}

function seenAt(given: Submission, asOf: number): Submission {
  const seen = (at: number | null) => (at !== null && at <= asOf ? at : null);
  const { approvedAt, endedAt, editedAt } = given;
  return { ...given, approvedAt: seen(approvedAt), endedAt: seen(endedAt), editedAt: seen(editedAt) };
}

function timeCounted(given: Submission, hoursAt: HoursAt): CountedReply {
  const { approvedAt, endedAt, at } = given;
  const done = { ...placeOf(given), dueAt: null };
  if (approvedAt === null) return { ...done, endedAt, counts: endedAt === null ? "open" : "returned", value: null };
  const value = clockBetween(at, approvedAt, hoursAt(given.bucket, approvedAt));
  return { ...done, endedAt: approvedAt, counts: "approved", value };
}

function yieldCounted(given: Submission): CountedReply {
  const { approvedAt, endedAt, editedAt } = given;
  const isOpen = approvedAt === null && endedAt === null;
  const isUnchanged = approvedAt !== null && editedAt === null;
  const counts = isOpen ? "open" : isUnchanged ? "unchanged" : "changed";
  return { ...placeOf(given), dueAt: null, endedAt: approvedAt ?? endedAt, counts, value: null };
}

function placeOf({ caseRowId, cycle, replyId, bucket, at }: Submission | ApprovalSpan | Post) {
  return { caseRowId, cycle, replyId, bucket, at };
}

export function isApprovalKpi(kpi: KpiName): kpi is ApprovalKpi {
  return (approvalKpis as readonly KpiName[]).includes(kpi);
}

/** The replies behind one of these figures, or a part of it, oldest first. */
export async function repliesOf(
  db: Db,
  scope: ReadyScope,
  { kpi, part }: { readonly kpi: ApprovalKpi; readonly part: string | null },
): Promise<readonly CountedReply[]> {
  const wanted = part === null ? base[kpi] : [part];
  return (await countedReplies(db, scope, kpi)).filter(({ counts }) => wanted.includes(counts));
}

/** Replies as rows for people, in the order given. */
export async function replyRows(
  db: Db,
  replies: readonly CountedReply[],
  { namePeople }: { readonly namePeople: boolean },
): Promise<readonly KpiRow[]> {
  const words = new Map((await cycleWords(db, replies)).map((one) => [`${one.caseRowId} ${one.cycle}`, one]));
  return replies.map((reply): KpiRow => {
    const said = words.get(`${reply.caseRowId} ${reply.cycle}`);
    return {
      kind: "approval",
      id: reply.replyId,
      storyId: said?.storyId ?? null,
      cycle: reply.cycle,
      title: said ? titleOf(said) : "",
      bucket: reply.bucket,
      source: said?.source ?? null,
      person: namePeople ? (said?.person ?? null) : null,
      counts: reply.counts,
      resolution: null,
      queuedAt: reply.at,
      dueAt: reply.dueAt,
      firstResponseAt: null,
      resolvedAt: reply.endedAt,
      value: reply.value,
    };
  });
}
