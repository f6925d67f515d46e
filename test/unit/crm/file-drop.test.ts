import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createFileDropConnector } from "../../../src-main/adapters/crm/file-drop.ts";
import { crmCsvHeader, crmCsvLine } from "../../../src-main/domain/crm/csv-line.ts";
import type { CrmLine } from "../../../src-main/domain/crm/interaction.ts";
import type { CrmOutcome } from "../../../src-main/ports/crm-connector.ts";
import { correctionOf, erasureOf, interactionOf } from "../../support/crm-lines.ts";

type Format = "ndjson" | "csv" | "both";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "file-drop-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const done = { class: "ok", says: null };
const keyOf = (number: number) => `wr:desk:${String(number).padStart(26, "0")}`;
const lineOf = (number: number) => interactionOf({ key: keyOf(number) });
const about = { targetId: "T1", isRepeat: true };

/** As after a start: nothing is known of what is in the files. */
function deliver(line: CrmLine, { format = "ndjson" as Format, bom = false, to = folder } = {}): Promise<CrmOutcome> {
  return createFileDropConnector().deliver({ kind: "file", folder: to, format, bom }, line, about);
}

const path = (name = "ndjson", number = "") => join(folder, `watchroom-2026-11-21${number}.${name}`);
const ndjson = () => readFileSync(path(), "utf8");
const csv = (number = "") => readFileSync(path("csv", number), "utf8");
const keysIn = (text: string) =>
  text.split(/\r?\n/).flatMap((line) => (line === "" ? [] : [JSON.parse(line).key as string]));

describe("what is written", () => {
  const lines: readonly CrmLine[] = [interactionOf(), correctionOf(), erasureOf()];

  test("NDJSON: each line whole, in the order in which they came", async () => {
    for (const line of lines) expect(await deliver(line)).toEqual(done);
    const text = ndjson();
    expect([
      text.endsWith("\n"),
      text
        .trimEnd()
        .split("\n")
        .map((one) => JSON.parse(one) as unknown),
    ]).toEqual([...[true, lines]]);
  });

  test("CSV: a header, then a row each of RFC 4180", async () => {
    for (const line of lines) await deliver(line, { format: "csv" });
    expect(csv()).toBe(crmCsvHeader + lines.map(crmCsvLine).join(""));
  });

  test("CSV with a byte order mark has one, at its head alone", async () => {
    await deliver(lineOf(1), { format: "csv", bom: true });
    await deliver(lineOf(2), { format: "csv", bom: true });
    expect(csv()).toBe(`\uFEFF${crmCsvHeader}${crmCsvLine(lineOf(1))}${crmCsvLine(lineOf(2))}`);
  });

  test("a line goes into the file of its own day, also after midnight", async () => {
    await deliver({ ...lineOf(1), occurredAt: "2026-11-21T23:59:59.999Z" });
    await deliver({ ...lineOf(2), occurredAt: "2026-11-22T00:00:00.000Z" });
    await deliver({ ...lineOf(3), occurredAt: "2026-11-21T23:59:59.999Z" });
    expect(readdirSync(folder).toSorted()).toEqual(["watchroom-2026-11-21.ndjson", "watchroom-2026-11-22.ndjson"]);
    expect(keysIn(ndjson())).toEqual([keyOf(1), keyOf(3)]);
  });
});

describe("one key, one line", () => {
  test.each<Format>(["ndjson", "csv", "both"])("%s: ten times at once and after a new start", async (format) => {
    const connector = createFileDropConnector();
    const twice = [1, 2, 3, 4, 5].flatMap((number) => [lineOf(number), lineOf(number)]);
    const config = { kind: "file", folder, format } as const;
    const outcomes = await Promise.all(twice.map((line) => connector.deliver(config, line, about)));
    expect(outcomes).toEqual(twice.map(() => done));
    for (const line of twice) await deliver(line, { format });
    const all = [1, 2, 3, 4, 5].map(keyOf);
    for (const name of readdirSync(folder)) {
      const text = readFileSync(join(folder, name), "utf8");
      expect(all.map((key) => text.split(key).length - 1)).toEqual([1, 1, 1, 1, 1]);
    }
  });

  test.each<Format>(["ndjson", "csv"])(
    "%s: one that a correction or an erasure names is not there yet",
    async (format) => {
      await deliver(correctionOf({ interaction: lineOf(1) }), { format });
      await deliver(erasureOf({ erases: [keyOf(1)] }), { format });
      await deliver(lineOf(1), { format });
      const before = readFileSync(path(format), "utf8");
      await deliver(lineOf(1), { format });
      const after = readFileSync(path(format), "utf8");
      expect([after, after.includes(format === "csv" ? crmCsvLine(lineOf(1)) : JSON.stringify(lineOf(1)))]).toEqual([
        ...[before, true],
      ]);
    },
  );

  test.each<Format>(["ndjson", "csv"])("%s: found wherever it stands in a large file", async (format) => {
    const long = (number: number) => ({ ...lineOf(number), note: `${'ä,"\n;'.repeat(150)}${number}` });
    const text = Array.from({ length: 2_000 }, (_, number) => long(number));
    const rows = text.map((line) => (format === "csv" ? crmCsvLine(line) : `${JSON.stringify(line)}\n`)).join("");
    writeFileSync(path(format), (format === "csv" ? crmCsvHeader : "") + rows);
    const size = readFileSync(path(format)).length;
    for (const number of [0, 1, 777, 1_998, 1_999]) await deliver(long(number), { format });
    expect([readFileSync(path(format)).length, size > 2_000_000]).toEqual([size, true]);
    await deliver(long(2_000), { format });
    expect(readFileSync(path(format)).length).toBeGreaterThan(size);
  });
});

