import { describe, expect, test } from "vitest";
import { parseFeedDate } from "../../../src-main/engine/sources/feed/dates.ts";

const iso = (text: string) => {
  const ms = parseFeedDate(text);
  return ms === null ? null : new Date(ms).toISOString().replace(/:00\.000Z$|\.000Z$/, "Z");
};

describe("dates of feeds", () => {
  test.each([
    ["Sat, 21 Nov 2026 14:02:00 GMT", "2026-11-21T14:02Z"],
    ["Sat, 21 Nov 2026 14:02:00 +0100", "2026-11-21T13:02Z"],
    ["21 Nov 2026 14:02 +0000", "2026-11-21T14:02Z"],
    ["Saturday, 21 November 2026 14:02:05 EST", "2026-11-21T19:02:05Z"],
    ["Sat,21 Nov 26 14:02:00 PDT", "2026-11-21T21:02Z"],
    ["Thu, 01 Jan 04 19:48:21 GMT", "2004-01-01T19:48:21Z"],
    ["21-Nov-2026 14:02:00 UTC", "2026-11-21T14:02Z"],
    ["Sat, 21 Nov 2026 14:02:00 XYZ", "2026-11-21T14:02Z"],
    ["Sat, 21 Nov 2026 14:02:00", "2026-11-21T14:02Z"],
    ["Sat, 21 Nov 2026 14:02:00 GMT+02:00", "2026-11-21T12:02Z"],
    ["Sat, 21 Nov 2026 14:02:00 +0000 (Coordinated Universal Time)", "2026-11-21T14:02Z"],
    ["Sat Nov 21 14:02:00 2026", "2026-11-21T14:02Z"],
    ["Sat Nov 21 14:02:00 CET 2026", "2026-11-21T13:02Z"],
    ["November 21, 2026 2:02 PM", "2026-11-21T14:02Z"],
    ["Nov 21st, 2026 12:05am", "2026-11-21T00:05Z"],
    ["2026-11-21T14:02:03Z", "2026-11-21T14:02:03Z"],
    ["2026-11-21T14:02:03.123456789+02:00", "2026-11-21T12:02:03.123Z"],
    ["2026-11-21T14:02-0800", "2026-11-21T22:02Z"],
    ["2026-11-21 14:02:03", "2026-11-21T14:02:03Z"],
    ["2026-11-21 14:02:03 +0100", "2026-11-21T13:02:03Z"],
    ["20261121T140203Z", "2026-11-21T14:02:03Z"],
    ["2026-11-21", "2026-11-21T00:00Z"],
    ["2026-11", "2026-11-01T00:00Z"],
    ["2026", "2026-01-01T00:00Z"],
    ["11/21/2026 14:02", "2026-11-21T14:02Z"],
    ["21/11/2026", "2026-11-21T00:00Z"],
    ["21.11.2026 14:02", "2026-11-21T14:02Z"],
    ["1795269720", "2026-11-21T14:02Z"],
    ["1795269720000", "2026-11-21T14:02Z"],
    [" \n2026-11-21\t", "2026-11-21T00:00Z"],
  ])("%j is %s", (text, expected) => {
    expect(iso(text)).toBe(expected);
  });

  test.each([
    "",
    "yesterday",
    "last Tuesday",
    "0000-00-00 00:00:00",
    "2026-13-01",
    "32 Nov 2026",
    "Nov",
    "NaN",
    "-",
    "12:30",
    "x".repeat(100_000),
  ])("%j is none", (text) => {
    expect(iso(text)).toBeNull();
  });

  test("the zone of the computer plays no part", () => {
    const before = process.env["TZ"];
    process.env["TZ"] = "Pacific/Auckland";
    expect(iso("21 Nov 2026 14:02")).toBe("2026-11-21T14:02Z");
    if (before === undefined) delete process.env["TZ"];
    else process.env["TZ"] = before;
  });
});
