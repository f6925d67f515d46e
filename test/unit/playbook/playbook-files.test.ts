import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FieldKind } from "../../../src-main/contract/methods/playbook.ts";
import type { ScriptContent } from "../../../src-main/contract/methods/playbook.ts";
import { networks } from "../../../src-main/contract/values.ts";
import { usedIn } from "../../../src-main/domain/playbook/plain-fields.ts";
import { fromPlain } from "../../../src-main/domain/playbook/plain-script.ts";
import { readHeader, readRow, writeCsv } from "../../../src-main/domain/playbook/playbook-csv.ts";
import { readMarkdown, writeMarkdown } from "../../../src-main/domain/playbook/playbook-markdown.ts";
import type { CsvRecord } from "../../../src-main/engine/by-hand/read-records.ts";
import { readRecords } from "../../../src-main/engine/by-hand/read-records.ts";

const nasty = fc.constantFrom(
  "\n",
  "\r",
  "\\",
  "|",
  ";",
  "'",
  "=",
  "-",
  "+",
  '"',
  ",",
  "> ",
  "# ",
  "`",
  "\t",
  "é",
  "👋",
);
const text = fc
  .array(fc.oneof(nasty, fc.string({ unit: "grapheme", maxLength: 6 })), { maxLength: 8 })
  .map((parts) => parts.join(""));
/** Text that says something: what is blank is nothing to a script. */
const words = text.map((one) => `${one}w${one}`);
const optional = fc.option(words, { nil: null });
const line = fc.string({ unit: "grapheme", minLength: 1, maxLength: 12 }).filter((one) => one.trim() === one);
const name = line.filter((one) => !/[{}]/.test(one));

const field = fc.record(
  {
    name,
    required: fc.boolean(),
    kind: fc.constantFrom(...FieldKind.options.filter((kind) => kind !== "choice")),
    suggestFrom: line,
    fallback: text,
  },
  { requiredKeys: ["name", "required", "kind"] },
);
const choice = fc.record({
  name,
  required: fc.boolean(),
  kind: fc.constant("choice" as const),
  options: fc.array(text, { minLength: 1, maxLength: 3 }),
});

const script = fc
  .record({
    key: words,
    name: words,
    mentionType: text.filter((one) => one.trim() !== "" || one === ""),
    whenToUse: text,
    department: optional,
    bucket: fc.constantFrom("care" as const, "pr" as const, "analytics" as const),
    language: fc.constantFrom(null, "en", "de", "gsw"),
    networks: fc.uniqueArray(fc.constantFrom(...networks), { maxLength: 3 }),
    synonyms: fc.array(text, { maxLength: 3 }),
    body: words,
    privateVariant: optional,
    holding: optional,
    fields: fc.uniqueArray(fc.oneof(field, choice), { selector: (one) => one.name, maxLength: 4 }),
    approval: fc.record({
      approvers: fc.constantFrom(0, 1, 2),
      by: fc.uniqueArray(fc.constantFrom("corpcomm" as const, "legal" as const)),
    }),
  })
  .map(({ fields, ...rest }): ScriptContent => {
    const whole = { ...rest, body: `${rest.body}${fields.map((one) => `{{${one.name}}}`).join("")}` };
    return { ...whole, fields: fields.map((one) => ({ ...one, usedIn: usedIn(one.name, whole) })) };
  })
  // A body of odd braces may name fields by itself; those are added on reading, which is another test's matter.
  .filter(({ body, fields }) => (body.match(/\{\{/g) ?? []).length === fields.length);
const playbook = fc.array(script, { maxLength: 3 });

async function recordsOf(file: string): Promise<CsvRecord[]> {
  const records: CsvRecord[] = [];
  for await (const record of readRecords(file, ",")) records.push(record);
  return records;
}

async function readCsv(file: string): Promise<(ScriptContent | null)[]> {
  const [header, ...rows] = await recordsOf(file);
  const known = readHeader(header?.cells ?? []);
  return rows.map(({ cells }) => fromPlain(readRow(known, cells ?? [])).content);
}

describe("a playbook that goes out and comes back", () => {
  test("says the same after Markdown, whatever its scripts say", () => {
    fc.assert(
      fc.property(playbook, (scripts) => {
        const back = readMarkdown(writeMarkdown(scripts)).map(({ plain, problems }) => {
          expect(problems).toEqual([]);
          return fromPlain(plain).content;
        });
        expect(back).toEqual(scripts);
      }),
      { numRuns: 300 },
    );
  });
  test("says the same after CSV, and no cell of it is a formula", async () => {
    await fc.assert(
      fc.asyncProperty(playbook, async (scripts) => {
        const file = writeCsv(scripts);
        expect(await readCsv(file)).toEqual(scripts);
        const records = await recordsOf(file);
        const cells = records.flatMap((record) => record.cells ?? []);
        expect(cells.filter((cell) => /^[=+\-@\t\r]/.test(cell.trimStart()) && !/^[+-]?\d+$/.test(cell))).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });
});

describe("a file that somebody else wrote", () => {
  test("needs no more than a name and words; what it leaves out is said", () => {
    const { content, problems, notes } = fromPlain({ name: "Parcel late", public: "Hello {{name}}" });
    expect([content?.key, content?.bucket, content?.approval, problems]).toEqual([
      "parcel-late",
      "care",
      { approvers: 1, by: ["corpcomm"] },
      [],
    ]);
    expect(notes.map(({ code }) => code)).toEqual([
      "playbook.problem.bucketTaken",
      "playbook.problem.approvalTaken",
      "playbook.problem.fieldTaken",
    ]);
  });
  test.each([
    ["no name", { public: "Hello" }, "nameMissing"],
    ["no words", { name: "A" }, "bodyMissing"],
    ["a bucket that there is not", { name: "A", public: "B", bucket: "sales" }, "bucket"],
    ["a network that there is not", { name: "A", public: "B", networks: "fax" }, "network"],
    ["a role that there is not", { name: "A", public: "B", by: "boss" }, "role"],
    ["three approvers", { name: "A", public: "B", approvers: "3" }, "approvers"],
    ["a language in words", { name: "A", public: "B", language: "German" }, "language"],
    ["a kind of field that there is not", { name: "A", public: "{{x}}", fields: "x | colour" }, "fieldKind"],
    ["a choice without choices", { name: "A", public: "{{x}}", fields: "x | choice | needed" }, "fieldChoices"],
    ["a field twice", { name: "A", public: "{{x}}", fields: "x | time\nx | date" }, "fieldTwice"],
    ["words beyond any network", { name: "A", public: "x".repeat(20_001) }, "tooLong"],
  ])("%s is a problem in words", (_says, plain, code) => {
    const { content, problems } = fromPlain(plain);
    expect([content, problems.map((one) => one.code)]).toEqual([null, [`playbook.problem.${code}`]]);
  });
  test("a line of Markdown that belongs nowhere is said with its number", () => {
    const [entry] = readMarkdown("# Ours\r\n\r\n## A\r\nsome words\r\n### Public reply\r\n> Hello\r\nand more");
    expect(entry).toMatchObject({
      line: 3,
      plain: { name: "A", public: "Hello" },
      problems: [{ params: { line: 4 } }, { params: { line: 7 } }],
    });
  });
  test("names of other programs are understood in the header", () => {
    expect(readHeader(["\uFEFFTitle", "Body", "Tags", "Colour", "Text"])).toEqual([
      "name",
      "public",
      "words",
      null,
      null,
    ]);
  });
});
