import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTableWriters } from "../../src-main/adapters/exports/table-writers.ts";
import { csvLine, unguarded } from "../../src-main/domain/exports/csv.ts";
import type { Cell, DocumentHead } from "../../src-main/ports/table-writer.ts";

const columns = ["text", "number", "late", "unknown"];
const texts = [
  ...["=cmd()|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1:A9)", "＝1＋1", "\t=1+1", "'=1+1"],
  ...["שלום עולם", "مرحبا بالعالم", "😀👩‍👩‍👧 ok", "two\nlines", 'a "quoted", word', "_x0041_", "  =A1"],
];
const rows: readonly (readonly Cell[])[] = texts.map((text, at) => [text, at * 1.5, at % 2 === 0, null]);

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "watchroom-test-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Has LibreOffice read a file and write it as another; gives the names of what it wrote. */
function convert(file: string, to: string, reading: readonly string[] = []): readonly string[] {
  const out = join(folder, "out");
  const profile = `-env:UserInstallation=file://${join(folder, "profile")}`;
  execFileSync(
    "soffice",
    [profile, "--headless", ...reading, "--convert-to", to, "--outdir", out, join(folder, file)],
    {
      stdio: "ignore",
      timeout: 90_000,
    },
  );
  return readdirSync(out).map((name) => join(out, name));
}

// Comma, quotes, UTF-8, from line 1, values as they are and not as shown, all sheets, formulas as formulas.
const csvOfAllSheets = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,true,false,false,-1";

/** What a person chooses in the window that asks how to read a CSV file: commas, quotes, UTF-8. */
const asUtf8 = ["--infilter=Text - txt - csv (StarCalc):44,34,76,1"];

const head: DocumentHead = {
  title: "Shift log",
  facts: [],
  definitions: [],
  words: { about: "About", definitions: "Words", page: String, lacking: String },
  foot: () => [],
};

async function* all(): AsyncGenerator<readonly Cell[], void, void> {
  for (const row of rows) yield row;
}

test("a workbook opens without a formula, and every value is as it was", async () => {
  const pieces: Uint8Array[] = [];
  const { xlsx } = createTableWriters({ fontsFolder: "" });
  const table = { name: "Log", columns: columns.map((name) => ({ name, means: "" })), rows: all() };
  const out = { write: async (bytes: Uint8Array) => void pieces.push(bytes), signal: new AbortController().signal };
  await xlsx(head, [table], out);
  writeFileSync(join(folder, "log.xlsx"), Buffer.concat(pieces));
  const made = convert("log.xlsx", csvOfAllSheets).find((name) => name.endsWith("-Log.csv")) ?? "";
  const read = parse(readFileSync(made), { bom: true }) as string[][];
  const expected = rows.map(([text, number, late]) => [text, String(number), String(late), ""]);
  expect(read).toEqual([columns, ...expected]);
  const flat = convert("log.xlsx", "fods").find((name) => name.endsWith("log.fods")) ?? "";
  expect(readFileSync(flat, "utf8")).not.toContain("table:formula");
});

test("a CSV file opens without a formula, and every text is as it was behind its apostrophe", () => {
  writeFileSync(join(folder, "log2.csv"), `\uFEFF${csvLine(columns)}${rows.map((row) => csvLine(row)).join("")}`);
  const flat = convert("log2.csv", "fods:OpenDocument Spreadsheet Flat XML", asUtf8).find((name) =>
    name.endsWith("log2.fods"),
  );
  const xml = readFileSync(flat ?? "", "utf8");
  expect(xml).not.toContain("table:formula");
  const again = convert("log2.csv", csvOfAllSheets, asUtf8).find(
    (name) => name.includes("log2") && name.endsWith(".csv"),
  );
  const read = parse(readFileSync(again ?? ""), { bom: true }) as string[][];
  expect(read.slice(1).map(([text = ""]) => unguarded(text))).toEqual(texts);
});
