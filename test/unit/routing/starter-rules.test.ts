import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { buckets, networks } from "../../../src-main/contract/values.ts";
import { parseQuery } from "../../../src-main/domain/query/parse.ts";
import { matchQuery, prepareMention } from "../../../src-main/domain/query/evaluate.ts";
import type { RoutableMention } from "../../../src-main/domain/routing/features.ts";
import type { RuleSubject } from "../../../src-main/domain/routing/rule.ts";
import { routeMention } from "../../../src-main/domain/routing/route-mention.ts";
import { compileRule, type Rule } from "../../../src-main/domain/routing/rule.ts";

type RuledMention = RoutableMention & RuleSubject;

const starter: readonly Rule[] = JSON.parse(
  readFileSync(new URL("../../../resources/starter/rules.json", import.meta.url), "utf8"),
);

function compileQuery(text: string) {
  const parsed = parseQuery(text);
  if (!parsed.ok) throw new Error(`${text}: ${parsed.error.code} at ${parsed.error.at}`);
  return (mention: RuledMention) => ({
    matched: matchQuery(parsed.query, prepareMention(mention)).matches,
    words: [],
  });
}
const compiled = starter.map((rule) => compileRule<RuledMention>(rule, compileQuery));

function ruleFor(text: string, rest: Partial<RuledMention> = {}) {
  const blank = {
    title: null,
    lang: "en",
    source: "tag",
    network: "microblog",
    watches: [],
    sentiment: null,
    isAddressedToUs: false,
    reach: null,
    slot: "unsure",
    department: null,
  } as const;
  return routeMention({ rules: compiled, mention: { ...blank, text, ...rest } }).ruleId;
}
const sounds = (label: "negative" | "neutral" | "positive") => ({ sentiment: { label, confidence: 0.8 } });

describe("the starter rules", () => {
  test("are well formed: known buckets and networks, one id each, every one with a reason", () => {
    for (const { when, then, reason } of starter) {
      expect(buckets).toContain(then.bucket);
      expect(networks).toEqual(expect.arrayContaining([...(when.networks ?? [])]));
      expect(reason).not.toBe("");
    }
    expect(new Set(starter.map(({ id }) => id)).size).toBe(starter.length);
  });

  test.each([
    ["legal-words", "My solicitor will write to you", sounds("neutral")],
    ["personal-data", "I was sent someone else's bill with all their details", sounds("negative")],
    ["safety-words", "My child was injured on your ramp", sounds("negative")],
    ["press", "Journalist here, working on a story about ferries", sounds("neutral")],
    ["media-judges", "Passengers protest against the new timetable", { network: "news" as const }],
    ["rumour", "Is it true that they close in May", sounds("neutral")],
    ["private-details", "Booking 55123 is still not refunded", sounds("negative")],
    ["question-or-complaint", "Does anyone know if I need a ticket for my dog?", sounds("neutral")],
    ["question-or-complaint", "Still waiting for my refund", sounds("negative")],
    ["praise-with-question", "Lovely crossing! Could you send the bun recipe?", sounds("positive")],
    ["praise", "Thanks to the crew, wonderful day", sounds("positive")],
    ["headline", "New timetable from May", { network: "news" as const }],
  ])("%s takes: %s", (id, text, rest) => {
    expect(ruleFor(text, rest)).toBe(id);
  });

  test("leave what fits none of them to the words", () => {
    expect(ruleFor("Saw the boat go by", sounds("neutral"))).toBeNull();
  });
});
