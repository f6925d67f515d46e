import fc from "fast-check";
import { expect, test } from "vitest";
import { csvLine, guardedInside, isFormula, unguarded, unguardedInside } from "../../../src-main/domain/exports/csv.ts";
import { chainedCsvRow, startChain } from "../../../src-main/domain/exports/chained-rows.ts";
import { csvCells, csvRecords } from "../../../src-main/domain/exports/read-csv.ts";

const hostile = [
  "=cmd()|' /C calc'!A0",
  "+1+1",
  "-2+3",
  "@SUM(A1)",
  "\t=1",
  "\r=1",
  "＝1＋1",
  "'=1",
  "''@x",
  "  =1",
  "\n-x",
];
// A plain number is written as it is: it is no formula.
const text = fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom(...hostile), fc.constantFrom("-12.5", "+49"));

test("no cell is a formula, and every text comes back as it was", () => {
  fc.assert(
    fc.property(fc.array(text, { minLength: 1, maxLength: 6 }), (cells) => {
      const [record] = csvRecords(csvLine(cells));
      const written = csvCells(record?.raw ?? "");
      expect(written.filter(isFormula)).toEqual([]);
      expect(written.map(unguarded)).toEqual(cells);
    }),
  );
});

test.each(hostile.filter((one) => !one.startsWith("'")))("%j stands behind an apostrophe", (cell) => {
  expect(csvCells(csvRecords(csvLine([cell]))[0]?.raw ?? "")[0]).toBe(`'${cell}`);
});

test("no part of a text is a formula for a spreadsheet that takes the semicolon for the end of a cell", () => {
  const part = fc.oneof(fc.constantFrom(...hostile, '"', ";", "\n", "\t", " ", "'", "one"), fc.string());
  fc.assert(
    fc.property(
      fc.array(part, { maxLength: 6 }).map((parts) => parts.join("")),
      (given) => {
        const row = chainedCsvRow(startChain(""), ["first", given, "last"]);
        const cells = row.split(/[;\t\r\n]/).slice(1);
        expect(cells.filter((cell) => /^["\s]*[=+\-@＝＋－＠]/.test(cell))).toEqual([]);
        expect(unguardedInside(guardedInside(given))).toBe(given);
        expect(unguardedInside(unguarded(csvCells(row)[1] ?? ""))).toBe(given);
      },
    ),
  );
});

test("records are split where their line ends, not in quotes, and say on which line they begin", () => {
  const content = `\uFEFF${csvLine(["a", "b"])}${csvLine(["one\r\ntwo", null])}${csvLine([1, true])}`;
  expect(csvRecords(content)).toEqual([
    { raw: "a,b", line: 1 },
    { raw: '"one\r\ntwo",', line: 2 },
    { raw: "1,true", line: 4 },
  ]);
});
