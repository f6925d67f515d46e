import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { parse } from "csv-parse/sync";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createDiskFolder } from "../../../src-main/adapters/exports/disk-folder.ts";
import { mostPdfRows, writeExport } from "../../../src-main/engine/exports/write-export.ts";
import { startTestParts } from "../../support/test-engine.ts";
import type { TestParts } from "../../support/test-engine.ts";
import { addMentions, allMentions, exportParts } from "./export-parts.ts";

let parts: TestParts;
let own: string;
beforeEach(async () => {
  parts = await startTestParts();
  own = join(parts.folder, "exports");
  addMentions(parts, { first: 1, count: 600 });
});
afterEach(() => parts.close());

describe("a file that is being written", () => {
  test("holds the moment of its start, whatever comes in and goes meanwhile", async () => {
    let isFirst = true;
    const { rows, files } = await writeExport(exportParts(parts, { own, mark: "test" }), {
      ...{ what: allMentions, format: "csv", folder: null, signal: new AbortController().signal },
      progress: (written) => {
        if (written === 0 || !isFirst) return;
        isFirst = false;
        addMentions(parts, { first: 1001, count: 300 });
        parts.store.raw.exec("UPDATE item SET title = 'changed meanwhile'");
      },
    });
    const lines = parse(readFileSync(files[0]?.path ?? ""), { columns: true, bom: true }) as { title: string }[];
    expect([isFirst, rows, lines.length]).toEqual([false, 600, 600]);
    expect(lines.filter(({ title }) => title === "changed meanwhile")).toEqual([]);
  });

  test.each(["csv", "json", "xlsx", "pdf"] as const)("as %s leaves nothing when it is stopped", async (format) => {
    const stop = new AbortController();
    let seen: readonly string[] = [];
    const writing = writeExport(exportParts(parts, { own, mark: "test" }), {
      ...{ what: allMentions, format, folder: null, signal: stop.signal },
      progress: (written) => {
        if (written === 0 || written === 600) return;
        seen = readdirSync(own);
        stop.abort(new Error("enough"));
      },
    });
    await expect(writing).rejects.toThrow("enough");
    expect([seen.length, readdirSync(own)]).toEqual([1, []]);
  });

  test("as PDF of more rows than one holds is refused before it begins, and as CSV is written", async () => {
    addMentions(parts, { first: 2001, count: mostPdfRows });
    const write = (format: "pdf" | "csv") =>
      writeExport(exportParts(parts, { own, mark: "test" }), {
        ...{ what: allMentions, format, folder: null, signal: new AbortController().signal },
        progress: () => {},
      });
    await expect(write("pdf")).rejects.toMatchObject({ code: "pdf-too-long", params: { rows: mostPdfRows + 600 } });
    expect(readdirSync(own)).toEqual([]);
    expect((await write("csv")).rows).toBe(mostPdfRows + 600);
  });

  test("leaves no half file under its name when the program is killed, and the next one clears up", async () => {
    const place = mkdtempSync(join(tmpdir(), "watchroom-test-"));
    try {
      const child = join(import.meta.dirname, "killed-child.ts");
      const copy = join(parts.folder, "copy.db");
      parts.store.raw.prepare("VACUUM INTO ?").run(copy);
      const killed = promisify(execFile)(process.execPath, [child, place, "csv", copy], {
        env: { ...process.env, TMPDIR: parts.folder },
      });
      await expect(killed).rejects.toMatchObject({ signal: "SIGKILL" });
      expect(readdirSync(place).map((name) => name.endsWith(".partial"))).toEqual([true]);
      const next = createDiskFolder({ own: place, mark: "next" });
      await next.sweep(0);
      expect(readdirSync(place)).toEqual([]);
    } finally {
      rmSync(place, { recursive: true, force: true });
    }
  });
});
