import { describe, expect, test } from "vitest";
import { isLate, priorityOf, slaState } from "../../../src-main/domain/cases/clock.ts";
import { calendarOf, deadlineFrom, strictestTarget, targetMs } from "../../../src-main/domain/cases/policy.ts";
import { countsAs, needsReason } from "../../../src-main/domain/cases/resolution.ts";
import { resolutions } from "../../../src-main/contract/values.ts";

const MINUTE = 60_000;
const at = (time: string) => Date.parse(`${time}Z`);
const office = { timeZone: "UTC", week: { Wed: [[540, 1020]], Thu: [[540, 1020]] }, holidays: [] } as const;

function clockAt(now: string, rest: Partial<Parameters<typeof slaState>[0]> = {}) {
  const reading = {
    dueAt: at("2026-01-21T11:00"),
    now: at(now),
    targetMs: 60 * MINUTE,
    calendar: office,
    waiting: false,
    resolved: false,
  };
  const { state, leftMs, running } = slaState({ ...reading, ...rest });
  return { state, leftMinutes: leftMs === null ? null : leftMs / MINUTE, running };
}

describe("the response clock", () => {
  test.each([
    ["has time", "2026-01-21T10:30", { state: "ok", leftMinutes: 30, running: true }],
    ["a quarter left is still ok", "2026-01-21T10:45", { state: "ok", leftMinutes: 15, running: true }],
    ["under a quarter left is to be watched", "2026-01-21T10:46", { state: "watch", leftMinutes: 14, running: true }],
    ["exactly on target is within", "2026-01-21T11:00", { state: "watch", leftMinutes: 0, running: true }],
    ["a minute later is late", "2026-01-21T11:01", { state: "breached", leftMinutes: -1, running: true }],
  ])("%s", (_name, now, expected) => {
    expect(clockAt(now)).toEqual(expected);
  });

  test("a case due at closing time is late only when the desk has opened again", () => {
    const dueAt = at("2026-01-21T17:00");
    expect(clockAt("2026-01-21T23:00", { dueAt })).toEqual({ state: "watch", leftMinutes: 0, running: false });
    expect(clockAt("2026-01-22T09:01", { dueAt })).toEqual({ state: "breached", leftMinutes: -1, running: true });
  });

  test("elapsed time is used where there are no desk hours", () => {
    expect(clockAt("2026-01-21T23:00", { dueAt: at("2026-01-21T22:00"), calendar: null })).toEqual({
      state: "breached",
      leftMinutes: -60,
      running: true,
    });
  });

  test("waiting and resolved cases stand still", () => {
    expect([clockAt("2026-01-21T13:00", { waiting: true }), clockAt("2026-01-21T13:00", { resolved: true })]).toEqual(
      Array(2).fill({ state: "paused", leftMinutes: null, running: false }),
    );
  });

  test("a case without a deadline has no clock", () => {
    expect(clockAt("2026-01-21T13:00", { dueAt: null })).toEqual({ state: "none", leftMinutes: null, running: false });
  });

  test("an answer exactly on target is within and a millisecond later is not", () => {
    const dueAt = at("2026-01-22T09:30");
    expect(isLate({ dueAt, at: dueAt, calendar: office })).toBe(false);
    expect(isLate({ dueAt, at: dueAt + 1, calendar: office })).toBe(true);
  });
});

describe("targets", () => {
  const minutes = { care: { 1: 15, 2: 60, 3: 240 }, pr: { 1: 30, 2: 45, 3: 480 } };
  const targets = {
    first: minutes,
    next: minutes,
    resolution: { care: { 1: null, 2: 90, 3: null }, pr: { 1: 60, 2: null, 3: null } },
    approval: minutes,
    hours: { care: "01KA8K3F000000000000000070", pr: null },
    serviceLevelPercent: 80,
  };
  test("urgency sets the priority", () => {
    expect((["high", "normal", "low"] as const).map(priorityOf)).toEqual([1, 2, 3]);
  });
  test("an unsorted story has the strictest target of its priority and analytics has none", () => {
    const first = (bucket: "unsorted" | "analytics" | "pr" | "care", priority: 1 | 2 | 3) =>
      targetMs(targets, { kind: "first", bucket, priority });
    expect([
      first("unsorted", 1),
      first("unsorted", 2),
      first("pr", 3),
      first("care", 3),
      first("analytics", 1),
    ]).toEqual([15 * MINUTE, 45 * MINUTE, 480 * MINUTE, 240 * MINUTE, null]);
  });
  test("a clock without a target is none, and unsorted takes the one that there is", () => {
    const whole = (bucket: "unsorted" | "care", priority: 1 | 2 | 3) =>
      targetMs(targets, { kind: "resolution", bucket, priority });
    expect([whole("care", 1), whole("unsorted", 1), whole("unsorted", 3)]).toEqual([null, 60 * MINUTE, null]);
    expect(deadlineFrom(0, null, office)).toEqual({ targetMs: null, dueAt: null, warnAt: null });
  });
  test("a bucket runs on the calendar that its target names, every other on the hours of the desk", () => {
    const closed = { Mon: [], Tue: [], Wed: [], Thu: [], Fri: [], Sat: [], Sun: [] };
    const desk = { timeZone: "UTC", week: closed, holidays: [] };
    const service = { id: targets.hours.care, name: "Service", hours: { ...desk, timeZone: "Asia/Tokyo" } };
    const policy = { targets, calendar: desk, calendars: [service] };
    const zones = (["care", "pr", "unsorted"] as const).map((bucket) => calendarOf(policy, bucket).timeZone);
    expect([...zones, calendarOf({ ...policy, calendars: [] }, "care").timeZone]).toEqual([
      "Asia/Tokyo",
      "UTC",
      "UTC",
      "UTC",
    ]);
  });
  test("somebody is warned when three quarters of the open time have passed", () => {
    const from = at("2026-01-21T16:30");
    expect(deadlineFrom(from, 60 * MINUTE, office)).toEqual({
      targetMs: 60 * MINUTE,
      dueAt: at("2026-01-22T09:30"),
      warnAt: at("2026-01-22T09:15"),
    });
  });
  test("the strictest of no targets is none", () => {
    expect([strictestTarget([]), strictestTarget([null, 5, 3])]).toEqual([null, 3]);
  });
});

describe("how a closed case counts", () => {
  test("without a response each resolution has its place in the numbers", () => {
    const counted = resolutions.map((resolution) => [
      resolution,
      countsAs({ resolution, responded: false, closedWithinTarget: true }),
    ]);
    expect(Object.fromEntries(counted)).toEqual({
      answered: "answered",
      handed_private: "answered",
      no_reply_needed: "no_reply",
      counted_only: "no_reply",
      closed_without_reply: "ignored",
      spam: "excluded",
      duplicate: "excluded",
      withdrawn: "excluded",
    });
  });
  test("moving a case to analytics after its target hides no breach", () => {
    expect(countsAs({ resolution: "counted_only", responded: false, closedWithinTarget: false })).toBe("ignored");
  });
  test("whatever was answered counts as answered", () => {
    expect(countsAs({ resolution: "spam", responded: true, closedWithinTarget: true })).toBe("answered");
  });
  test("closing without a reply needs a reason", () => {
    expect(resolutions.filter(needsReason)).toEqual(["no_reply_needed", "counted_only", "closed_without_reply"]);
  });
});
