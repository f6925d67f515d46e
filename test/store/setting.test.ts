import { afterEach, beforeEach, expect, test } from "vitest";
import { defaultSettings, readSettings, writeSettings } from "../../src-main/engine/store/setting.ts";
import { startTestParts } from "../support/test-engine.ts";
import type { TestParts } from "../support/test-engine.ts";

let parts: TestParts;
beforeEach(async () => {
  parts = await startTestParts();
});
afterEach(() => parts.close());

test("a workspace without saved settings has the defaults", async () => {
  await parts.store.write((trx) => trx.deleteFrom("setting").execute());
  expect(await readSettings(parts.store.read)).toEqual({ version: 0, settings: defaultSettings("UTC") });
});

test("saved settings come back, and sections an older program did not know are filled", async () => {
  const { holdMinutes: _left, ...older } = { ...defaultSettings("Europe/Berlin"), unsureBelow: 0.7 };
  const { sites: _sites, ...brand } = older.brand;
  await parts.store.write((trx) => writeSettings(trx, { version: 4, settings: { ...older, brand } as never }));
  const expected = { ...defaultSettings("Europe/Berlin"), unsureBelow: 0.7 };
  expect(await readSettings(parts.store.read)).toEqual({ version: 4, settings: expected });
});

test("the same saved settings are the same object, so that the calendar keeps what it worked out", async () => {
  const first = await readSettings(parts.store.read);
  expect((await readSettings(parts.store.read)).settings).toBe(first.settings);
});

test("the one wall of an older program becomes the first of the walls, with its room and what it counted", async () => {
  const { walls, ...older } = defaultSettings("Europe/Berlin");
  const wall = { diagonalInches: 75, distanceMetres: 8, counts: "stories" };
  await parts.store.write((trx) => writeSettings(trx, { version: 4, settings: { ...older, wall } as never }));
  const { settings } = await readSettings(parts.store.read);
  expect(settings.walls).toEqual([{ ...walls[0], ...wall }]);
});
