import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createFileLogger } from "../../src-main/adapters/file-logger.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "watchroom-log-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const at = Date.UTC(2026, 10, 17);

test("events are written as JSON lines with their fields", () => {
  createFileLogger({ folder, now: () => at }).warn("feed.failed", { feed: 7, status: 404 });
  expect(readFileSync(join(folder, "watchroom.log"), "utf8")).toBe(
    '{"at":"2026-11-17T00:00:00.000Z","level":"warn","event":"feed.failed","feed":7,"status":404}\n',
  );
});

test("a full log turns over, and only four files are kept", () => {
  const log = createFileLogger({ folder, now: () => at });
  for (let turn = 0; turn < 6; turn += 1) {
    writeFileSync(join(folder, "watchroom.log"), `${turn}`.padEnd(1_000_000, "."));
    log.info("turned");
  }
  expect(readdirSync(folder).toSorted()).toEqual([
    "watchroom.1.log",
    "watchroom.2.log",
    "watchroom.3.log",
    "watchroom.log",
  ]);
  expect(readFileSync(join(folder, "watchroom.1.log"), "utf8")[0]).toBe("5");
});

test("a log that cannot be written stops nothing", () => {
  writeFileSync(join(folder, "taken"), "");
  const log = createFileLogger({ folder: join(folder, "taken"), now: () => at });
  expect(() => log.error("disk.full")).not.toThrow();
});
