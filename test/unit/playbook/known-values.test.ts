import { describe, expect, test } from "vitest";
import { caseReference, knownValues, suggestFor } from "../../../src-main/domain/playbook/known-values.ts";
import type { KnownCase } from "../../../src-main/domain/playbook/known-values.ts";
import { isClosedValue } from "../../../src-main/domain/replies/field-kinds.ts";

const known: KnownCase = {
  ...{ contactName: "Dorrit Hask", handle: "@dorrit", writerName: "Ines Thorn", firmName: null, line: null },
  ...{ caseId: "01KA8K3F000000000000ABCDEF", promised: "16:30", place: "Harbour Forum" },
};
const moment = { at: Date.UTC(2026, 10, 22, 23, 30), timeZone: "Europe/Berlin", language: "en" };

test("says what it knows and leaves out what it does not", () => {
  expect(knownValues(known, moment)).toEqual({
    ...{ "contact.firstName": "Dorrit", "contact.handle": "@dorrit", "person.firstName": "Ines" },
    ...{ "case.reference": "00ABCDEF", "case.promised": "16:30", "post.place": "Harbour Forum" },
    // It is past midnight where the desk stands.
    ...{ "today.date": "23 November 2026", "clock.now": "00:30" },
  });
});

test("a nickname gives no first name", () => {
  expect(knownValues({ ...known, contactName: "quayside_jo" }, moment)["contact.firstName"]).toBeUndefined();
});

test.each(["en", "de", "fr", "es", "it", "nl", "pt", "pl", "ja", "xx", null])(
  "the date in %s is one that a field of dates takes",
  (language) => {
    const said = knownValues(known, { ...moment, language })["today.date"] ?? "";
    expect(isClosedValue({ name: "d", required: true, kind: "date", usedIn: [] }, said, { linkHosts: [] })).toBe(true);
  },
);

test("a choice takes a suggestion only when it is one of its own", () => {
  const choice = { name: "where", required: true, kind: "choice" as const, suggestFrom: "post.place", usedIn: [] };
  const values = { "post.place": "Harbour Forum" };
  expect(suggestFor([{ ...choice, options: ["Harbour Forum"] }], values)).toEqual({ where: "Harbour Forum" });
  expect(suggestFor([{ ...choice, options: ["Elsewhere"] }], values)).toEqual({});
});

test("a reference is the end of the id, which no two cases of a year share by its time alone", () => {
  expect(caseReference("01KA8K3F000000000000ABCDEF")).toBe("00ABCDEF");
});

describe("a field of what the desk knows", () => {
  const field = { name: "ref", required: true, kind: "known" as const, suggestFrom: "case.reference", usedIn: [] };
  const limits = { linkHosts: [], known: { "case.reference": "00ABCDEF" } };
  test.each([
    ["what was suggested", "00ABCDEF", true],
    ["anything else", "00ABCDEG", false],
    ["what was suggested with words behind it", "00ABCDEF and more", false],
    ["nothing", "", false],
  ])("%s is closed: %s", (_says, value, isClosed) => {
    expect(isClosedValue(field, value, limits)).toBe(isClosed);
  });
  test("where the desk knew nothing, no word is closed, not even a name that every object has", () => {
    expect(isClosedValue({ ...field, suggestFrom: "constructor" }, "x", limits)).toBe(false);
    expect(isClosedValue({ ...field, suggestFrom: undefined }, "x", { linkHosts: [] })).toBe(false);
  });
  test("its fallback is closed, in it and when it is empty, but never that of a free text", () => {
    const spare = { ...field, fallback: "your case" };
    expect([isClosedValue(spare, "", limits), isClosedValue(spare, "your case", limits)]).toEqual([true, true]);
    expect(isClosedValue({ ...spare, kind: "text" }, "", limits)).toBe(false);
  });
});

test.each([
  ["@dorrit", true],
  ["dorrit.bsky.social", true],
  ["@dörte_h@far.example", true],
  ["we lie to all of you", false],
  ["spam.example/buy", false],
  ["", false],
])("the handle %j of a feed stands in an approved template: %s", (handle, isClosed) => {
  const field = { name: "h", required: true, kind: "known" as const, suggestFrom: "contact.handle", usedIn: [] };
  expect(isClosedValue(field, handle, { linkHosts: [], known: { "contact.handle": handle } })).toBe(isClosed);
});
