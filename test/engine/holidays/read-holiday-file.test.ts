import { expect, test } from "vitest";
import { readHolidayFile } from "../../../src-main/engine/holidays/read-holiday-file.ts";

const now = Date.UTC(2026, 10, 22);
const event = (...lines: readonly string[]) => ["BEGIN:VEVENT", "UID:1", ...lines, "END:VEVENT"];
const file = (...lines: readonly string[]) =>
  ["BEGIN:VCALENDAR", "VERSION:2.0", "X-WR-CALNAME:Days off", ...lines, "END:VCALENDAR", ""].join("\r\n");
const read = (text: string, timeZone = "Europe/Berlin") => readHolidayFile(text, { timeZone, now });
const dates = (text: string, timeZone?: string) => read(text, timeZone).days.map(({ date }) => date);

test("days of one file: whole days, several days, folded lines and escaped names", () => {
  const text = file(
    ...event("SUMMARY:Works outing\\, all of", "  us", "DTSTART;VALUE=DATE:20261204"),
    ...event("SUMMARY:Between the years", "DTSTART;VALUE=DATE:20261229", "DTEND;VALUE=DATE:20270101"),
  );
  expect(read(text)).toEqual({
    name: "Days off",
    until: "2031-12-31",
    skipped: [],
    days: [
      { date: "2026-12-04", name: "Works outing, all of us", isRepeated: false },
      { date: "2026-12-29", name: "Between the years", isRepeated: false },
      { date: "2026-12-30", name: "Between the years", isRepeated: false },
      { date: "2026-12-31", name: "Between the years", isRepeated: false },
    ],
  });
});

test("a yearly rule is worked out from last year to the end of the fifth from now, without its exceptions", () => {
  const christmas = ["SUMMARY:Christmas", "DTSTART;VALUE=DATE:19991225", "DTEND;VALUE=DATE:19991227"];
  expect(
    dates(
      file(
        ...event(...christmas, "RRULE:FREQ=YEARLY", "EXDATE;VALUE=DATE:20281225"),
        ...event("RECURRENCE-ID;VALUE=DATE:20291225", "SUMMARY:Christmas", "DTSTART;VALUE=DATE:20291224"),
      ),
    ),
  ).toEqual([
    ...["2025-12-25", "2025-12-26", "2026-12-25", "2026-12-26", "2027-12-25", "2027-12-26"],
    ...["2029-12-24", "2030-12-25", "2030-12-26", "2031-12-25", "2031-12-26"],
  ]);
});

const zone = ["BEGIN:VTIMEZONE", "TZID:Works time", "BEGIN:STANDARD", "DTSTART:19700101T000000"];
const zoneEnd = ["TZOFFSETFROM:+0300", "TZOFFSETTO:+0300", "END:STANDARD", "END:VTIMEZONE"];

test.each([
  ["in UTC", ["DTSTART:20261109T230000Z", "DTEND:20261110T230000Z"]],
  ["in a zone that is known by its name", ["DTSTART;TZID=Europe/Paris:20261110T000000", "DURATION:P1D"]],
  ["in a zone that the file describes", ["DTSTART;TZID=Works time:20261110T020000", "DURATION:PT24H"]],
  ["where the desk is", ["DTSTART:20261110T000000", "DTEND:20261110T235900"]],
])("a time from midnight to midnight %s is a day", (_name, lines) => {
  expect(dates(file(...zone, ...zoneEnd, ...event("SUMMARY:Off", ...lines)))).toEqual(["2026-11-10"]);
});

test("the day on which the clock changes is a whole day of 25 hours", () => {
  const off = event("SUMMARY:Off", "DTSTART:20261024T220000Z", "DTEND:20261025T230000Z");
  expect(dates(file(...off))).toEqual(["2026-10-25"]);
  const short = event("SUMMARY:Off", "DTSTART:20261024T220000Z", "DTEND:20261025T220000Z");
  expect(read(file(...short))).toMatchObject({ days: [], skipped: [{ name: "Off", why: "part_of_day" }] });
});

test("what is no day off is named with the reason, and the rest is read all the same", () => {
  const text = file(
    ...event("SUMMARY:Half a day", "DTSTART:20261224T120000", "DTEND:20261224T180000"),
    ...event("SUMMARY:Off again", "STATUS:CANCELLED", "DTSTART;VALUE=DATE:20261207"),
    ...event("SUMMARY:Long ago", "DTSTART;VALUE=DATE:20010101"),
    ...event("SUMMARY:Each second", "DTSTART:20200101T000000Z", "RRULE:FREQ=SECONDLY"),
    ...event("SUMMARY:Never", "DTSTART;VALUE=DATE:20200101", "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"),
    ...event("SUMMARY:Month 13", "DTSTART;VALUE=DATE:20200101", "RRULE:FREQ=YEARLY;BYMONTH=13"),
    ...event("SUMMARY:Good", "DTSTART;VALUE=DATE:20261208"),
  );
  expect(read(text)).toMatchObject({
    days: [{ date: "2026-12-08" }],
    skipped: [
      { name: "Half a day", why: "part_of_day" },
      { name: "Off again", why: "cancelled" },
      { name: "Long ago", why: "past" },
      { name: "Each second", why: "unreadable" },
      { name: "Never", why: "past" },
      { name: "Month 13", why: "unreadable" },
    ],
  });
});

test.each([
  ["words", "Our holidays: Christmas", "holidays-not-ics"],
  ["a web page", "<!doctype html><html>BEGIN:VCALENDAR</html>", "holidays-not-ics"],
  ["nothing", "", "holidays-not-ics"],
  ["a file that breaks off", "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:x", "holidays-broken"],
])("%s is refused", (_name, text, code) => {
  expect(() => read(text)).toThrow(expect.objectContaining({ code }));
});

test("a file full of rules that count from long ago is given up before it holds up the desk", () => {
  const rules = Array.from({ length: 300 }, (_, at) => [
    ...["BEGIN:VEVENT", `UID:${at}`, "SUMMARY:Old", "DTSTART;VALUE=DATE:19010101", "RRULE:FREQ=YEARLY;COUNT=500"],
    "END:VEVENT",
  ]);
  const { days, skipped } = read(file(...rules.flat()));
  expect(days).toHaveLength(7);
  expect(new Set(skipped.map(({ why }) => why))).toEqual(new Set(["unreadable"]));
});

test.each([
  ["events that never end", "BEGIN:VEVENT\n".repeat(70_000), "holidays-broken"],
  ["zones that never end", "BEGIN:VTIMEZONE\n".repeat(60_000), "holidays-broken"],
  ["summaries without a word", `BEGIN:VEVENT\n${"SUMMARY;\n".repeat(100_000)}END:VEVENT\n`, "holidays-broken"],
])("a megabyte of %s does not hold the desk up", (_what, lines, code) => {
  const began = performance.now();
  expect(() => read(`BEGIN:VCALENDAR\n${lines}x\nEND:VCALENDAR\n`)).toThrow(expect.objectContaining({ code }));
  expect(performance.now() - began).toBeLessThan(3000);
});
