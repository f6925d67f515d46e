import { expect, test } from "vitest";
import { createWallHealth } from "../../../src-main/shell/wall-health.ts";

test("a page that leaves two questions unanswered hangs, and begins anew after that", () => {
  const health = createWallHealth();
  expect([health.isHanging(), health.isHanging(), health.isHanging(), health.isHanging()]).toEqual([
    ...[false, false, true, false],
  ]);
});

test("a page that answers does not hang, and a sleep is not held against it", () => {
  const health = createWallHealth();
  for (let round = 0; round < 5; round += 1) {
    expect(health.isHanging()).toBe(false);
    health.hear({ showsWall: true });
  }
  health.isHanging();
  health.isHanging();
  health.forget();
  expect(health.isHanging()).toBe(false);
});

test("a page that shows something else than its wall four times in a row is loaded again", () => {
  const health = createWallHealth();
  const answers = [false, false, false, true, false, false, false, false, false];
  const loads = answers.map((showsWall) => health.hear({ showsWall }));
  expect(loads).toEqual([false, false, false, false, false, false, false, true, false]);
});
