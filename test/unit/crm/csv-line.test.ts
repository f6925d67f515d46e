import { expect, test } from "vitest";
import { crmCsvHeader, crmCsvLine } from "../../../src-main/domain/crm/csv-line.ts";
import type { CrmLine } from "../../../src-main/domain/crm/interaction.ts";
import { correctionOf, erasureOf, interactionOf } from "../../support/crm-lines.ts";

/** The cells of one row of RFC 4180, as a reader of it sees them. */
function cellsOf(row: string): readonly string[] {
  const cells = row.slice(0, -2).matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))/g);
  return [...cells].map(([, quoted, bare]) => quoted?.replaceAll('""', '"') ?? bare ?? "");
}

const columns = crmCsvHeader.trim().split(",");
const rowOf = (line: CrmLine) =>
  Object.fromEntries(cellsOf(crmCsvLine(line)).map((cell, at) => [columns[at] ?? "beyond", cell]));

/** The line with one and the same text wherever a text stands. */
const filled = <Line extends CrmLine>(line: Line, text: string): Line =>
  JSON.parse(
    JSON.stringify({ ...line, agent: "" }, (name, value: unknown) =>
      typeof value === "string" && name !== "schema" ? text : value,
    ),
  ) as Line;

test.each(["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1"])(
  "a spreadsheet runs no cell of %j, whatever its column",
  (formula) => {
    for (const line of [interactionOf({ note: "x" }), correctionOf(), erasureOf()]) {
      const cells = cellsOf(crmCsvLine(filled(line, formula)));
      expect(cells.length).toBe(columns.length);
      const risky = cells.filter((cell) => /^\s*[=+\-@＝＋－＠\t\r]/.test(cell));
      expect(risky).toEqual([]);
    }
  },
);

test("a correction is its interaction anew and an erasure names keys alone, in the same columns", () => {
  expect(rowOf(interactionOf({ type: "call", note: 'She said "no",\r\nthen went' }))).toMatchObject({
    ...{ key: interactionOf().key, type: "call", corrects: "", case_id: interactionOf().case.id, complaint: "yes" },
    ...{ contact_emails: "hettie@example.org", contact_phones: "+4930123456", outcome: "replied" },
    note: 'She said "no",\nthen went',
  });
  expect(rowOf(correctionOf())).toMatchObject({
    ...{ key: correctionOf().key, type: "correction", corrects: interactionOf().key, outcome: "resolved" },
    reply_text: interactionOf().reply?.text,
  });
  const erased = Object.entries(rowOf(erasureOf())).filter(([, cell]) => cell !== "");
  expect(Object.fromEntries(erased)).toEqual({
    ...{ key: erasureOf().key, occurred_at: erasureOf().occurredAt, contact_key: erasureOf().contact.key },
    ...{ type: "erasure", corrects: erasureOf().erases.join("; ") },
  });
});
