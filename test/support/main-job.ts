import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { findBrokenLine } from "../../src-main/domain/exports/chain.ts";
import type { FeedEntry } from "./feed-server.ts";
import { pressOn, soon, tabTo, typeInto, walkTo } from "./keyboard.ts";

// The main job, step by step and by keyboard alone: the same in the browser and in the desktop's window.

const minuteMs = 60_000;
export const ada = { name: "Ada Brook", pin: "482913" };
export const bo = { name: "Bo Marsh", pin: "730165" };
export const complaint = "Is it true that Ternway keeps the money of cancelled ferries?";

/** Two entries: one about the firm, one not. */
export function firstEntries(now: number): readonly FeedEntry[] {
  return [
    {
      id: "1",
      title: complaint,
      text: "I still wait for my refund from Ternway, this is terrible and nobody answers me.",
      author: "Dorrit Hask",
      publishedAt: now - 20 * minuteMs,
    },
    { id: "2", title: "Sunny on the quay", text: "Nothing to complain about.", publishedAt: now - 30 * minuteMs },
  ];
}

/** Names the brand, adds the feed with consent, skips the hours. Begins on the page of first steps. */
export async function takeFirstSteps(page: Page, feedUrl: string): Promise<void> {
  await typeInto(page.getByLabel("Firm or brand"), "Ternway");
  await page.keyboard.press("Control+Enter");
  await typeInto(page.getByLabel("Paste an address"), feedUrl);
  await page.keyboard.press("Enter");
  await pressOn(page.getByRole("button", { name: "It is ours: allow it" }));
  await page.getByRole("button", { name: "Use 1 feed" }).waitFor();
  await page.keyboard.press("Control+Enter");
  await page.getByText("2 entries read, 1 about you").waitFor();
  await page.keyboard.press("Control+Enter");
  await page.getByRole("heading", { name: "When is the desk open" }).waitFor();
  await pressOn(page.getByRole("button", { name: "Skip for now" }));
}

/** Two people with PINs, so that one can approve what the other wrote. */
export async function gatherPeople(page: Page): Promise<void> {
  await typeInto(page.getByLabel("Your name"), ada.name);
  await page.keyboard.press("Tab");
  await page.keyboard.type(ada.pin);
  await page.keyboard.press("Enter");
  await page.getByText("no PIN").waitFor({ state: "detached" });
  await typeInto(page.getByLabel("Somebody else"), bo.name);
  await typeInto(page.getByLabel("Their PIN, 6 digits or more"), bo.pin);
  await page.keyboard.press("Enter");
  const approves = page.getByRole("checkbox", { name: `${bo.name}: Corpcomm` });
  await pressOn(approves, "Space");
  await page.getByText("can be approved by 2 people").waitFor();
  await page.keyboard.press("Control+Enter");
  await page.waitForURL("**/triage");
}

/** The mention stands where the rules put it, with the reason and its mood; a person decides otherwise by one key. */
export async function triage(page: Page): Promise<void> {
  await walkTo(page, complaint);
  const row = page.locator("[role=option]").filter({ hasText: complaint });
  await expect.poll(() => row.innerText(), soon).toMatch(/PR: Rule Rumours and calls to boycott: Is it true/);
  const preview = page.getByRole("complementary", { name: "Preview" });
  await expect.poll(() => preview.innerText(), soon).toMatch(/PR[\s\S]*Negative/i);
  await page.keyboard.press("3");
  await page
    .getByText(/Moved to Contact centre\. 1 left/)
    .first()
    .waitFor();
  await walkTo(page, complaint);
  await expect.poll(() => preview.innerText(), soon).toMatch(/Contact centre, decided by a person/i);
  await page.keyboard.press("Enter");
  await page.waitForURL("**/case/*");
}

const answers: Readonly<Record<string, string>> = {
  "first name": "Dorrit",
  "what went wrong": "the refund that never came",
  "what we do about it": "We pay it today.",
  time: "15:00",
  "your first name": "Ada",
};

/** Own words, then a script by its name; its required fields in the order of the text; no way past an empty one. */
export async function draft(page: Page): Promise<void> {
  await page.getByRole("region", { name: "Composer" }).waitFor();
  await page.keyboard.press(";");
  await page.getByRole("combobox", { name: "Find a script" }).waitFor();
  await page.keyboard.type("went wrong");
  await page.keyboard.press("Enter");
  const words = page.getByRole("group", { name: "Words of the reply" });
  await words.waitFor();
  const fields = words.locator("input, select");
  const names = (all: Element[]) => all.map((field) => field.getAttribute("aria-label"));
  expect(await fields.evaluateAll(names)).toEqual(Object.keys(answers));
  const empty = () => words.locator('[aria-invalid="true"]').evaluateAll(names);
  const submit = page.getByRole("button", { name: "Submit for approval" });
  for (let left = await empty(); left.length > 0; left = left.slice(1)) {
    const name = left[0] ?? "";
    await page.getByText(`Submit is off: ${left.length} empty field`).waitFor();
    await page.keyboard.press("Control+Enter");
    expect([await empty(), await submit.getAttribute("aria-disabled")]).toEqual([left, "true"]);
    await typeInto(words.getByLabel(name, { exact: true }), answers[name] ?? "");
  }
  // The script promises a time: whoever submits it says that it can be kept.
  await page.getByText("Submit is off: one promise to reword or sign.").waitFor();
  await page.keyboard.press("F8");
  await pressOn(page.getByRole("button", { name: /^Sign/ }));
  await page.keyboard.type("We can");
  await page.keyboard.press("Enter");
  await page.getByText("Goes to Corpcomm for approval.").waitFor();
  await page.keyboard.press("Control+Enter");
  await page.getByText("Waits for approval", { exact: true }).waitFor();
}

