import { expect, test } from "vitest";
import type { ReadContact } from "../../../src-main/domain/contacts/imported-contact.ts";
import { readVcardContact } from "../../../src-main/domain/contacts/read-vcard-contact.ts";
import { readVcards } from "../../../src-main/domain/contacts/read-vcards.ts";
import { writeVcard } from "../../../src-main/domain/contacts/write-vcard.ts";

const read = (text: string, country: string | null = "DE"): readonly ReadContact[] =>
  readVcards(text).map((card) => readVcardContact(card, { country, clean: (words) => words }));
const card = (...lines: readonly string[]) => ["BEGIN:VCARD", ...lines, "END:VCARD", ""].join("\r\n");
const nobody = {
  ...{ kind: "customer", organisation: null, town: null, note: null },
  ...{ phones: [], emails: [], handles: [] },
};

test("a card of version 3 with folded lines, groups, escapes and several numbers is read whole", () => {
  const text = card(
    "VERSION:3.0",
    "N:Moss;Hettie;;Dr.;",
    "FN:Dr. Hettie Moss",
    "ORG:Moss\\, Field \\; Sons;Sales",
    'item1.TEL;TYPE="voice,work":+49 30 90',
    " 1820",
    "TEL;TYPE=CELL:0171 2345678",
    "item2.EMAIL;TYPE=INTERNET:Hettie@Moss.example",
    "EMAIL:h@moss.example",
    "ADR;TYPE=HOME:;;1 Quay;Exmouth;Devon;EX8;UK",
    "X-SOCIALPROFILE;TYPE=twitter:https://twitter.com/hettie",
    "CATEGORIES:Friends,Media",
    "NOTE:First line\\nsecond\\, line",
  );
  expect(read(text)).toEqual([
    {
      contact: {
        ...{ name: "Dr. Hettie Moss", kind: "media", organisation: "Moss, Field ; Sons", town: "Exmouth" },
        phones: [
          { written: "+49 30 901820", digits: "+4930901820" },
          { written: "0171 2345678", digits: "+491712345678" },
        ],
        emails: [
          { written: "Hettie@Moss.example", folded: "hettie@moss.example" },
          { written: "h@moss.example", folded: "h@moss.example" },
        ],
        handles: [{ network: "x", handle: "https://twitter.com/hettie" }],
        note: "First line\nsecond, line",
      },
    },
  ]);
});

test("a card of version 2.1 with quoted-printable, a soft line end and a code page of old is read", () => {
  const text = card(
    "VERSION:2.1",
    "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;J=C3=B6rg",
    "NOTE;QUOTED-PRINTABLE:one line that goes =",
    "on here",
    "ORG;CHARSET=ISO-8859-1;QUOTED-PRINTABLE:B=E4cker",
    "TEL;HOME;VOICE:030 901820",
  );
  expect(read(text)).toEqual([
    {
      contact: {
        ...{ ...nobody, name: "Jörg Müller", organisation: "Bäcker", note: "one line that goes on here" },
        phones: [{ written: "030 901820", digits: "+4930901820" }],
      },
    },
  ]);
});

test("a card of version 4 with addresses as links is read", () => {
  const text = card(
    "VERSION:4.0",
    "FN:Hettie",
    'TEL;VALUE=uri;TYPE="voice,home":tel:+49-30-901820;ext=12',
    "IMPP;X-SERVICE-TYPE=x:telegram:hettie_m",
  );
  const [one] = read(text);
  expect(one).toMatchObject({ contact: { name: "Hettie", phones: [{ digits: "+4930901820" }] } });
});

test("a card without its end, one of nobody and what stands around them cost nobody else anything", () => {
  const text = `rubbish\r\nBEGIN:VCARD\r\nFN:Lost\r\n${card("FN:Found")}${card("NOTE:only words")}\r\nTEL:1`;
  expect(readVcards(text).map(({ line }) => line)).toEqual([2, 4, 7]);
  expect(read(text)).toEqual([
    { problem: { code: "contacts.import.problem.cardOpen", params: {} } },
    { contact: { ...nobody, name: "Found" } },
    { problem: { code: "contacts.import.problem.nobody", params: {} } },
  ]);
});

test("a number that is none is kept as a note", () => {
  expect(read(card("FN:Bo", "TEL:ask at the desk"))).toEqual([
    { contact: { ...nobody, name: "Bo", note: "ask at the desk" } },
  ]);
});

test("what is written is read again as what it was, in lines of at most 75 bytes", () => {
  const hettie = {
    ...{ id: "01KA8K3F000000000000000000", name: "Hettie Łukasiewicz-Großmann; 🦆 the third, of the very long names" },
    ...{ organisation: "Moss, Field; Sons\\Co", town: "Exmouth" },
    phones: ["+4930901820"],
    emails: ["hettie@moss.example"],
    handles: [{ network: "mastodon", handle: "@hettie@coast.example" } as const],
  };
  const written = writeVcard(hettie);
  expect(Math.max(...written.split("\r\n").map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
  expect(read(written)).toEqual([
    {
      contact: {
        ...{
          ...nobody,
          name: hettie.name,
          organisation: hettie.organisation,
          town: "Exmouth",
          handles: hettie.handles,
        },
        phones: [{ written: "+4930901820", digits: "+4930901820" }],
        emails: [{ written: "hettie@moss.example", folded: "hettie@moss.example" }],
      },
    },
  ]);
});

test.each([
  [
    "a picture in folded lines",
    card("FN:Bo", "PHOTO;ENCODING=b:", ...Array.from({ length: 20_000 }, () => ` ${"A".repeat(74)}`)),
  ],
  [
    "a picture in soft lines",
    card("FN:Bo", "PHOTO;QUOTED-PRINTABLE:=", ...Array.from({ length: 20_000 }, () => `${"=41".repeat(24)}=`), ""),
  ],
  ["a line of parameters", card("FN:Bo", `X${";a".repeat(100_000)}:b`)],
  ["semicolons that end nowhere", card("FN:Bo", `X${";".repeat(100_000)}=`)],
])("%s does not hold the desk up", (_what, text) => {
  const began = performance.now();
  expect(read(text)).toEqual([{ contact: { ...nobody, name: "Bo" } }]);
  expect(performance.now() - began).toBeLessThan(2000);
});

test("a number as long as a book is a note that is too long, at once", () => {
  const began = performance.now();
  expect(read(card("FN:Bo", `TEL:1${" ".repeat(100_000)}x`))).toEqual([
    { problem: { code: "contacts.import.problem.noteTooLong", params: { most: 4000 } } },
  ]);
  const many = Array.from({ length: 20_000 }, (_, index) => `TEL:+4930${1_000_000 + index}`);
  expect(read(card("FN:Bo", ...many))).toEqual([
    { problem: { code: "contacts.import.problem.tooMany", params: { most: 20 } } },
  ]);
  expect(performance.now() - began).toBeLessThan(2000);
});
