import { createHash, generateKeyPairSync, sign } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  bytesOfCells,
  chainedCsvRow,
  chainedJsonRow,
  startChain,
} from "../../../src-main/domain/exports/chained-rows.ts";
import { csvLine } from "../../../src-main/domain/exports/csv.ts";
import { readSidecar } from "../../../src-main/domain/exports/sidecar.ts";
import { readCsvFile, readJsonFile, readSheets, verifyFile } from "../../../src-main/domain/exports/verify-file.ts";
import type { ReadFile } from "../../../src-main/domain/exports/verify-file.ts";

const seed = "ab".repeat(32);
const { privateKey, publicKey } = generateKeyPairSync("ed25519");
const spki = publicKey.export({ type: "spki", format: "der" }).toString("base64");
const columns = ["seq", "what", "late"];
const rows = Array.from({ length: 12 }, (_, at) => [
  at + 1,
  ["=cmd()", "two\r\nlines", "שלום 🚢", 'a "quoted", word'][at % 4] ?? "",
  at % 3 === 0 ? null : at % 2 === 0,
]);

function signed(facts: Readonly<Record<string, unknown>>): string {
  const signature = sign(null, Buffer.from(JSON.stringify(facts)), privateKey).toString("base64");
  return JSON.stringify({ ...facts, algorithm: "Ed25519", publicKey: spki, signature }, null, 2);
}

function exported(format: "csv" | "json"): {
  readonly content: string;
  readonly sidecar: string;
  readonly starts: readonly number[];
} {
  const chain = startChain(seed);
  const heading = format === "csv" ? `\uFEFF${csvLine([...columns, "hash"])}` : "[\n";
  const written = rows.map((cells, at) => {
    if (format === "csv") return chainedCsvRow(chain, cells);
    const row = Object.fromEntries(columns.map((name, place) => [name, cells[place] ?? null]));
    return `${chainedJsonRow(chain, row)}${at === rows.length - 1 ? "\n]\n" : ",\n"}`;
  });
  const content = heading + written.join("");
  const starts = written.map((_, at) => Buffer.byteLength(heading + written.slice(0, at).join("")));
  const sidecar = signed({
    ...{
      schema: "watchroom.export/1",
      format,
      rows: rows.length,
      head: { seq: 7, hash: seed },
      lastHash: chain.last(),
    },
    columns: [...columns, "hash"].map((name) => ({ name, means: "" })),
    sha256: createHash("sha256").update(content).digest("hex"),
  });
  return { content, sidecar, starts };
}

const readers = { csv: readCsvFile, json: readJsonFile };

function check(
  format: "csv" | "json",
  content: Buffer | string,
  sidecarText: string,
  expectedKey: string | null = spki,
) {
  const bytes = Buffer.from(content);
  const sidecar = readSidecar(sidecarText);
  if (!sidecar) throw new Error("no sidecar");
  return verifyFile({ bytes, file: readers[format](bytes.toString("utf8")), sidecar, expectedKey }).findings;
}

/** On which line of the file a row begins. */
const lineAt = (content: string | Buffer, byte: number) =>
  Buffer.from(content).subarray(0, byte).toString("utf8").split("\n").length;

