import { expect, test } from "vitest";
import { fitWall } from "../../src-renderer/ui/wall/geometry.ts";
import { heroOf } from "../../src-renderer/ui/wall/layout.ts";
import { fitStrip, type StripWords } from "../../src-renderer/ui/wall/strip-fit.ts";
import { wall } from "./support/wall.ts";

const stripOf = (service: string): StripWords => ({
  ...{ state: "", clock: "12:00", waiting: { title: "Waiting", number: "41" } },
  service: { titles: { full: service, today: service, short: service }, percent: "86 %", goal: "", goalOf: service },
  oldest: { title: "Oldest", number: "2 h 08", late: null },
});

test("words that are too long for the pinned strip make it smaller, never cut", () => {
  const fit = fitWall(wall);
  const long = "0".repeat(40);
  const usual = fitStrip(fit, { isAlarmed: false });
  const words = stripOf(long);
  const folded = fitStrip(fit, { isAlarmed: false, words });
  expect(usual.form).toBe("today");
  expect(folded.form).toBe("folded");
  expect(fitStrip(fit, { isAlarmed: false, words: stripOf("0") })).toMatchObject({
    form: "full",
    number: fit.sizes.strip,
  });
});

test("large numbers grow alike in a row, as far as each of its tiles has room", () => {
  const { sizes } = fitWall(wall);
  const cell = (tile: "approvals" | "handovers" | "volume", height: number) => ({ tile, width: 60, height });
  const grown = heroOf([cell("approvals", 75), cell("handovers", 75)], sizes);
  expect(grown).toBeGreaterThan(1.3 * sizes.hero);
  expect(heroOf([cell("approvals", 75), cell("handovers", 38)], sizes)).toBeLessThan(grown);
  expect(heroOf([cell("approvals", 75), cell("volume", 75)], sizes)).toBe(sizes.hero);
});
