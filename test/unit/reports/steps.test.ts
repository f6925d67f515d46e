import { expect, test } from "vitest";
import { chooseStep, stepAt, stepsOf } from "../../../src-main/domain/reports/steps.ts";

const timeZone = "Europe/Berlin";
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const berlin = (text: string) => Date.parse(`${text}+01:00`);

test("a day has 23 hours in spring and 25 in autumn, and steps leave no hole", () => {
  const spring = { from: Date.parse("2026-03-29T00:00+01:00"), to: Date.parse("2026-03-30T00:00+02:00"), timeZone };
  const autumn = { from: Date.parse("2026-10-25T00:00+02:00"), to: Date.parse("2026-10-26T00:00+01:00"), timeZone };
  for (const [period, hours] of [
    [spring, 23],
    [autumn, 25],
  ] as const) {
    const steps = stepsOf("hour", period);
    expect(steps).toHaveLength(hours);
    expect(steps.every(({ from, to }, at) => to - from === hourMs && to === (steps[at + 1]?.from ?? period.to))).toBe(
      true,
    );
    expect(stepsOf("day", period)).toEqual([{ from: period.from, to: period.to }]);
  }
});

test("the first and the last step are cut to the period, and a week begins on Monday", () => {
  // Friday 13 November to Wednesday 25 November.
  const period = { from: berlin("2026-11-13T10:30"), to: berlin("2026-11-25T09:00"), timeZone };
  expect(stepsOf("week", period)).toEqual([
    { from: period.from, to: berlin("2026-11-16T00:00") },
    { from: berlin("2026-11-16T00:00"), to: berlin("2026-11-23T00:00") },
    { from: berlin("2026-11-23T00:00"), to: period.to },
  ]);
  expect(stepsOf("day", period)).toHaveLength(13);
  expect(stepsOf("hour", { ...period, to: berlin("2026-11-13T12:00") })).toEqual([
    { from: period.from, to: berlin("2026-11-13T11:00") },
    { from: berlin("2026-11-13T11:00"), to: berlin("2026-11-13T12:00") },
  ]);
});

test("days of a zone half an hour off begin at its own midnight", () => {
  const period = { from: Date.parse("2026-11-01T00:00+05:30"), to: Date.parse("2026-11-03T00:00+05:30") };
  expect(stepsOf("day", { ...period, timeZone: "Asia/Kolkata" }).map(({ from }) => from)).toEqual([
    period.from,
    period.from + dayMs,
  ]);
});

test("an instant is found in its step, and nowhere outside", () => {
  const steps = stepsOf("hour", { from: berlin("2026-11-13T00:00"), to: berlin("2026-11-14T00:00"), timeZone });
  expect(stepAt(steps, berlin("2026-11-13T00:00"))).toBe(0);
  expect(stepAt(steps, berlin("2026-11-13T05:59:59.999"))).toBe(5);
  expect(stepAt(steps, berlin("2026-11-13T06:00"))).toBe(6);
  expect(stepAt(steps, berlin("2026-11-13T00:00") - 1)).toBe(-1);
  expect(stepAt(steps, berlin("2026-11-14T00:00"))).toBe(-1);
});

test("the step follows the length, and hours over years become days", () => {
  const from = 0;
  expect(chooseStep(null, { from, to: 2 * dayMs + hourMs })).toBe("hour");
  expect(chooseStep(null, { from, to: 3 * dayMs })).toBe("day");
  expect(chooseStep(null, { from, to: 70 * dayMs })).toBe("day");
  expect(chooseStep(null, { from, to: 80 * dayMs })).toBe("week");
  expect(chooseStep("hour", { from, to: 365 * dayMs })).toBe("hour");
  expect(chooseStep("hour", { from, to: 5 * 365 * dayMs })).toBe("day");
});
