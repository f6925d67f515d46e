import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { RoutableMention } from "../../../src-main/domain/routing/features.ts";
import type { RuleSubject } from "../../../src-main/domain/routing/rule.ts";
import { createIsOurs } from "../../../src-main/domain/routing/own-names.ts";
import type { Reason } from "../../../src-main/domain/routing/reason.ts";
import { routeMention } from "../../../src-main/domain/routing/route-mention.ts";
import { compileRule, type Rule, type RuleMatch } from "../../../src-main/domain/routing/rule.ts";

type RuledMention = RoutableMention & RuleSubject;

const catalogue: { reason: Record<string, string> } = JSON.parse(
  readFileSync(new URL("../../../resources/words/en.json", import.meta.url), "utf8"),
);

function mentionOf(text: string, rest: Partial<RuledMention> = {}): RuledMention {
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
  return { ...blank, text, ...rest };
}

/** Matches each word of a query that the text contains; stands for the grammar, which has tests of its own. */
function anyWord(query: string): (mention: RuledMention) => RuleMatch {
  return ({ text }) => {
    const words = query.split(" ").filter((word) => text.toLowerCase().includes(word));
    return { matched: words.length > 0, words };
  };
}
const ruleOf = (rule: Pick<Rule, "id"> & Partial<Rule>): Rule => ({
  name: rule.id,
  when: {},
  then: {},
  stop: true,
  reason: "because",
  ...rule,
});
const route = (text: string, rules: readonly Rule[] = [], rest: Partial<RuledMention> = {}) =>
  routeMention({ rules: rules.map((rule) => compileRule(rule, anyWord)), mention: mentionOf(text, rest) });

function say({ code, params }: Reason): string {
  const sentence = catalogue.reason[code.replace(/^reason\./, "")];
  if (sentence === undefined) throw new Error(`No words for ${code}`);
  return sentence.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(params[name]));
}

const late = ruleOf({
  id: "late",
  name: "Delivery complaints",
  when: { query: "late delivery" },
  then: { bucket: "care", department: "Contact centre", labels: ["delivery"] },
});

describe("rules", () => {
  test("the first rule that matches sends the mention, and says which words did", () => {
    const routing = route("The delivery was late", [
      ruleOf({ id: "other", when: { query: "refund" }, then: { bucket: "pr" } }),
      late,
    ]);
    expect(routing).toEqual({
      bucket: "care",
      urgency: "normal",
      confidence: 1,
      reasons: [
        { code: "reason.rule_words", params: { rule: "Delivery complaints", words: "late, delivery", why: "because" } },
      ],
      ruleId: "late",
      labels: ["delivery"],
      department: "Contact centre",
      script: null,
      assignee: null,
      approval: null,
      urgencyReasons: [],
    });
    expect(routing.reasons.map(say)).toEqual(["Rule Delivery complaints: late, delivery"]);
  });

  test("a rule with stop ends the round and one without lets later ones add", () => {
    const label = ruleOf({
      id: "label",
      when: { query: "late" },
      then: { labels: ["late"], priority: "high" },
      stop: false,
    });
    const legal = ruleOf({
      id: "legal",
      then: { bucket: "pr", labels: ["legal"], approval: ["legal"], script: "holding", priority: "low" },
    });
    const { bucket, ruleId, urgency, labels, approval, script, department } = route("late", [label, late, legal]);
    expect({ bucket, ruleId, urgency, labels, approval, script, department }).toEqual({
      bucket: "care",
      ruleId: "late",
      urgency: "high",
      labels: ["late", "delivery"],
      approval: null,
      script: null,
      department: "Contact centre",
    });
    expect(route("late", [label, { ...late, stop: false }, legal])).toMatchObject({
      bucket: "care",
      labels: ["late", "delivery", "legal"],
      approval: ["legal"],
      script: "holding",
    });
  });

  test("a rule that names no bucket leaves it to the words", () => {
    const label = ruleOf({ id: "label", then: { labels: ["all"] }, stop: false });
    expect(route("Can you help me? My order 44321 never arrived", [label])).toMatchObject({
      bucket: "care",
      ruleId: null,
      labels: ["all"],
    });
  });

  test.each([
    ["sources", { sources: ["forum"] }, { source: "tag" }],
    ["notSources", { notSources: ["tag"] }, { source: "tag" }],
    ["networks", { networks: ["news"] as const }, { network: "forum" as const }],
    ["watches", { watches: ["brand"] }, { watches: ["rival"] }],
  ])("a condition on %s is kept", (_name, when, mention) => {
    const rule = ruleOf({ id: "r", when, then: { bucket: "pr" } });
    expect(route("Hello", [rule], mention).ruleId).toBeNull();
    const fitting = { source: "forum", network: "news", watches: ["brand", "rival"] } as const;
    expect(route("Hello", [rule], fitting).ruleId).toBe("r");
  });

  test("a rule without words in it is said without them", () => {
    expect(route("Hello", [ruleOf({ id: "r", name: "All", then: { bucket: "pr" } })]).reasons.map(say)).toEqual([
      "Rule All",
    ]);
  });
});

