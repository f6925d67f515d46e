import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { guessDayOrder, readDate } from "../../../src-main/domain/imports/read-date.ts";

const utc = { timeZone: "UTC", dayOrder: "day-first" } as const;
const at = Date.UTC(2026, 10, 21, 14, 2, 0);

describe("a date", () => {
  test.each([
    ["2026-11-21T14:02:00Z"],
    ["2026-11-21 14:02:00.0"],
    ["2026-11-21T15:02:00+01:00"],
    ["2026/11/21 14:02"],
    ["21/11/2026 14:02"],
    ["21.11.2026, 14:02 Uhr"],
    ["21-Nov-2026 02:02PM"],
    ["21 November 2026 14:02"],
    ["Sat, 21 Nov 2026 14:02:00 GMT"],
    ["Nov 21, 2026 2:02 PM"],
    ["November 21st, 2026 at 2:02 pm"],
    ["11/21/2026 2:02 PM"],
    ["11/21/26 14:02"],
    ["Nov 21, 2026 9:02 AM EST"],
    ["2026-11-21 14:02:00 UTC"],
    ["1795269720"],
    ["1795269720000"],
  ])("written as %s is read", (written) => {
    expect(readDate(written, utc)).toBe(at);
  });

  test.each([
    ["yesterday"],
    ["31.02.2026"],
    ["2026-13-01"],
    ["21/11/2026 25:00"],
    ["2026"],
    [""],
    ["21.11.2026 14:02 XYZ"],
  ])("that is none (%s) is not guessed", (written) => {
    expect(readDate(written, utc)).toBeNull();
  });

  test("without a zone is meant in the stated one, also in summer", () => {
    const berlin = { ...utc, timeZone: "Europe/Berlin" };
    expect(readDate("2026-07-01 12:00", berlin)).toBe(Date.UTC(2026, 6, 1, 10));
    expect(readDate("2026-12-01 12:00", berlin)).toBe(Date.UTC(2026, 11, 1, 11));
    expect(readDate("2026-07-01T12:00:00Z", berlin)).toBe(Date.UTC(2026, 6, 1, 12));
  });

  test("that can be read in two ways follows the order of the file; a dot is never American", () => {
    expect(readDate("03/04/2026", utc)).toBe(Date.UTC(2026, 3, 3));
    expect(readDate("03/04/2026", { ...utc, dayOrder: "month-first" })).toBe(Date.UTC(2026, 2, 4));
    expect(readDate("03.04.2026", { ...utc, dayOrder: "month-first" })).toBe(Date.UTC(2026, 3, 3));
    expect(guessDayOrder(["03/04/2026", "11/21/2026"], "day-first")).toBe("month-first");
    expect(guessDayOrder(["03/04/2026"], "day-first")).toBe("day-first");
  });

  test("written in any of these forms comes back as it was", () => {
    const moments = fc.date({ min: new Date("1995-01-01"), max: new Date("2099-01-01"), noInvalidDate: true });
    fc.assert(
      fc.property(moments, (moment) => {
        const whole = Math.floor(moment.getTime() / 60_000) * 60_000;
        const iso = new Date(whole).toISOString();
        const [day = "", time = ""] = iso.split("T");
        const [y, m, d] = day.split("-");
        const forms = [iso, `${day} ${time.slice(0, 5)}`, `${d}.${m}.${y} ${time.slice(0, 5)}`, String(whole)];
        expect(forms.slice(0, whole < 1e11 ? 3 : 4).map((form) => readDate(form, utc))).toEqual(
          forms.slice(0, whole < 1e11 ? 3 : 4).map(() => whole),
        );
      }),
    );
  });

  test("of any text never throws", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const read = readDate(text, utc);
        expect(read === null || Number.isFinite(read)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});
