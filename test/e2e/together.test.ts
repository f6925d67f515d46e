import type { Browser } from "playwright-core";
import { ulid } from "ulid";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchChromium } from "../support/chromium.ts";
import { type DeskPage, openDeskPage } from "../support/desk-page.ts";
import { pairingCode } from "../support/pairing-code.ts";
import { type ServedDesk, serveDesk } from "../support/served-desk.ts";

let served: ServedDesk;
let browser: Browser;
let ann: DeskPage;
let bob: DeskPage;
let storyId: string;

const command = () => ({ commandId: ulid() });
const PIN = "284613";

/** Two browsers on one engine, each with its own person, at one mention. */
beforeAll(async () => {
  [served, browser] = await Promise.all([serveDesk(), launchChromium()]);
  ann = await openDeskPage(browser, { url: served.url, code: served.code });
  const { call } = ann.rpc;
  const [first] = await call("people.list", {});
  if (!first) throw new Error("a desk has a first person");
  const { version } = await call("people.setPin", { ...command(), id: first.id, pin: PIN });
  const roles = [...first.roles];
  await call("people.update", { ...command(), id: first.id, version, name: "Ann Lee", roles });
  const other = await call("people.add", { ...command(), name: "Bob Ray", roles: ["agent"], pin: PIN });
  await call("settings.dismissSetup", { ...command(), dismissed: true });
  const text = "The ferry was late again and nobody answers.";
  const post = { kind: "post", url: "https://board.example/t/1", title: "Late ferry", bucket: "care" } as const;
  storyId = (await call("mentions.log", { ...command(), ...post, text })).storyId;
  bob = await openDeskPage(browser, { url: served.url, code: await pairingCode(served) });
  await bob.rpc.call("session.signIn", { personId: other.id, pin: PIN });
});

afterAll(async () => {
  await browser?.close();
  await served?.stop();
  served?.remove();
});

// Two browsers and an engine share the processors with whatever else is tested.
const patient = { timeout: 15_000 };
const textOf = ({ page }: DeskPage) => page.locator("body").innerText();
const shows = ({ page }: DeskPage, words: string | RegExp) =>
  page.getByText(words).filter({ visible: true }).first().waitFor(patient);

test("two browsers see who is there, who writes what, whose it is, and their collisions", async () => {
  const address = new URL(`/case/${storyId}`, served.url).href;
  const started = await ann.rpc.call("replies.start", { ...command(), storyId });
  await ann.page.goto(address);
  await bob.page.goto(new URL("/triage", served.url).href);
  await bob.page.getByRole("img", { name: "Ann Lee is viewing" }).waitFor();
  await bob.page.goto(address);
  await shows(ann, "Bob Ray is viewing");

  const words = ({ page }: DeskPage) => page.getByLabel("Words of the reply");
  await words(ann).fill("We are sorry about the late ferry.");
  await shows(bob, "Ann Lee is replying");
  await expect.poll(() => words(bob).inputValue(), patient).toBe("We are sorry about the late ferry.");
  await shows(bob, /^Ann Lee has this case: only its owner submits/);

  // What Bob stores is unknown to Ann's page for a moment: both write, one is told, and no word of either is lost.
  await ann.context.setOffline(true);
  await words(ann).fill("We are sorry. Ann.");
  await words(bob).fill("We are sorry. Bob.");
  const stored = async () => (await bob.rpc.call("cases.get", { storyId })).replies[0]?.text;
  await expect.poll(stored, patient).toBe("We are sorry. Bob.");
  await ann.context.setOffline(false);
  await shows(ann, "Somebody else changed this draft meanwhile.");
  expect(await textOf(ann)).toContain("We are sorry. Bob.");
  await ann.page.getByRole("button", { name: "Take theirs" }).click();
  await expect.poll(() => words(ann).inputValue(), patient).toBe("We are sorry. Bob.");
  await shows(bob, "2 texts kept beside this draft");

  await bob.page.locator("h1").first().click();
  await bob.page.keyboard.press("i");
  await bob.page.getByLabel("Reason, told to Ann Lee").fill("You are at lunch");
  await bob.page.keyboard.press("Enter");
  await shows(ann, "Bob Ray took “Late ferry” over from you.");
  await shows(ann, "You are at lunch");
  await shows(bob, /Yours, \d+ m/);

  // One act, seen by both as it stood: the second is told who came first and what was done.
  const { story } = await ann.rpc.call("cases.get", { storyId });
  const stories = [{ id: storyId, version: story.version }];
  await bob.rpc.call("triage.setPriority", { ...command(), stories, priority: 1 });
  const late = await ann.rpc
    .call("triage.resolve", { ...command(), stories, resolution: "spam" })
    .catch((refusal: unknown) => refusal);
  expect(late).toMatchObject({ code: "stale", params: { who: "Bob Ray", says: "event.case.priority_set" } });

  // Meanwhile Ann handed in another answer: Bob reads both before he decides.
  const second = await ann.rpc.call("replies.start", { ...command(), storyId });
  const typed = { replyId: second.id, version: second.version, fields: {}, text: "Sorry! Ann." };
  await ann.rpc.call("replies.save", { ...command(), ...typed });
  await expect(
    ann.rpc.call("replies.submit", { ...command(), replyId: second.id, version: second.version + 1 }),
  ).rejects.toMatchObject({ code: "not-owner" });

  const paste = "x".repeat(5_000_000);
  await words(bob).evaluate((field, pasted) => {
    const data = new DataTransfer();
    data.setData("text/plain", pasted);
    field.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  }, paste);
  await shows(bob, /^What was pasted has 5,000,000 characters and a draft holds 20,000\./);
  expect(await words(bob).inputValue()).toBe("We are sorry. Bob.");

  await bob.page.goto("about:blank");
  await ann.page.getByText("Bob Ray is viewing").waitFor({ state: "detached", timeout: 20_000 });
  expect([started.id, ...ann.complaints, ...bob.complaints]).toEqual([started.id]);
});
