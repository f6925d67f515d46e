import { beforeEach, describe, expect, test } from "vitest";
import { checkReply } from "../../src-renderer/features/case/reply-checks.ts";
import { rewordHit } from "../../src-renderer/features/case/reword.ts";
import { cutScript } from "../../src-renderer/features/case/script-text.ts";
import { phraseLines, withPhraseLines } from "../../src-renderer/features/settings/checks-draft.ts";
import type { CheckHit } from "../../src-main/contract/methods/checks.ts";
import { shippedLists } from "../../src-main/engine/checks/shipped-lists.ts";
import { find, openPage, press, settle, type, until } from "./support/open-page.tsx";
import { createReplyDesk, refund, replyOf } from "./support/reply-desk.ts";
import { idOf } from "./support/rows.ts";

beforeEach(() => localStorage.clear());

const hitOf = (change: Partial<CheckHit>): CheckHit => ({
  ...{ rule: "promise", severity: "look", from: 0, to: 0, words: "", instead: null },
  ...{ params: {}, signed: null, isAgreed: false },
  ...change,
});

describe("rewording a hit", () => {
  const template = cutScript(refund.body, refund.fields);
  test("in free words the suggestion takes its place, with the capital it had", () => {
    const words = { fields: {}, text: "Sorry. Prior to that it ran." };
    const hit = hitOf({ from: 7, to: 15, words: "Prior to", instead: "before" });
    expect(rewordHit(hit, words, null)).toEqual({
      words: { fields: {}, text: "Sorry. Before that it ran." },
      caret: { from: 7, to: 13 },
    });
  });
  test("in a field's value it is mended there, and the script stays", () => {
    const words = { fields: { zqname: "ann!!", zqtime: "15:00" }, text: null };
    const hit = hitOf({ from: 11, to: 13, words: "!!", instead: "." });
    expect(rewordHit(hit, words, template)).toEqual({
      words: { fields: { zqname: "ann.", zqtime: "15:00" }, text: null },
      caret: { field: "zqname" },
    });
  });
  test("in a script's own words they become free words, with the caret on the hit", () => {
    const words = { fields: { zqname: "Ann", zqtime: "15:00" }, text: null };
    const { words: next, caret } = rewordHit(hitOf({ from: 0, to: 7, words: "Zqhello" }), words, template);
    expect([next?.text, caret]).toEqual(["Zqhello Ann, the next one is 15:00. Zqbye", { from: 0, to: 7 }]);
  });
});

test("an older answer blocks only with what still stands in the words", () => {
  const reply = replyOf(1, { text: "We will refund you" });
  const hit = hitOf({ from: 0, to: 14, words: "We will refund" });
  const answer = { length: { used: 18, max: null, unit: "characters" as const }, hits: [hit], stops: 0, looks: 1 };
  const blocked = (text: string) =>
    checkReply({
      words: { fields: {}, text },
      template: null,
      reply,
      checked: { checks: answer, isCurrent: false },
    }).isBlocked;
  expect([blocked("We will refund you"), blocked("We look at it")]).toEqual([true, false]);
});

test("a list is edited as lines, and other languages stay as they were", () => {
  const place = { list: "banned", lang: "de" } as const;
  const next = withPhraseLines(shippedLists, place, "! dumm\nkeine Ahnung → ich frage nach\n\n");
  expect(phraseLines(next, place)).toBe("! dumm\nkeine Ahnung → ich frage nach");
  const english = { list: "banned", lang: "en" } as const;
  expect(phraseLines(next, english)).toBe(phraseLines(shippedLists, english));
});

describe("the checks of a draft", () => {
  const path = `/case/${idOf(1)}?draft=1`;
  const list = () => document.querySelector('[aria-label="Checks"]');
  const open = async () => {
    const reply = replyOf(1, { text: "We will refund you!!" });
    const desk = createReplyDesk({ replies: [reply], me: { roles: ["agent", "lead"] } });
    await openPage({ link: desk.link, path });
    await until(() => list()?.textContent?.includes("Promise") === true, "the checks are shown");
    return desk;
  };
  test("F8 walks to each, and a signature with a reason takes it out of the submit's way", async () => {
    await open();
    document.querySelector<HTMLElement>("textarea")?.focus();
    await press("F8");
    expect(document.activeElement?.textContent).toContain("Replace");
    button("Sign").click();
    await settle();
    const reason = find<HTMLInputElement>("form input");
    expect(document.activeElement).toBe(reason);
    await type(reason, "Agreed");
    reason.form?.requestSubmit();
    await until(() => list()?.textContent?.includes("signed, ") === true, "the signature stands");
    expect(list()?.textContent).toContain("Agreed");
    expect(find("#gate-says").textContent).toContain("marks to reword or sign");
  });
});

test("an approver sees what the checks found, and may sign it", async () => {
  const reply = replyOf(1, { text: "We will refund you.", state: "submitted", submittedAt: 1 });
  const desk = createReplyDesk({ replies: [reply] });
  await openPage({ link: desk.link, path: "/approvals" });
  await until(() => document.querySelector('[aria-label="Checks"]') !== null, "the checks are shown");
  expect(find('[aria-label="Checks"]').textContent).toContain("Promise:");
  expect(button("Sign").textContent).toContain("We will refund");
});

function button(name: string): HTMLElement {
  const found = [...document.querySelectorAll("button")].find((one) => one.textContent?.startsWith(name));
  if (!found) throw new Error(`There is no button ${name}`);
  return found;
}
