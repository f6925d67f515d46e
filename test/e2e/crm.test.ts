import { ulid } from "ulid";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { DeskPage } from "../support/desk-page.ts";
import { pressOn, soon, switchPerson, typeInto } from "../support/keyboard.ts";
import { openWatchingDesk, type WatchingDesk } from "../support/watching-desk.ts";
import { startWebhookReceiver } from "../support/webhook-receiver.ts";

const MINUTE = 60_000;
const ada = { name: "Desk", pin: "482913" };
const bo = { name: "Bo Marsh", pin: "730165" };
const secret = `whsec_${Buffer.from("a secret of twenty-four bytes!!!").toString("base64")}`;
const words = "Hello Dorrit, the boat is at the quay now. Ada";

let desk: WatchingDesk;
let shown: DeskPage;
let receiver: Awaited<ReturnType<typeof startWebhookReceiver>>;
const command = () => ({ commandId: ulid() });

beforeAll(async () => {
  receiver = await startWebhookReceiver(secret);
  const late = { id: "1", title: "No word about the late boat", text: "Why is Ternway late again? I still wait." };
  const entries = [{ ...late, author: "Dorrit Hask", publishedAt: Date.now() - MINUTE }];
  desk = await openWatchingDesk({ entries, query: "ternway", bucket: "care" });
  shown = await desk.openPage();
  const { call } = shown.rpc;
  const me = (await call("session.get", {})).person;
  await call("people.setPin", { ...command(), id: me?.id ?? "", pin: ada.pin });
  await call("people.add", { ...command(), name: bo.name, roles: ["agent", "corpcomm", "lead"], pin: bo.pin });
  const { version } = await call("settings.get", {});
  await call("settings.save", { ...command(), version, change: { holdMinutes: 0 } });
});

afterAll(async () => {
  await desk?.close();
  await receiver?.close();
});

/** A reply in own words that waits for who may approve it. */
async function submitReply(): Promise<string> {
  const { call } = shown.rpc;
  const { rows } = await call("triage.page", { view: "care" });
  const storyId = rows[0]?.id ?? "";
  const { id: replyId, version } = await call("replies.start", { ...command(), storyId });
  const saved = await call("replies.save", { ...command(), replyId, version, fields: {}, text: words });
  await call("replies.submit", { ...command(), replyId, version: saved.version });
  return storyId;
}

/** From any screen to a saved webhook: every key that is pressed, a paste as one. */
async function connectWebhook(): Promise<readonly string[]> {
  const { page } = shown;
  const pressed: string[] = [];
  const press = (key: string) => (pressed.push(key), page.keyboard.press(key));
  const paste = (text: string) => (pressed.push("paste"), page.keyboard.insertText(text));
  await press("g");
  await press("o");
  await page.getByRole("heading", { name: "CRM" }).waitFor();
  await press("2");
  await page.getByText("No CRM is connected yet.").waitFor();
  await press("n");
  await press("Enter");
  await page.getByRole("heading", { name: "Where to find this: Webhook" }).waitFor();
  await paste(receiver.url);
  await press("Tab");
  await paste(secret);
  await press("Enter");
  await page.getByRole("article", { name: "Webhook" }).waitFor();
  return pressed;
}

/** The approved words are posted by hand; the link to them is the proof. */
async function postWithProof(storyId: string): Promise<void> {
  const { page } = shown;
  await switchPerson(page, bo);
  await page.keyboard.press("g");
  await page.keyboard.press("a");
  await page.getByText("you may decide").waitFor();
  await page.keyboard.press("a");
  await page.getByRole("button", { name: "Post it from the case" }).waitFor();
  await page.keyboard.press("Enter");
  await page.waitForURL(`**/case/${storyId}`);
  await pressOn(page.getByRole("button", { name: "Copy the text" }));
  await typeInto(page.getByLabel("Link to the posted reply, as proof"), new URL("/posts/9", desk.feed.url).href);
  await page.keyboard.press("Enter");
  await page.getByText("Posted, with proof.").first().waitFor();
}

test("by keyboard a webhook is connected, its first record is seen and let go, and it arrives once", async () => {
  const { page, complaints, refusals } = shown;
  const storyId = await submitReply();
  await page.goto(new URL("/triage", desk.served.url).href);
  await page.getByText("No word about the late boat").first().waitFor();
  const pressed = await connectWebhook();
  process.stdout.write(`A webhook is connected with ${pressed.length} keys: ${pressed.join(" ")}\n`);
  expect(pressed.length).toBeLessThanOrEqual(10);
  await page.getByText("First line waits for a look").waitFor();

  await postWithProof(storyId);
  await page.keyboard.press("g");
  await page.keyboard.press("o");
  await page.getByText("1 first record waits for your look").waitFor();
  await page.keyboard.press("3");
  const exact = page.locator("pre").filter({ hasText: '"schema": "watchroom.interaction/1"' });
  await exact.waitFor();
  const seen = JSON.parse(await exact.innerText()) as Record<string, unknown>;
  expect(receiver.delivered).toEqual([]);

  await pressOn(page.getByRole("button", { name: /^This may go to/ }));
  await expect.poll(() => receiver.delivered.length, soon).toBe(1);
  await page.keyboard.press("1");
  await page.getByRole("heading", { name: "Dorrit Hask" }).waitFor();
  await expect.poll(() => page.locator("main header").last().innerText(), soon).toContain("Done");
  expect(receiver.delivered).toEqual([{ id: seen["key"], body: seen, verified: true }]);
  expect(seen).toMatchObject({ type: "reply", reply: { text: words, approvedBy: [bo.name] } });
  expect([complaints, refusals]).toEqual([[], []]);
});
