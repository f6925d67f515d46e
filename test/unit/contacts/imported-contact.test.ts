import { describe, expect, test } from "vitest";
import { judgeContact, type RawContact } from "../../../src-main/domain/contacts/imported-contact.ts";

const nobody: RawContact = {
  ...{ name: "Hettie Moss", kind: null, organisation: "", town: "" },
  ...{ phones: [], emails: [], handles: [], notes: [] },
};
const many = <Kind>(count: number, make: (nth: number) => Kind): Kind[] =>
  Array.from({ length: count }, (_, nth) => make(nth));
const phone = (nth: number) => `+49 30 ${String(1_000_000 + nth)}`;
const email = (nth: number) => `hettie${nth}@mail.example`;
const handle = (nth: number) => ({ network: "bluesky" as const, handle: `hettie${nth}.example` });
const judge = (change: Partial<RawContact>) => judgeContact({ ...nobody, ...change }, "DE");

describe("a record of an import", () => {
  test.each<[string, (count: number) => Partial<RawContact>]>([
    ["numbers", (count) => ({ phones: many(count, phone) })],
    ["addresses", (count) => ({ emails: many(count, email) })],
    ["handles", (count) => ({ handles: many(count, handle) })],
  ])("has at most 20 %s; with one more it is a problem", (_what, with_) => {
    expect(judge(with_(20))).toHaveProperty("contact");
    expect(judge(with_(21))).toEqual({ problem: { code: "contacts.import.problem.tooMany", params: { most: 20 } } });
  });

  test("counts what is the same once", () => {
    const read = judge({ phones: many(40, (nth) => phone(nth % 20)), emails: many(40, (nth) => email(nth % 20)) });
    expect("contact" in read && [read.contact.phones.length, read.contact.emails.length]).toEqual([20, 20]);
  });

  test("is not looked through beyond a thousand of a kind", () => {
    expect(judge({ phones: many(1000, () => phone(1)) })).toHaveProperty("contact");
    expect(judge({ phones: many(1001, () => phone(1)) })).toHaveProperty("problem");
  });
});