describe("without a rule the words decide", () => {
  test.each([
    ["care", "Can you please help, my booking 55123 has not arrived and I am still waiting"],
    ["care", "How do I change the name on my ticket? I need it for Friday"],
    ["pr", "Our solicitor has written to the ombudsman about this firm"],
    ["analytics", "Ferry to run an extra boat on market day, tickets from 4 pounds"],
    ["analytics", "Hiring: deck hands, apply with CV, closing date 9 February"],
  ])("%s: %s", (bucket, text) => {
    const routing = route(text);
    expect(routing.bucket).toBe(bucket);
    expect(routing.reasons.map(say).every((line) => line.length > 0)).toBe(true);
  });

  test("first person and possession are named with the words", () => {
    expect(route("Please help, my booking 55123 never arrived").reasons.map(say)).toContain("A request: Please help");
  });

  test("what says too little stays unsorted", () => {
    const routing = route("we saw it");
    expect(routing.bucket).toBe("unsorted");
    expect(routing.reasons.map(say)).toEqual(["The words say too little to decide"]);
  });

  test("nothing that speaks to us, names a number or a danger is only counted", () => {
    const text = "Hiring: deck hands, apply with CV, closing date 9 February";
    expect(route(text, [], { isAddressedToUs: true }).bucket).not.toBe("analytics");
    expect(route(`${text}. Injured staff welcome`).bucket).not.toBe("analytics");
    expect(route(`${text}. Booking 44321`).bucket).not.toBe("analytics");
  });

  test("news is counted unless it speaks of law, safety or the press", () => {
    const news = { network: "news" } as const;
    expect(route("Can the ferry be a cinema? We asked our readers", [], news).bucket).toBe("analytics");
    expect(route("Two injured as a ramp collapses at the ferry", [], news).bucket).toBe("pr");
  });

  test("a language whose words are not known is never counted away", () => {
    const routing = route("Die Fähre kommt heute nicht, niemand sagt etwas", [], { lang: "de" });
    expect([routing.bucket, ...routing.reasons.map(say)]).toEqual([
      "unsorted",
      "The words of this language (de) are not known",
    ]);
  });
});

describe("urgency", () => {
  test("has its reasons", () => {
    const routing = route("Please help, my mother's pendant alarm is dead and nobody answers, it is urgent");
    expect(routing).toMatchObject({ bucket: "care", urgency: "high" });
    expect(routing.reasons.map(say)).toContain("Somebody depends on it: pendant alarm");
  });
  test("is high where somebody is in danger", () => {
    expect(route("Can you please come, her throat swelled up after your cake").reasons.map(say)).toContain(
      "Danger: throat swelled",
    );
    expect(route("Please help us, the barriers are up and trains run").urgency).toBe("high");
  });
  test("is low for thanks and for what is only counted", () => {
    const glad = { sentiment: { label: "positive", confidence: 0.9 } } as const;
    expect(route("Thank you all, could you send me the recipe please?", [], glad).urgency).toBe("low");
    expect(route("Ferry to run an extra boat on market day, tickets from 4 pounds").urgency).toBe("low");
  });
  test("is what a rule says", () => {
    expect(route("urgent, ambulance", [ruleOf({ id: "r", then: { bucket: "care", priority: "low" } })])).toMatchObject({
      urgency: "low",
    });
  });
});

describe("our own posts", () => {
  const isOurs = createIsOurs(["Whimbrel Ferries"]);
  test.each([
    ["Whimbrel Ferries", null, true],
    ["WHIMBREL FERRIES", "@x", true],
    [null, "@whimbrelferries@coast.social", true],
    [null, "whimbrel_ferries", true],
    ["Fan of Whimbrel Ferries", "@whimbrelferriesfan", false],
    [null, null, false],
  ])("are known by the whole name under which we write: %s %s", (author, handle, expected) => {
    expect(isOurs({ author, handle })).toBe(expected);
  });

  test("are counted and never queued, whatever rules and words say", () => {
    const routing = route("Late delivery: order 55123 of my solicitor?", [late], { isOurs: true });
    expect(routing).toMatchObject({ bucket: "analytics", ruleId: null, reasons: [{ code: "reason.own_post" }] });
  });
});
