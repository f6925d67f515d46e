import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findDelimiter, readRecords } from "../../../src-main/engine/by-hand/read-records.ts";
import type { Delimiter } from "../../../src-main/engine/by-hand/read-records.ts";
import { decodeText } from "../../../src-main/engine/by-hand/decode-text.ts";

const delimiters = [",", ";", "\t", "|"] as const;

async function read(text: string, delimiter: Delimiter) {
  const records = [];
  for await (const record of readRecords(text, delimiter)) records.push(record);
  return records;
}

const cell = fc.oneof(
  fc.string({ unit: "binary", maxLength: 20 }).map((text) => text.toWellFormed()),
  fc.stringMatching(/^[",;|\t\r\n =+@a-c-]{0,12}$/),
  fc.constantFrom("=1+1", "+SUM(A1)", "@cmd", "-2", '"', '""', "\r\n", "a\nb"),
);
const table = fc
  .integer({ min: 2, max: 6 })
  .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 20 }));
const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;

describe("records", () => {
  test("come back cell by cell, whatever stands in them and between them", async () => {
    await fc.assert(
      fc.asyncProperty(table, fc.constantFrom(...delimiters), fc.constantFrom("\n", "\r\n"), async (rows, cut, end) => {
        const text = rows.map((row) => row.map(quoted).join(cut)).join(end);
        expect((await read(text, cut)).map(({ cells }) => cells)).toEqual(rows);
      }),
      { numRuns: 300 },
    );
  });

  test("of any bytes never throw, and end", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
        const { text } = decodeText(bytes);
        await read(text, await findDelimiter(text));
      }),
      { numRuns: 300 },
    );
  });

  test("name the line that they begin on", async () => {
    expect(await read('a,b\n\n1,"x\ny"\n2,z\n', ",")).toEqual([
      { line: 1, cells: ["a", "b"] },
      { line: 3, cells: ["1", "x\ny"] },
      { line: 5, cells: ["2", "z"] },
    ]);
  });

  test("after a quotation that is never closed are read all the same", async () => {
    expect(await read('a,b\r\n1,"open\r\n2,x\r\n3,y', ",")).toEqual([
      { line: 1, cells: ["a", "b"] },
      { line: 2, cells: null },
      { line: 3, cells: ["2", "x"] },
      { line: 4, cells: ["3", "y"] },
    ]);
  });

  test("keep a quotation mark in the middle of a cell", async () => {
    expect((await read('1,he said "hi"\n', ",")).map(({ cells }) => cells)).toEqual([["1", 'he said "hi"']]);
  });

  test.each([
    ["a;b;c\n1,5;2;3\n", ";"],
    ["a,b\n1;2,3;4\n", ","],
    ["a\tb\n1,2\t3\n", "\t"],
    ["one column\nand, no more\n", ","],
  ])("of %j are cut at the right character", async (text, delimiter) => {
    expect(await findDelimiter(text)).toBe(delimiter);
  });
});