describe("a file that a power cut left", () => {
  test.each([1, 12, 200, 700])(
    "NDJSON, torn %i characters before its end: the half line is cut off",
    async (missing) => {
      await deliver(lineOf(1));
      const whole = ndjson();
      writeFileSync(path(), whole + JSON.stringify(lineOf(2)).slice(0, -missing));
      await deliver(lineOf(3));
      await deliver(lineOf(2));
      expect(keysIn(ndjson())).toEqual([keyOf(1), keyOf(3), keyOf(2)]);
    },
  );

  test.each([1, 12, 100, 250])("CSV, torn %i characters before its end, within a quote too", async (missing) => {
    await deliver(lineOf(1), { format: "csv" });
    const whole = csv();
    const torn = crmCsvLine({ ...lineOf(2), note: 'He said\n"no"\nand went' });
    writeFileSync(path("csv"), whole + torn.slice(0, -2 - missing));
    await deliver(lineOf(2), { format: "csv" });
    expect(csv()).toBe(whole + crmCsvLine(lineOf(2)));
  });

  test.each<Format>(["ndjson", "csv"])("%s: a line that lacks only its end gets it", async (format) => {
    await deliver(lineOf(1), { format });
    const whole = readFileSync(path(format), "utf8");
    writeFileSync(path(format), whole.replace(/\r?\n$/, ""));
    await deliver(lineOf(1), { format });
    expect(readFileSync(path(format), "utf8")).toBe(whole);
    writeFileSync(path(format), whole.replace(/\r?\n$/, ""));
    await deliver(lineOf(2), { format });
    expect(readFileSync(path(format), "utf8").startsWith(whole)).toBe(true);
  });

  test("a header that is half there, and zeros at the end, are cut off", async () => {
    writeFileSync(path("csv"), crmCsvHeader.slice(0, 30));
    await deliver(lineOf(1), { format: "csv" });
    expect(csv()).toBe(crmCsvHeader + crmCsvLine(lineOf(1)));
    await deliver(lineOf(1));
    appendFileSync(path(), Buffer.alloc(200_000));
    await deliver(lineOf(2));
    expect(keysIn(ndjson())).toEqual([keyOf(1), keyOf(2)]);
  });
});

describe("a file that somebody else was at", () => {
  const older = "key,occurred_at,channel\r\n";

  test.each([
    ["an older header with fewer columns", older + `${keyOf(1)},2026-11-21T08:00:00.000Z,news\r\n`],
    ["the line ends of another system", (crmCsvHeader + crmCsvLine(lineOf(1))).replaceAll("\r\n", "\n")],
    ["the delimiters and quotes of a spreadsheet", `"key";"occurred_at"\n"${keyOf(1)}";"2026-11-21"\n`],
  ])("%s: it stays as it is, what is in it is known, and the rest goes into the next file", async (_, text) => {
    writeFileSync(path("csv"), text);
    for (const number of [1, 2, 3, 2]) expect(await deliver(lineOf(number), { format: "csv" })).toEqual(done);
    expect([csv(), csv("-2")]).toEqual([text, crmCsvHeader + crmCsvLine(lineOf(2)) + crmCsvLine(lineOf(3))]);
  });

  test("NDJSON with other line ends is gone on with", async () => {
    await deliver(lineOf(1));
    writeFileSync(path(), ndjson().replaceAll("\n", "\r\n"));
    for (const number of [1, 2]) await deliver(lineOf(number));
    expect(keysIn(ndjson())).toEqual([keyOf(1), keyOf(2)]);
  });

  test("a line that somebody took out while the desk runs is written again when it is sent again", async () => {
    const connector = createFileDropConnector();
    const config = { kind: "file", folder, format: "ndjson" } as const;
    for (const number of [1, 2]) await connector.deliver(config, lineOf(number), about);
    writeFileSync(path(), `${JSON.stringify(lineOf(1))}\n`);
    for (const number of [1, 2]) await connector.deliver(config, lineOf(number), about);
    expect(keysIn(ndjson())).toEqual([keyOf(1), keyOf(2)]);
  });
});

describe("a folder in trouble", () => {
  test("that is not there is waited for, and never made; when it is back the line is written", async () => {
    const stick = join(folder, "stick");
    const gone = { class: "retry", says: { code: "crm.folder-missing", params: { code: "ENOENT" } } };
    expect(await deliver(lineOf(1), { to: stick })).toEqual(gone);
    expect(await createFileDropConnector().test({ kind: "file", folder: stick, format: "csv" }, about)).toEqual(gone);
    expect(readdirSync(folder)).toEqual([]);
    mkdirSync(stick);
    expect(await deliver(lineOf(1), { to: stick })).toEqual(done);
  });

  test("that is a file, or whose file of the day is a folder", async () => {
    writeFileSync(join(folder, "file"), "");
    expect(await deliver(lineOf(1), { to: join(folder, "file") })).toMatchObject({
      says: { code: "crm.folder-missing" },
    });
    mkdirSync(path());
    expect(await deliver(lineOf(1))).toMatchObject({ class: "retry", says: { code: "crm.folder-failed" } });
  });

  test("whose disk is full says so", async () => {
    symlinkSync("/dev/full", path());
    expect(await deliver(lineOf(1))).toMatchObject({ class: "retry", says: { code: "crm.folder-full" } });
  });

  test("a test leaves nothing behind", async () => {
    const tried = await createFileDropConnector().test({ kind: "file", folder, format: "both" }, about);
    expect([tried, readdirSync(folder)]).toEqual([done, []]);
  });
});
