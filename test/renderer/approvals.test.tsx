import { act } from "react";
import { beforeEach, describe, expect, test } from "vitest";
import type { Reply } from "../../src-main/contract/methods/replies.ts";
import { find, openPage, press, type, until } from "./support/open-page.tsx";
import { createReplyDesk, replyOf, type ReplyDesk, usualPolicy } from "./support/reply-desk.ts";
import { idOf, mirela, MINUTE, NOON, sunniva } from "./support/rows.ts";
import { findStrays } from "./support/strays.ts";

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
});

const page = () => document.body.textContent ?? "";
const button = (says: string) =>
  [...document.querySelectorAll("button")].find((one) => one.textContent?.startsWith(says));
const submitted = (number: number, change: Partial<Reply> = {}) =>
  replyOf(number, { state: "submitted", submittedAt: NOON - MINUTE, ...change });
const approval = { by: sunniva, role: "corpcomm", kind: "person", at: NOON - MINUTE, voidedAt: null } as const;

async function openApprovals(desk: ReplyDesk, says = "Approve") {
  await openPage({ link: desk.link, path: "/approvals" });
  await until(() => page().includes(says), "the approvals are shown");
  return desk;
}

describe("approving by keyboard", () => {
  test("A approves exactly the text on the screen, and Ctrl+Z takes the approval back without losing the words", async () => {
    const desk = await openApprovals(createReplyDesk({ replies: [submitted(5)] }));
    await press("a");
    expect(desk.sent("replies.approve")).toEqual([{ replyId: idOf(5), version: 1, hash: "hash of Zqwords" }]);
    await until(() => page().includes("Approved by Sunniva Clegg"), "the hold is shown");
    await press("z", { ctrlKey: true });
    await until(() => desk.stored(idOf(5)).state === "submitted", "it waits for a decision again");
    expect(desk.stored(idOf(5)).text).toBe("Zqwords");
  });

  test("A pressed twice approves once", async () => {
    const desk = await openApprovals(createReplyDesk({ replies: [submitted(5)] }));
    const key = () => document.dispatchEvent(new KeyboardEvent("keydown", { key: "a", bubbles: true }));
    await act(async () => void (key(), key()));
    expect(desk.sent("replies.approve")).toHaveLength(1);
  });

  test("one's own words cannot be approved, and the foot says why", async () => {
    const desk = await openApprovals(createReplyDesk({ replies: [submitted(5, { authors: [sunniva] })] }));
    expect(find("#may-decide").textContent).toBe("These are your own words: another person must approve them.");
    await press("a");
    expect(desk.sent("replies.approve")).toEqual([]);
  });

  test("a wrong role cannot approve, and the foot names the right one", async () => {
    const desk = await openApprovals(
      createReplyDesk({ replies: [submitted(5, { policy: { ...usualPolicy, roles: ["legal"] } })] }),
    );
    expect(find("#may-decide").textContent).toBe("This must be approved by: legal.");
    await press("a");
    expect(desk.sent("replies.approve")).toEqual([]);
  });

  test("where the desk lets authors approve their own words, the foot says that the log will tell", async () => {
    const desk = await openApprovals(
      createReplyDesk({ replies: [submitted(5, { authors: [sunniva] })], selfApproval: true }),
    );
    expect(find("#may-decide").textContent).toContain("the log says so");
    await press("a");
    expect(desk.sent("replies.approve")).toHaveLength(1);
  });

  test("R asks for a reason; a digit and words of one's own give it", async () => {
    const desk = await openApprovals(createReplyDesk({ replies: [submitted(5)] }));
    await press("r");
    expect(find('[role="dialog"]').contains(document.activeElement)).toBe(true);
    expect(button("ReturnEnter") ?? button("Return↵")).toBeTruthy();
    await press("3");
    const words = find<HTMLInputElement>('[role="dialog"] input');
    expect(document.activeElement).toBe(words);
    await type(words, "Zqwhy");
    await act(async () => words.form?.requestSubmit());
    await until(() => page().includes("Nothing waits for approval."), "it went back");
    expect(desk.sent("replies.return")).toEqual([
      { replyId: idOf(5), version: 1, reason: "Zqwhy", reasons: ["promise"] },
    ]);
    expect(desk.sent("replies.approve")).toEqual([]);
  });

  test("of two drafts for one mention one is chosen, and the other goes back with a reason", async () => {
    const desk = await openApprovals(createReplyDesk({ replies: [submitted(5), submitted(6, { text: "Zqother" })] }));
    expect(page()).toContain("Two drafts for one mention");
    await press("ArrowRight");
    await press("a");
    await until(() => desk.stored(idOf(5)).state === "returned", "the other went back");
    expect(desk.sent("replies.approve")).toEqual([
      { replyId: idOf(6), version: 1, hash: "hash of Zqother", over: [{ replyId: idOf(5), version: 1 }] },
    ]);
    expect(desk.sent("replies.return")).toEqual([]);
  });
});

