import { once } from "node:events";
import type { Locator, Page } from "playwright-core";
import { ulid } from "ulid";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { DeskPage } from "../support/desk-page.ts";
import { pressOn, soon, switchPerson, tabTo, typeInto } from "../support/keyboard.ts";
import { type ServedDesk, serveDesk } from "../support/served-desk.ts";
import { openWatchingDesk, type WatchingDesk } from "../support/watching-desk.ts";

const MINUTE = 60_000;
const ada = { name: "Desk", pin: "482913" };
const bo = { name: "Bo Marsh", pin: "730165" };
const late = "No word about the late boat";
const refund = "My refund";

let desk: WatchingDesk;
let shown: DeskPage;
let again: ServedDesk | undefined;
const command = () => ({ commandId: ulid() });

beforeAll(async () => {
  const entries = [
    {
      id: "1",
      title: late,
      text: "Why is Ternway late again? I still wait.",
      author: "Dorrit Hask",
      publishedAt: Date.now() - MINUTE,
    },
    {
      id: "2",
      title: refund,
      text: "Ternway owes me a refund, where is it?",
      author: "Wim Tarr",
      publishedAt: Date.now() - 2 * MINUTE,
    },
  ];
  desk = await openWatchingDesk({ entries, query: "ternway", bucket: "care" });
  shown = await desk.openPage();
  const { call } = shown.rpc;
  const me = (await call("session.get", {})).person;
  await call("people.setPin", { ...command(), id: me?.id ?? "", pin: ada.pin });
  await call("people.add", { ...command(), name: bo.name, roles: ["agent", "corpcomm", "lead"], pin: bo.pin });
  // Nobody listens at this address while there is no network.
  await call("crm.saveTarget", {
    ...{ ...command(), name: "CRM", enabled: true, secret: `whsec_${Buffer.alloc(24, 7).toString("base64")}` },
    config: { kind: "webhook", url: "https://crm.invalid/hook" },
  });
});

afterAll(async () => {
  await again?.stop();
  await desk?.close();
});

/** The feed is away, and the only address in the open net has no name: that is what no network looks like. */
async function cutTheCable(): Promise<void> {
  await desk.feed.close();
  await shown.rpc.call("sources.add", { ...command(), url: "https://news.invalid/feed.xml" });
  await shown.rpc.call("sources.poll", { all: true });
}

/** A draft in own words for the story with this title. */
async function write(title: string, text: string): Promise<{ storyId: string; replyId: string; version: number }> {
  const { call } = shown.rpc;
  const { rows } = await call("triage.page", { view: "care" });
  const storyId = rows.find((row) => row.title === title)?.id ?? "";
  const { id: replyId, version } = await call("replies.start", { ...command(), storyId });
  const saved = await call("replies.save", { ...command(), replyId, version, fields: {}, text });
  return { storyId, replyId, version: saved.version };
}

async function answerLateBoat(): Promise<string> {
  const { storyId, ...draft } = await write(late, "Hello Dorrit, the boat is at the quay now. Ada");
  await shown.rpc.call("replies.submit", { ...command(), ...draft });
  const { version } = await shown.rpc.call("settings.get", {});
  await shown.rpc.call("settings.save", { ...command(), version, change: { holdMinutes: 0 } });
  return storyId;
}

const screens = [
  { path: "/triage", shows: late },
  { path: "/approvals", shows: "the boat is at the quay now" },
  { path: "/monitor", shows: "Harbour Forum" },
  { path: "/shift", shows: "Submitted for approval" },
  { path: "/settings", shows: "Brand names" },
  { path: "/welcome", shows: "What are you called?" },
  { path: "/wall", shows: "Mentions, 24 h" },
];
const bare = ["/welcome", "/wall"];

test("without a network every screen works, a reply is approved and proved, and the outbox waits", async () => {
  const { page, complaints, refusals } = shown;
  await cutTheCable();
  const storyId = await answerLateBoat();
  for (const { path, shows } of [...screens, { path: `/case/${storyId}`, shows: "Waits for approval" }]) {
    await page.goto(new URL(path, desk.served.url).href);
    await expect.poll(() => page.locator("body").innerText(), soon).toContain(shows);
    if (!bare.includes(path))
      await page.getByText("No source can be reached; they are tried again by themselves.").waitFor();
    expect([path, await page.getByRole("button", { name: "Try again" }).count()]).toEqual([path, 0]);
  }
  await expect.poll(() => page.getByRole("contentinfo").innerText(), soon).toMatch(/Offline/);
  await switchPerson(page, bo);
  await page.keyboard.press("g");
  await page.keyboard.press("a");
  await page.getByText("you may decide").waitFor();
  await page.keyboard.press("a");
  await page.getByRole("button", { name: "Post it from the case" }).waitFor();
  await page.keyboard.press("Enter");
  await pressOn(page.getByRole("button", { name: "Copy the text" }));
  await typeInto(page.getByLabel("Link to the posted reply, as proof"), new URL("/posts/9", desk.feed.url).href);
  await page.keyboard.press("Enter");
  await page.getByText("Posted, with proof.").first().waitFor();
  await expect.poll(() => page.getByRole("contentinfo").innerText(), soon).toMatch(/CRM outbox 1/);
  expect([complaints, refusals]).toEqual([[], []]);
});

test("when the engine dies the page says so and keeps what is typed; the same page goes on when it is back", async () => {
  const { page, rpc } = shown;
  const { storyId } = await write(refund, "Hello Wim,");
  await page.goto(new URL(`/case/${storyId}`, desk.served.url).href);
  const words = page.getByRole("region", { name: "Composer" }).locator("textarea");
  await words.waitFor();
  const lost = page.getByText("The engine does not answer. What you see is from");
  const gone = once(desk.served.child, "exit");
  desk.served.child.kill("SIGKILL");
  await gone;
  await lost.waitFor();
  await pressAtEnd(page, words, " your refund left us today.");
  await page.getByText("Not saved yet").first().waitFor();
  const { port } = new URL(desk.served.url);
  again = await serveDesk({ dataDir: desk.served.dataDir, args: ["--port", port] });
  expect(again.url).toBe(desk.served.url);
  await lost.waitFor({ state: "detached" });
  const stored = async () => (await rpc.call("cases.get", { storyId })).replies[0]?.text;
  await expect.poll(stored, soon).toBe("Hello Wim, your refund left us today.");
  await page.getByText("Not saved yet").waitFor({ state: "detached" });
});

async function pressAtEnd(page: Page, field: Locator, words: string): Promise<void> {
  await tabTo(field);
  await page.keyboard.press("Control+End");
  await page.keyboard.type(words);
}
