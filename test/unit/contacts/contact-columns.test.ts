import { expect, test } from "vitest";
import { readContactRow, recogniseContactColumns } from "../../../src-main/domain/contacts/contact-columns.ts";

test.each([
  [
    ["Full name", "Mobile", "E-mail"],
    ["name", "phone", "email"],
  ],
  [
    ["First Name", "Last Name", "Organization Name", "Phone 1 - Value", "E-mail 1 - Value", "Notes"],
    ["firstName", "lastName", "organisation", "phone", "email", "note"],
  ],
  [
    ["Vorname", "Nachname", "Firma", "Telefon", "E-Mail", "Ort"],
    ["firstName", "lastName", "organisation", "phone", "email", "town"],
  ],
  [
    ["Customer", "Twitter handle", "Home Phone", "Business Phone", "Home City"],
    ["name", "handle", "phone", "phone", "town"],
  ],
  [
    ["id", "name", "kind", "organisation", "town", "phone", "email", "handle"],
    [null, "name", "kind", "organisation", "town", "phone", "email", "handle"],
  ],
])("the headings %j are recognised", (headings, columns) => {
  const found = new Map(recogniseContactColumns(headings).map(({ at, is }) => [at, is]));
  expect(headings.map((_, at) => found.get(at) ?? null)).toEqual(columns);
});

const readRow = (headings: readonly string[], cells: readonly string[]) =>
  readContactRow(cells, { headings, columns: recogniseContactColumns(headings), country: "DE", clean: (text) => text });

test("several values in a cell become several, handles go to the network that a heading or their form names", () => {
  const headings = ["First Name", "Last Name", "Phone", "Email", "Twitter", "Handle"];
  const cells = [
    "Hettie",
    "Moss",
    "030 901820 ::: +49 171 2345678",
    "a@x.example; b@x.example",
    "@hettie",
    "bluesky:hettie.bsky.social",
  ];
  expect(readRow(headings, cells)).toEqual({
    contact: {
      ...{ name: "Hettie Moss", kind: "customer", organisation: null, town: null, note: null },
      phones: [
        { written: "030 901820", digits: "+4930901820" },
        { written: "+49 171 2345678", digits: "+491712345678" },
      ],
      emails: [
        { written: "a@x.example", folded: "a@x.example" },
        { written: "b@x.example", folded: "b@x.example" },
      ],
      handles: [
        { network: "x", handle: "@hettie" },
        { network: "bluesky", handle: "hettie.bsky.social" },
      ],
    },
  });
});

test("an apostrophe against formulas is no part of a name; a row with too many cells, or of nobody, is a problem", () => {
  expect(readRow(["Name", "Phone"], ["'=Hettie", ""])).toMatchObject({ contact: { name: "=Hettie" } });
  expect(readRow(["Name", "Phone"], ["A", "", "B"])).toEqual({
    problem: { code: "contacts.import.problem.tooManyCells", params: { cells: 3, width: 2 } },
  });
  expect(readRow(["Name", "Notes"], ["", "words"])).toEqual({
    problem: { code: "contacts.import.problem.nobody", params: {} },
  });
});