describe("changing, asking and telling", () => {
  test("E changes the words on the spot: it says at once that approvals are void and who must approve then", async () => {
    const desk = await openApprovals(createReplyDesk({ replies: [submitted(5)] }));
    await press("e");
    const words = find<HTMLTextAreaElement>('form[aria-label="Change the words"] textarea');
    expect([document.activeElement, words.value]).toEqual([words, "Zqwords"]);
    await write(words, "Zqwords!");
    expect(page()).toContain("1 character changed: with this edit every approval is void.");
    expect(page()).toContain("nobody here may approve");
    await press("a");
    expect(desk.sent("replies.approve")).toEqual([]);
    await act(async () => words.form?.requestSubmit());
    await until(() => desk.stored(idOf(5)).text === "Zqwords!", "the words are changed");
    expect(desk.sent("replies.edit")).toEqual([{ replyId: idOf(5), version: 1, text: "Zqwords!" }]);
    await until(() => page().includes("another person must approve them"), "one's own words now");
  });

  test("what an approver changed is shown against what the author submitted, and against the script on demand", async () => {
    const desk = createReplyDesk({ replies: [submitted(5, { text: "We run four boats" })] });
    desk.scriptTexts.set(idOf(5), "We run some boats");
    const by = { by: mirela, at: NOON, text: "We run three boats", id: idOf(90) };
    desk.reviews.set(idOf(5), {
      revisions: [
        { ...by, kind: "submitted" },
        { ...by, id: idOf(91), by: sunniva, kind: "edited", text: "We run four boats" },
      ],
    });
    await openApprovals(desk);
    await until(() => document.querySelector("del")?.textContent === "three", "against what was submitted");
    expect(page()).toContain("1 change to what was submitted · Changed by Sunniva Clegg");
    const script = [...document.querySelectorAll("label")].find((one) => one.textContent === "the script");
    await act(async () => script?.click());
    expect(find("del").textContent).toBe("some");
  });

  test("what they wrote after the words were submitted stands above them, and says that the case stays open", async () => {
    const desk = createReplyDesk({ replies: [submitted(5)] });
    const post = { id: idOf(95), at: NOON, author: "Zqdorrit", text: "Zqtwice", storyId: null };
    desk.reviews.set(idOf(5), { wroteAgain: [post] });
    await openApprovals(desk);
    await until(() => page().includes("They wrote again"), "the card says so");
    expect(page()).toMatch(/the case stays open when they are posted\.Zqdorrit, .*12:00Zqtwice/);
  });

  test("L adds legal, the button says so, and Ctrl+Z lets it go", async () => {
    const desk = await openApprovals(createReplyDesk({ replies: [submitted(5)] }));
    await press("l");
    await until(() => desk.stored(idOf(5)).policy.legal, "legal is asked");
    expect(button("Without legal")).toBeTruthy();
    await press("z", { ctrlKey: true });
    await until(() => !desk.stored(idOf(5)).policy.isLegalAdded, "legal is let go");
  });

  test("C comments on a sentence; the comment stands in yellow beside the words, never in them", async () => {
    const desk = createReplyDesk({ replies: [submitted(5, { text: "Zqone. Zqtwo." })] });
    const sentences = [
      { from: 0, to: 6 },
      { from: 7, to: 13 },
    ];
    desk.reviews.set(idOf(5), { sentences });
    await openApprovals(desk);
    await press("c");
    await until(() => document.querySelector("section form select") !== null, "the form is open");
    const sentence = find<HTMLSelectElement>("section form select");
    expect([...sentence.options].map((one) => one.textContent)).toEqual(["1. Zqone.", "2. Zqtwo."]);
    await act(async () => {
      sentence.value = "1";
      sentence.dispatchEvent(new Event("change", { bubbles: true }));
    });
    const words = find<HTMLInputElement>("section form input");
    await type(words, "Zqwarmer");
    await act(async () => words.form?.requestSubmit());
    await until(() => desk.sent("replies.comment").length === 1, "the comment is sent");
    expect(desk.sent("replies.comment")).toEqual([
      { replyId: idOf(5), hash: "hash of Zqone. Zqtwo.", sentence: 1, text: "Zqwarmer" },
    ]);
    const comment = {
      id: idOf(92),
      by: sunniva,
      at: NOON,
      text: "Zqwarmer",
      quote: "Zqtwo.",
      sentence: 1,
      resolved: null,
    };
    desk.reviews.set(idOf(5), { sentences, comments: [comment] });
    desk.change({ topics: ["approvals"] });
    await until(() => page().includes("1 open comment"), "the comment is shown");
    await act(async () => button("Settled")?.click());
    expect(desk.sent("replies.settleComment")).toEqual([{ replyId: idOf(5), commentId: comment.id, resolved: true }]);
  });

  test("a changed character shows in the list and on the card, counted", async () => {
    const voided = { at: NOON, by: mirela, characters: 1 };
    await openApprovals(createReplyDesk({ replies: [replyOf(5, { voided })] }), "Void");
    expect(page()).toContain("1 character changed, ");
    expect(page()).toContain("1 character changed by Mirela Oakes");
    expect(button("Approve")).toBeUndefined();
  });

  test("where two are asked for, the first look says that another is needed", async () => {
    const policy = { ...usualPolicy, needed: 2, because: [{ from: "row" as const, row: 2, asks: "two" as const }] };
    const desk = createReplyDesk({ replies: [submitted(5, { policy })] });
    await openApprovals(desk);
    expect(page()).toContain("Needs 2 of corpcomm, not Mirela.");
    expect(page()).toContain("Two looks: row 2 of the policy.");
    desk.put(submitted(5, { version: 2, policy: { ...policy, given: 1 }, approvals: [approval] }));
    desk.change({ topics: ["approvals"] });
    await until(() => page().includes("You have approved these words."), "one's own look is known");
    await press("a");
    expect(desk.sent("replies.approve")).toEqual([]);
  });

  test("an unknown reach is said and can be written down on the spot", async () => {
    const desk = await openApprovals(createReplyDesk({ replies: [submitted(5)] }));
    await act(async () => button("Reach not known")?.click());
    const field = find<HTMLInputElement>("header form input");
    await type(field, "12 000");
    await act(async () => field.form?.requestSubmit());
    expect(desk.sent("replies.setReach")).toEqual([{ storyId: desk.detail.story.id, followers: 12_000 }]);
  });
});

