import { describe, expect, test } from "vitest";
import type { PersonRow } from "../../src-main/contract/methods/session.ts";
import { brandQuery } from "../../src-renderer/features/welcome/brand-query.ts";
import { readHolidays, readHours, writeHours } from "../../src-renderer/features/welcome/desk-hours.ts";
import { whoApproves } from "../../src-renderer/features/welcome/who-approves.ts";
import { idOf, NOON } from "./support/rows.ts";

const personOf = (number: number, change: Partial<PersonRow> = {}): PersonRow => ({
  id: idOf(number),
  name: `Zqperson${number}`,
  initials: "ZQ",
  version: 1,
  roles: ["agent", "corpcomm", "lead", "admin"],
  departments: [],
  hasPin: false,
  createdAt: NOON,
  ...change,
});

describe("the watch of our names", () => {
  test.each([
    { names: ["Ternway"], misspellings: [], query: "Ternway" },
    {
      names: ["Ternway Ferries", "Sandpiper"],
      misspellings: ["tern way", "#ternway"],
      query: '"Ternway Ferries" OR Sandpiper OR "tern way" OR #ternway',
    },
    { names: ["OR", 'The "Inn"'], misspellings: [], query: '"OR" OR "The \\"Inn\\""' },
    { names: ["Ternway", "ternway ", ""], misspellings: ["TERNWAY"], query: "Ternway" },
    { names: ["AT&T"], misspellings: ["a-t"], query: '"AT&T" OR "a-t"' },
    { names: [], misspellings: [], query: "" },
  ])("of $names and $misspellings is $query", ({ names, misspellings, query }) => {
    expect(brandQuery(names, misspellings)).toBe(query);
  });
});

describe("desk hours as people write them", () => {
  test.each([
    {
      text: "8–12, 13–18:30",
      hours: [
        [480, 720],
        [780, 1110],
      ],
    },
    {
      text: "8-12;13 to 18",
      hours: [
        [480, 720],
        [780, 1080],
      ],
    },
    { text: " ", hours: [] },
    { text: "0–24", hours: [[0, 1440]] },
    { text: "12–8", hours: null },
    { text: "8–12, 11–18", hours: null },
    { text: "8–25", hours: null },
    { text: "8:75–9", hours: null },
    { text: "morning", hours: null },
  ])("$text", ({ text, hours }) => {
    expect(readHours(text)).toEqual(hours);
  });

  test("what is written is read again", () => {
    const hours: [number, number][] = [
      [485, 720],
      [780, 1440],
    ];
    expect(readHours(writeHours(hours))).toEqual(hours);
  });

  test("holidays are sorted, kept once, and must exist", () => {
    expect(readHolidays(["2026-12-26", "2026-12-25", "2026-12-26"])).toEqual(["2026-12-25", "2026-12-26"]);
    expect(readHolidays(["2026-02-30"])).toBeNull();
  });
});

describe("who can approve", () => {
  test.each([
    { roles: [["agent"], ["lead"]], key: "welcome.people.nobodyApproves" },
    { roles: [["corpcomm"], ["agent"]], key: "welcome.people.oneApproves" },
    { roles: [["corpcomm"], ["corpcomm"]], key: "welcome.people.manyApprove" },
  ] as const)("$key", ({ roles, key }) => {
    expect(whoApproves(roles.map((each, index) => personOf(index + 1, { roles: [...each] }))).key).toBe(key);
  });
});
