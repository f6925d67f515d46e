import fc from "fast-check";
import { expect, test } from "vitest";
import { checkReply, signatureKey } from "../../../../src-main/domain/replies/checks/check-reply.ts";
import { readText } from "../../../../src-main/domain/replies/checks/check-words.ts";
import { unreadValues } from "../../../../src-main/domain/replies/checks/unread-values.ts";
import { renderScript } from "../../../../src-main/domain/replies/render-script.ts";
import type { ScriptField } from "../../../../src-main/domain/replies/render-script.ts";
import { book, check, facts } from "./known.ts";
import { labelled } from "./labelled-replies.ts";

const runs = { numRuns: 1000 };
const pieces = [
  ...labelled.map(([text]) => text),
  ..."we will refund|guarantee|not|{{time}}|{{|}}|+44 7700 900 123|4111 1111 1111 1111|GB82WEST12345698765432|@|a@b.co".split(
    "|",
  ),
  ..."https://|http://ternway.com/|bit.ly/x|!!!|???|LOUD WORDS HERE|\n|. |, |é|👨‍👩‍👧‍👦|日本語|\uE000|\u202E|TF-1234|by Friday|[name]".split(
    "|",
  ),
];
const text = fc
  .array(fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: "binary", maxLength: 12 })), { maxLength: 14 })
  .chain((parts) => fc.constantFrom(" ", "", "\n").map((between) => parts.join(between)));

test("every hit lies inside the text, holds the words it names, and its sentence holds it", () => {
  fc.assert(
    fc.property(text, (given) => {
      for (const { from, to, words, pin } of check(given).hits) {
        const isInside = 0 <= from && from < to && to <= given.length;
        expect([isInside, given.slice(from, to), given.includes(pin)]).toEqual([true, words, true]);
      }
    }),
    runs,
  );
});

test("the same words are judged alike every time, and come in the order of the text", () => {
  fc.assert(
    fc.property(text, (given) => {
      const { hits } = check(given);
      expect(check(given).hits).toEqual(hits);
      expect(hits.map(({ from }) => from)).toEqual(hits.map(({ from }) => from).toSorted((a, b) => a - b));
    }),
    runs,
  );
});

test("what stops a reply still stops it when a sentence is added after it or before it", () => {
  fc.assert(
    fc.property(text, fc.constantFrom("Thank you.", "See you on board.", "Der Rest folgt."), (given, more) => {
      const stops = (words: string) =>
        check(words)
          .hits.filter(({ severity, rule }) => severity === "stop" && rule !== "too-long")
          .map(({ rule, words: found }) => `${rule} ${found}`);
      // Braces that were left open reach into whatever follows.
      fc.pre(!given.includes("{{"));
      for (const stop of stops(given)) {
        expect(stops(`${given}\n\n${more}`)).toContain(stop);
        expect(stops(`${more}\n\n${given}`)).toContain(stop);
      }
    }),
    runs,
  );
});

test("sentences follow each other without a gap, and words stand in theirs", () => {
  fc.assert(
    fc.property(text, (given) => {
      const { sentences, words } = readText(given);
      expect(sentences.map(({ from, to }) => given.slice(from, to)).join("")).toBe(given);
      for (const { from, to, sentence } of words) {
        const around = sentences[sentence];
        expect(around !== undefined && around.from <= from && from < around.to && from < to).toBe(true);
      }
    }),
    runs,
  );
});

test("any change of one character in a signed sentence is another thing to sign", () => {
  const signed = labelled.flatMap(([words]) => check(words).hits.filter(({ severity }) => severity === "look"));
  fc.assert(
    fc.property(fc.constantFrom(...signed), fc.nat(), fc.constantFrom("x", "0", " ", "é"), (hit, place, letter) => {
      const at = place % (hit.pin.length + 1);
      const changed = `${hit.pin.slice(0, at)}${letter}${hit.pin.slice(at)}`;
      fc.pre(changed.trim() !== hit.pin);
      const keys = check(changed).hits.map(signatureKey);
      expect(keys).not.toContain(signatureKey(hit));
    }),
    runs,
  );
});

const fields: readonly ScriptField[] = [
  { name: "time", required: true, kind: "time", usedIn: ["body"] },
  { name: "name", required: true, kind: "firstName", usedIn: ["body"] },
];
const words = "Hello {{name}}, you hear from us by {{time}}. We will refund it.";

test("of a template's rendering, its own words are agreed to and a value alone is not", () => {
  fc.assert(
    fc.property(fc.constantFrom(...pieces), fc.constantFrom("15:00", "Friday"), (name, time) => {
      const values = { name, time };
      const rendered = renderScript(words, fields, values).text;
      const unread = unreadValues({ words, fields }, values, rendered);
      fc.pre(unread !== null);
      expect(unread?.map(({ from, to }) => rendered.slice(from, to)).join("|")).toContain(time);
      const { hits } = checkReply(rendered, { ...facts, unread }, book);
      const ours = hits.filter(({ words: found }) => /^we will refund$/i.test(found));
      expect(ours.filter(({ from }) => from > rendered.lastIndexOf(time)).every(({ isAgreed }) => isAgreed)).toBe(true);
      const inValue = hits.filter((hit) => unread?.some(({ from, to }) => from <= hit.from && hit.to <= to));
      expect(inValue.some(({ isAgreed }) => isAgreed)).toBe(false);
    }),
    runs,
  );
});

test("hostile texts of 100,000 characters come to an end", () => {
  const hostile = [
    "{{ ".repeat(33_000),
    `{{${" ".repeat(100_000)}`,
    "we will ".repeat(12_500),
    "we will not guarantee by ".repeat(4000),
    "1".repeat(100_000),
    "4111 1111 ".repeat(10_000),
    "GB82 ".repeat(20_000),
    "A".repeat(100_000),
    "LOUD ".repeat(20_000),
    "@a.b".repeat(25_000),
    `${"a".repeat(99_000)}@`,
    "a.".repeat(50_000),
    "https://a.com/((((".repeat(5500),
    "!?".repeat(50_000),
    "0 ".repeat(50_000),
    "12 Mill ".repeat(12_500),
    "booking number ".repeat(6600),
    "\n".repeat(100_000),
    "[a ".repeat(33_000),
    "_".repeat(100_000),
    "by the end of the ".repeat(5500),
    "👨‍👩‍👧‍👦".repeat(9000),
  ];
  const read = hostile.map((given) => {
    const { hits } = check(given, { place: { network: "x" } });
    return hits.every(({ from, to }) => from < to && to <= given.length);
  });
  expect(read).toEqual(hostile.map(() => true));
});