/** Types into a field of several lines. */
async function write(field: HTMLTextAreaElement, text: string): Promise<void> {
  const setValue = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value")?.set;
  await act(async () => {
    setValue?.call(field, text);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

describe("what the approver sees", () => {
  test("a reply that is to be posted elsewhere than at the original says where", async () => {
    const placeUrl = "https://talk.example/item?id=1";
    await openApprovals(createReplyDesk({ replies: [submitted(5, { placeUrl })] }));
    expect(find<HTMLAnchorElement>(`a[href="${placeUrl}"]`).textContent).toBe("Answer at talk.example");
  });

  test("the author's changes to the script are marked in the text itself", async () => {
    const desk = createReplyDesk({ replies: [submitted(5, { text: "We run three boats" })] });
    desk.scriptTexts.set(idOf(5), "We run some boats");
    await openApprovals(desk);
    expect(find("ins").textContent).toBe("three");
    expect(find("del").textContent).toBe("some");
    expect(page()).toContain("1 change to the script");
    expect(page()).toContain("Needs 1 of corpcomm, not Mirela. Sunniva may.");
  });

  test("an approval that becomes void while it is on the screen says so at once and stays until one moves on", async () => {
    const approved = replyOf(5, {
      state: "approved",
      approvedAt: NOON - MINUTE,
      holdUntil: NOON + 5 * MINUTE,
      approvals: [approval],
    });
    const desk = await openApprovals(createReplyDesk({ replies: [approved] }), "Approved by Sunniva Clegg");
    desk.put({ ...approved, state: "draft", version: 2, approvals: [{ ...approval, voidedAt: NOON }] });
    desk.change({ topics: ["approvals", "case"] });
    await until(() => page().includes("Void"), "it is void");
    expect(find('[role="alert"]:not(.sr)').textContent).toContain(
      "The words changed after Sunniva Clegg approved them",
    );
    await press("j");
    await until(() => page().includes("Nothing waits for approval."), "one moved on");
  });

  test("what is on hold can be cancelled, and what is to be posted leads to its case", async () => {
    const held = replyOf(5, {
      state: "approved",
      approvedAt: Date.now(),
      holdUntil: Date.now() + 5 * MINUTE,
      approvals: [approval],
    });
    const desk = createReplyDesk({ replies: [held] });
    const queue = desk.handlers["replies.queue"] as unknown as (input: object) => { asOf: number };
    desk.handlers["replies.queue"] = ((input: object) => ({ ...queue(input), asOf: Date.now() })) as never;
    await openApprovals(desk, "On hold, can be cancelled");
    expect(find('[role="timer"]').textContent).toMatch(/^[45]:\d\d$/);
    await act(async () => button("Cancel")?.click());
    await until(() => desk.stored(idOf(5)).state === "cancelled", "it is cancelled");
  });

  test("an empty queue, a refused one and an engine that is away each say what is true", async () => {
    await openApprovals(createReplyDesk(), "Nothing waits for approval.");
    const desk = createReplyDesk();
    delete desk.handlers["replies.queue"];
    await openPage({ link: desk.link, path: "/approvals" });
    await until(() => page().includes("This page is older than the desk"), "the reason is said");
    expect(button("Try again")).toBeTruthy();
  });

  test("a refusal of the engine is said in the status bar and nothing is shown as done", async () => {
    const desk = await openApprovals(createReplyDesk({ replies: [submitted(5)] }));
    desk.put(submitted(5, { version: 2, text: "Zqnew", hash: "hash of Zqnew" }));
    await press("a");
    await until(
      () => find("footer[aria-label=Status]").textContent?.includes("the approval") || page().includes("so it is void"),
      "the refusal is said",
    );
    expect(desk.stored(idOf(5)).state).toBe("submitted");
  });

  test("every word comes from the catalogue", async () => {
    const desk = createReplyDesk({ replies: [submitted(5), submitted(6, { authors: [mirela, sunniva] })] });
    await openPage({ link: desk.link, path: "/approvals", language: "pseudo" });
    await until(() => document.querySelector("#may-decide") !== null, "the decision is shown");
    expect(
      findStrays(document.body, [
        /Zq\w+/,
        "late",
        "again",
        /\d+ [A-Z][a-z]{2}( \d{4})? \d\d:\d\d/,
        /Sunniva( Clegg)?/,
        "SC",
        "MO",
        /Mirela( Oakes)?/,
        /hash +of/,
        " and ",
        /\bZ\b/,
      ]),
    ).toEqual([]);
  });
});
