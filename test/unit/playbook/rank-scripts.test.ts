import { describe, expect, test } from "vitest";
import type { ScriptContent } from "../../../src-main/contract/methods/playbook.ts";
import { rankScripts, usefulness } from "../../../src-main/domain/playbook/rank-scripts.ts";
import type { CaseFacts } from "../../../src-main/domain/playbook/rank-scripts.ts";
import { indexScript } from "../../../src-main/domain/playbook/search-scripts.ts";
import { wordKey } from "../../../src-main/domain/playbook/word-key.ts";
import { refund } from "../../engine/replies/scripts.ts";

const facts: CaseFacts = {
  ...{ bucket: "care", suggestedId: null, departments: ["Sales"], language: "de", network: "forum" },
};
type Past = { readonly used?: number; readonly resolved?: number; readonly lastUsedAt?: number };
const plain = { ...refund, mentionType: "", department: null };

function script(name: string, change: Partial<ScriptContent> = {}, past: Past = {}) {
  const content: ScriptContent = { ...plain, body: "Words", whenToUse: "", key: name, name, ...change };
  const none = { used: 0, resolved: 0, lastUsedAt: null };
  return { id: name, content, index: indexScript(content), ...none, ...past };
}
const order = (scripts: readonly ReturnType<typeof script>[], { search = "", about = facts } = {}) =>
  rankScripts(scripts, { search, facts: about }).map((one) => one.script.id);

describe("without a search", () => {
  test.each([
    ["the bucket of the case", script("A", { bucket: "pr" }), script("B")],
    ["the department of the case", script("A", { department: "Legal" }), script("B", { department: "Sales" })],
    ["no department before another one", script("A", { department: "Legal" }), script("B")],
    ["the language of the post", script("A", { language: "en" }), script("B", { language: "de" })],
    ["any language before another one", script("A", { language: "en" }), script("B")],
    ["made for the network", script("A"), script("B", { networks: ["forum"] })],
    ["any network before another one", script("A", { networks: ["reviews"] }), script("B")],
    ["what ended well", script("A", {}, { used: 50, resolved: 10 }), script("B", {}, { used: 50, resolved: 45 })],
    ["used last", script("A", {}, { lastUsedAt: 1 }), script("B", {}, { lastUsedAt: 2 })],
  ])("%s comes first", (_says, worse, better) => {
    expect(order([worse, better])).toEqual(["B", "A"]);
  });
  test("a fit that counts more is never outdone by all that count less", () => {
    const right = script("B", { language: "en", networks: ["reviews"], department: "Legal" });
    const wrong: Parameters<typeof script>[1] = {
      bucket: "pr",
      language: "de",
      networks: ["forum"],
      department: "Sales",
    };
    expect(order([script("A", wrong, { used: 90, resolved: 90, lastUsedAt: 9 }), right])).toEqual(["B", "A"]);
  });
  test("the kind of the suggested script lifts all of that kind, whatever letters it is written in", () => {
    const scripts = [
      script("A"),
      script("B", { mentionType: "delay", bucket: "pr" }),
      script("C", { mentionType: "Delay" }),
    ];
    expect(order(scripts, { about: { ...facts, suggestedId: "C" } })).toEqual(["C", "B", "A"]);
  });
});

test("one lucky use is less than ninety good ones of a hundred", () => {
  const [lucky, often] = [usefulness({ used: 1, resolved: 1 }), usefulness({ used: 100, resolved: 90 })];
  expect([lucky < often, usefulness({ used: 0, resolved: 0 })]).toEqual([true, 0]);
  // Wilson's lower edge for 90 of 100 at 95 %.
  expect(often).toBeCloseTo(0.8256, 4);
});

describe("a search", () => {
  const scripts = [
    script("Body", { body: "Your refund comes." }),
    script("Refund"),
    script("Use", { whenToUse: "Somebody wants a refund." }),
    script("Délai", { synonyms: ["vor Ort"], body: "返金はまだです" }),
  ];
  test.each([
    ["its name first, then its use, then its words", "refund", ["Refund", "Use", "Body"]],
    ["endings do not matter", "REFUNDED", ["Refund", "Use", "Body"]],
    ["two words for the same thing", "money back please refund", ["Refund", "Use", "Body"]],
    ["accents do not matter", "delai", ["Délai"]],
    ["a beginning counts while it is typed", "ref", ["Refund", "Use", "Body"]],
    ["small words around it are no hindrance", "the refund for my", ["Refund", "Use", "Body"]],
    ["writing without spaces is found inside", "返金", ["Délai"]],
    ["what nobody says finds nothing", "zebra", []],
    ["marks alone ask for nothing", "?!", ["Body", "Délai", "Refund", "Use"]],
  ])("%s: %s", (_says, search, found) => {
    expect(order(scripts, { search })).toEqual(found);
  });
  test("where no script has all the words, those with most of them are shown", () => {
    expect(order(scripts, { search: "refund zebra" })).toEqual(["Refund", "Use", "Body"]);
  });
});

test.each([
  ["cancelled", "cancel"],
  ["cancellations", "cancel"],
  ["complaints", "complaint"],
  ["delays", "delayed"],
  ["apologies", "apology"],
  ["Verspätungen", "Verspätung"],
])("%s is looked for under the same as %s", (one, other) => {
  expect(wordKey(one)).toBe(wordKey(other));
});
test.each([
  ["late", "lift"],
  ["press", "price"],
  ["legal", "leg"],
])("%s is not taken for %s", (one, other) => {
  expect(wordKey(one)).not.toBe(wordKey(other));
});
