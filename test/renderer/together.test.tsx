import { act } from "react";
import { beforeEach, expect, test } from "vitest";
import type { ClaimNotice } from "../../src-main/contract/methods/claims.ts";
import { find, openPage, press, settle, until } from "./support/open-page.tsx";
import { createReplyDesk, replyOf } from "./support/reply-desk.ts";
import { idOf, mirela, MINUTE, NOON, rowOf, sunniva } from "./support/rows.ts";

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
});

const page = () => document.body.textContent ?? "";
const held = { ...rowOf(1), case: { ...(rowOf(1).case ?? never()), owner: mirela, claimedAt: NOON - 12 * MINUTE } };

function never(): never {
  throw new Error("the row has a case");
}

async function openHeld() {
  const desk = createReplyDesk({ replies: [replyOf(150)], detail: { story: held } });
  Object.assign(desk.handlers, {
    "presence.now": () => [{ storyId: idOf(1), person: mirela, doing: "replying", since: NOON }],
    "triage.assign": () => ({ batchId: idOf(140), changed: 1, waiting: 1 }),
  });
  await openPage({ link: desk.link, path: `/case/${idOf(1)}` });
  await until(() => page().includes("Mirela Oakes, 12 m"), "the claim is shown with its age");
  await until(() => page().includes("Mirela Oakes is replying"), "who is here is shown");
  await settle();
  return desk;
}

test("a colleague's case shows since when they have it, that they write, and why one cannot submit", async () => {
  const desk = await openHeld();
  await until(() => page().includes("Mirela Oakes is replying"), "who is here is shown");
  await until(() => page().includes("Mirela Oakes writes in this draft now."), "the draft says who writes in it");
  await until(() => page().includes("Mirela Oakes has this case: only its owner submits."), "why submit is off");
  await press("Enter", { ctrlKey: true });
  expect(desk.sent("replies.submit")).toEqual([]);
  expect(desk.sent("presence.say")[0]).toMatchObject({ storyId: idOf(1), doing: "viewing" });
});

test("I asks for the reason before it takes a colleague's case, and sends it along", async () => {
  const desk = await openHeld();
  await press("i");
  await until(() => page().includes("Reason, told to Mirela Oakes"), "the reason is asked for");
  expect(desk.sent("triage.assign")).toEqual([]);
  const field = find<HTMLInputElement>('[role="dialog"] input');
  await act(async () => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set?.call(field, "at lunch");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
  await act(async () =>
    field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true })),
  );
  await settle();
  expect(desk.sent("triage.assign")).toMatchObject([{ personId: sunniva.id, reason: "at lunch" }]);
});

test("who lost a case reads by whom and why, until they put it away", async () => {
  const desk = createReplyDesk();
  const notice: ClaimNotice = {
    ...{ id: idOf(120), kind: "taken", storyId: idOf(1), title: "Zqtitle1", cases: 1, at: NOON },
    ...{ by: mirela, to: mirela, reason: "Zqreason" },
  };
  let notices = [notice];
  Object.assign(desk.handlers, {
    "claims.notices": () => notices,
    "claims.seen": () => {
      notices = [];
      return {};
    },
  });
  await openPage({ link: desk.link, path: `/case/${idOf(1)}` });
  await until(() => page().includes("Mirela Oakes took “Zqtitle1” over from you."), "the notice is shown");
  expect(page()).toContain("Zqreason");
  await act(async () => [...document.querySelectorAll("button")].find((one) => one.textContent === "Seen")?.click());
  await until(() => !page().includes("Zqreason"), "the notice is gone");
  expect(desk.sent("claims.seen")).toEqual([{ ids: [notice.id] }]);
});

test("who only looks on in a department has no composer and sends nothing", async () => {
  const desk = createReplyDesk();
  Object.assign(desk.handlers, {
    "cases.work": () => ({ inHandSince: null, workedMs: 0, wrapMs: 0, people: [], looksOn: "Zqsales" }),
  });
  await openPage({ link: desk.link, path: `/case/${idOf(1)}` });
  await until(() => page().includes("In Zqsales you read along."), "it says that one looks on");
  expect([desk.sent("cases.open"), document.querySelector("textarea")]).toEqual([[], null]);
});