/** Another person lets exactly these words out; after the hold the case takes over. */
export async function approve(page: Page): Promise<void> {
  await page.keyboard.press("g");
  await page.keyboard.press("a");
  await page.getByText(`You are ${bo.name}. Not the author: you may decide.`).waitFor();
  await page.keyboard.press("a");
  await page.getByRole("button", { name: "Post it from the case" }).waitFor();
  await page.keyboard.press("Enter");
  await page.waitForURL("**/case/*");
}

/** Copy, open, paste the proof: a link of another host proves nothing. */
export async function post(
  page: Page,
  { feedUrl, readClipboard }: { feedUrl: string; readClipboard: () => Promise<string> },
): Promise<void> {
  await pressOn(page.getByRole("button", { name: "Copy the text" }));
  const proof = page.getByLabel("Link to the posted reply, as proof");
  await proof.waitFor();
  expect(await readClipboard()).toBe(
    "Hello Dorrit, I am sorry about the refund that never came. We pay it today. You hear from us again by 15:00. Ada",
  );
  await typeInto(proof, "https://elsewhere.example/posts/9");
  await page.keyboard.press("Enter");
  await page.getByRole("alert").filter({ hasText: "This address is on elsewhere.example" }).waitFor();
  await typeInto(proof, new URL("/posts/9", feedUrl).href);
  await page.keyboard.press("Enter");
  await page.getByText("Posted, with proof.").first().waitFor();
  await page.getByText("Resolved", { exact: false }).first().waitFor();
}

/** The shift begins, and the desk turns to triage. */
export async function openShift(page: Page): Promise<void> {
  await page.keyboard.press("g");
  await page.keyboard.press("s");
  await page.getByRole("button", { name: "Open shift" }).waitFor();
  await page.keyboard.press("Shift+S");
  await page.getByText(/^Open since .*, Ada Brook$/).waitFor();
  await page.keyboard.press("g");
  await page.keyboard.press("t");
}

/** The log has written itself; its export names every act of the main job. */
export async function exportLog(
  page: Page,
  { deliveries, saved }: { deliveries: number; saved: Saved },
): Promise<void> {
  await page.keyboard.press("g");
  await page.keyboard.press("s");
  const log = page.getByRole("grid", { name: /Log of the period/ });
  await expect
    .poll(() => log.innerText(), soon)
    .toMatch(/Submitted for approval\nAda Brook[\s\S]*Approved\nBo Marsh[\s\S]*Posted, with proof/);
  expect(await exportedKinds(page, saved)).toEqual([
    ...[
      "shift.opened",
      "story.moved",
      "case.opened",
      "case.assigned",
      "reply.signed",
      "reply.submitted",
      "reply.approved",
    ],
    ...["reply.handed_over", "reply.sent", "case.resolved"],
    ...Array.from({ length: deliveries }, () => "delivery.done"),
  ]);
}

/** What the exported log of the shift says was done, line by line: a chain that holds, from the head that the second file names. */
export async function exportedKinds(page: Page, saved: Saved): Promise<readonly (string | undefined)[]> {
  await page.keyboard.press("x");
  // The panel stands on its start.
  await page.getByRole("button", { name: "Write the file" }).and(page.locator(":focus")).waitFor();
  await page.keyboard.press("Enter");
  const [file, sidecar] = [await save(page, /^Save .*\.csv$/, saved), await save(page, /\.sidecar\.json$/, saved)];
  const { head, rows, lastHash } = JSON.parse(sidecar) as { head: { hash: string }; rows: number; lastHash: string };
  const lines = file.replace("\uFEFF", "").trimEnd().split("\r\n").slice(1);
  const chained = lines.map((line) => ({ bytes: line.slice(0, -65), hash: line.slice(-64) }));
  expect([lines.length, findBrokenLine(head.hash, chained), chained.at(-1)?.hash]).toEqual([rows, null, lastHash]);
  return lines.map((line) => line.split(",")[3]);
}

/** Presses on a link that saves a file, and gives what was saved. */
async function save(page: Page, name: RegExp, saved: Saved): Promise<string> {
  const link = page.getByRole("link", { name });
  await tabTo(link);
  const fileName = (await link.getAttribute("download")) ?? "";
  return saved(fileName, () => page.keyboard.press("Enter"));
}

/** How a host keeps a saved file: does `press`, waits, and reads what `fileName` holds. */
export type Saved = (fileName: string, press: () => Promise<void>) => Promise<string>;

/** A browser hands its downloads to the test. */
export function savedByBrowser(page: Page): Saved {
  return async (_fileName, press) => {
    const [file] = await Promise.all([page.waitForEvent("download"), press()]);
    return readFileSync(await file.path(), "utf8");
  };
}