describe.each(["csv", "json"] as const)("a file as %s", (format) => {
  const { content, sidecar, starts } = exported(format);

  test("holds as it was written", () => {
    expect(check(format, content, sidecar)).toEqual([]);
  });

  test("tells the line of any byte of a row that was changed", () => {
    const bytes = Buffer.from(content);
    const first = starts[0] ?? 0;
    // What stands behind the last row is no row.
    const end = bytes.length - (format === "csv" ? 2 : 3);
    fc.assert(
      fc.property(fc.integer({ min: first, max: end - 1 }), fc.integer({ min: 1, max: 255 }), (place, by) => {
        const changed = Buffer.from(bytes);
        changed[place] = ((bytes[place] ?? 0) + by) % 256;
        const row = starts.findLastIndex((start) => start <= place);
        const findings = check(format, changed, sidecar);
        // The end of a line may be all that was changed: then rows run together, and the sidecar's count tells.
        const lines = findings.flatMap(({ params }) => (params["line"] === undefined ? [] : [params["line"]]));
        const own = lineAt(content, starts[row] ?? 0);
        const isSeparator = place >= (starts[row + 1] ?? bytes.length) - 2;
        expect(findings.length).toBeGreaterThan(0);
        expect(isSeparator || lines[0] === own).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  test.each([
    ["taken out", (one: string[]) => one.toSpliced(4, 1)],
    ["put in twice", (one: string[]) => one.toSpliced(4, 0, one[4] ?? "")],
    ["moved", (one: string[]) => one.with(4, one[5] ?? "").with(5, one[4] ?? "")],
  ])("tells where a row was %s", (_what, change) => {
    const bytes = Buffer.from(content);
    const parts = starts.map((start, at) => bytes.subarray(start, starts[at + 1]).toString("utf8"));
    const changed = bytes.subarray(0, starts[0]).toString("utf8") + change(parts).join("");
    const [finding] = check(format, changed, sidecar);
    const put = _what === "put in twice" ? 5 : 4;
    const expected = lineAt(
      changed,
      Buffer.byteLength(bytes.subarray(0, starts[0]).toString("utf8") + change(parts).slice(0, put).join("")),
    );
    expect([finding?.code, finding?.params["line"]]).toEqual(["export.verify.line", expected]);
  });

  test("tells that rows at its end are missing", () => {
    const bytes = Buffer.from(content);
    const codes = check(format, bytes.subarray(0, starts[9]), sidecar).map(({ code }) => code);
    expect(codes).toEqual(["export.verify.rows"]);
  });

  test("tells of a sidecar that was changed, and of another desk's key", () => {
    expect(check(format, content, sidecar.replace('"seq": 7', '"seq": 8')).map(({ code }) => code)).toEqual([
      "export.verify.signature",
    ]);
    expect(check(format, content, sidecar, "another key").map(({ code }) => code)).toEqual(["export.verify.otherKey"]);
  });
});

describe("a CSV that another program saved anew", () => {
  const { content, sidecar } = exported("csv");
  const codes = (changed: string) =>
    check("csv", changed, sidecar).map(({ code }) => code.replace("export.verify.", ""));

  test("without its byte order mark has all its rows", () => {
    expect(codes(content.slice(1))).toEqual(["around"]);
  });

  test("with other line ends has all its rows but those that have such inside", () => {
    expect(codes(content.replaceAll("\r\n", "\n"))).toEqual(["line", "line", "line"]);
  });

  test("with its columns in another order, or its numbers written otherwise, is told as such", () => {
    const lines = content.split(/\r\n(?=\w|$)/);
    const swapped = lines.map((line) => line.replace(/^(\uFEFF?)([^,]*),/, "$1x$2,"));
    expect(codes(swapped.join("\r\n")).slice(0, 2)).toEqual(["columns", "line"]);
    const rewritten = lines.map((line, at) => (at === 0 ? line : line.replace(/^(\d+),/, "$1.00,")));
    expect(codes(rewritten.join("\r\n")).slice(0, 2)).toEqual(["anew", "line"]);
  });
});

test("another name over a column is told, though all rows hold", () => {
  const { content, sidecar } = exported("csv");
  expect(check("csv", content.replace("late", "soon"), sidecar)).toEqual([
    { code: "export.verify.heading", params: {} },
  ]);
});

test("a changed cell of a workbook is told by its sheet and row", () => {
  const chain = startChain(seed);
  const body = rows.map((cells) => [...cells, chain.next(bytesOfCells(cells))]);
  const facts = { schema: "watchroom.export/1", format: "xlsx", rows: 12, columns: [], head: { seq: 1, hash: seed } };
  const sidecar = readSidecar(signed({ ...facts, lastHash: chain.last(), sha256: "" }));
  const sheets = (data: readonly (readonly unknown[])[]): ReadFile =>
    readSheets([
      { name: "About", rows: [["x"]] },
      { name: "Log", rows: [[...columns, "hash"], ...data] },
    ]);
  if (!sidecar) throw new Error("no sidecar");
  fc.assert(
    fc.property(fc.nat({ max: 11 }), fc.nat({ max: 3 }), fc.string({ minLength: 1 }), (row, column, value) => {
      const changed = body.map((cells, at) =>
        at === row ? cells.with(column, `${String(cells[column])}${value}`) : cells,
      );
      const file = sheets(changed);
      const [finding] = verifyFile({ bytes: new Uint8Array(), file, sidecar, expectedKey: null }).findings;
      expect(finding).toEqual({
        code: "export.verify.sheetLine",
        params: { sheet: "Log", line: row + 2, row: row + 1 },
      });
    }),
  );
});
