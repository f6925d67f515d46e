import { act } from "react";
import { beforeEach, expect, test } from "vitest";
import { EngineError } from "../../src-renderer/lib/engine.ts";
import { find, openPage, press, until } from "./support/open-page.tsx";
import { createReplyDesk, type ReplyDesk } from "./support/reply-desk.ts";
import { idOf, MINUTE, NOON } from "./support/rows.ts";

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
});

const page = () => document.body.textContent ?? "";
const button = (says: string) => {
  const found = [...document.querySelectorAll("button")].find((one) => one.textContent?.startsWith(says));
  if (!found) throw new Error(`no button says ${says}: ${page()}`);
  return found;
};
const click = (element: HTMLElement) => act(async () => element.click());
const tick = (label: string) => click(find<HTMLInputElement>(`input[aria-label="${label}"]`));

const said = { network: "news" as const, author: null, handle: null, url: null, publishedAt: NOON - 9 * MINUTE };
const copyOf = (number: number, joined: "alone" | "near_text" | "same_link") => ({
  ...said,
  id: idOf(200 + number),
  source: `Zqpaper${number}`,
  title: `Zqheadline${number}`,
  excerpt: "Zqsentence",
  firstSeenAt: NOON - 8 * MINUTE,
  joined,
  isHead: joined === "alone",
  joinedAt: NOON - 8 * MINUTE,
});
const likeOf = (number: number) => ({
  ...said,
  storyId: idOf(300 + number),
  version: 3,
  caseId: null,
  bucket: "care" as const,
  source: "Zqboard",
  author: `Zqwriter${number}`,
  title: null,
  excerpt: "Zqalike",
  likeness: 0.417,
});

async function openCopies(change: { copies?: unknown[]; similar?: unknown[] } = {}): Promise<ReplyDesk> {
  const desk = createReplyDesk();
  const copies = change.copies ?? [copyOf(1, "alone"), copyOf(2, "near_text"), copyOf(3, "same_link")];
  desk.detail = { ...desk.detail, story: { ...desk.detail.story, copies: copies.length } };
  Object.assign(desk.handlers, {
    "stories.copies": () => ({
      story: { id: idOf(1), version: 7, copies: copies.length },
      copies,
      similar: change.similar ?? [],
    }),
    "stories.split": () => ({ batchId: idOf(400), changed: 2, waiting: 12 }),
    "stories.join": () => ({ batchId: idOf(401), changed: 2, waiting: 11 }),
    "triage.undo": () => ({ changed: 1 }),
  });
  await openPage({ link: desk.link, path: `/case/${idOf(1)}` });
  await until(() => document.querySelector('[aria-label="Composer"]') !== null, "the case is shown");
  await click(find("#said-copies"));
  await until(() => /Zqheadline1|There are no copies/.test(page()), "the copies are read");
  return desk;
}

test("every copy says how it came into the story, and the one that stands for it is named", async () => {
  await openCopies();
  expect(page()).toContain("Copies 2");
  expect(page()).toContain("Stands for the story");
  expect(page()).toContain("Nearly the same words");
  expect(page()).toContain("Same address");
});

test("ticked copies are taken out with the version that was shown, and that can be taken back", async () => {
  const desk = await openCopies();
  expect(button("Take out").getAttribute("aria-disabled")).toBe("true");
  await click(button("Take out"));
  expect(desk.sent("stories.split")).toEqual([]);
  await tick("Choose the copy in Zqpaper2");
  await click(button("Take 1 copy out"));
  expect(desk.sent("stories.split")).toEqual([{ story: { id: idOf(1), version: 7 }, mentionIds: [idOf(202)] }]);
  await until(() => page().includes("Took 1 copy out. 12 left."), "the act is said");
  await press("z");
  await until(() => desk.sent("triage.undo").length === 1, "it is taken back");
  expect(desk.sent("triage.undo")).toEqual([{ batchId: idOf(400) }]);
});

test("posts of others that say nearly the same stand below, open, and can be put in", async () => {
  const desk = await openCopies({ similar: [likeOf(1), likeOf(2)] });
  expect(page()).toContain("2 other posts say nearly the same");
  expect(page()).toContain("42 % alike");
  expect(find<HTMLAnchorElement>(`a[href="/case/${idOf(301)}"]`).textContent).toBe("Open");
  await tick("Choose the post of Zqwriter2");
  await click(button("Put 1 into this story"));
  expect(desk.sent("stories.join")).toEqual([
    { into: { id: idOf(1), version: 7 }, stories: [{ id: idOf(302), version: 3 }] },
  ]);
});

test("a refusal is said and the ticks stay", async () => {
  const desk = await openCopies();
  Object.assign(desk.handlers, {
    "stories.split": () => {
      throw new EngineError("stale", { what: "story" });
    },
  });
  await tick("Choose the copy in Zqpaper3");
  await click(button("Take 1 copy out"));
  await until(() => page().includes("Somebody changed it meanwhile"), "it is said");
  expect(find<HTMLInputElement>('input[aria-label="Choose the copy in Zqpaper3"]').checked).toBe(true);
});

test("a story of one says that there are no copies", async () => {
  await openCopies({ copies: [copyOf(1, "alone")] });
  expect(page()).toContain("There are no copies of this story.");
});
