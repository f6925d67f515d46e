import { afterAll, beforeAll, expect, test } from "vitest";
import type { DeskPage } from "../support/desk-page.ts";
import { pressOn, soon, tabTo, typeInto } from "../support/keyboard.ts";
import { openWatchingDesk, type WatchingDesk } from "../support/watching-desk.ts";

const said = [
  "Has anybody found lost gloves on the Ternway boat?",
  "My son lost both gloves at the Ternway counter this morning",
  "A fine view from the Ternway terrace today",
];
const entries = said.map((text, at) => ({
  id: `https://board.example/${at}`,
  title: text,
  text,
  author: `guest${at}`,
  publishedAt: Date.now() - (5 + at) * 60_000,
}));

let desk: WatchingDesk;
let shown: DeskPage;

beforeAll(async () => {
  desk = await openWatchingDesk({ entries, query: "ternway", bucket: "unsorted" });
  shown = await desk.openPage();
});

afterAll(async () => {
  await desk?.close();
});

async function buckets(): Promise<readonly string[]> {
  const { mentions } = await shown.rpc.call("mentions.list", { limit: 50, search: "", cursor: null });
  return mentions.map(({ bucket }) => bucket).toSorted();
}

test("by keyboard alone a rule is written, tried on what was said, saved, applied and taken back", async () => {
  const { page, complaints } = shown;
  await page.goto(new URL("/monitor", desk.served.url).href);
  await pressOn(page.getByRole("button", { name: "Rules", exact: true }));
  await pressOn(page.getByRole("button", { name: "New rule" }));
  const side = page.getByRole("complementary");
  await typeInto(side.getByLabel("Name", { exact: true }), "Lost property");
  await typeInto(side.getByRole("textbox", { name: "Query" }), "gloves NEAR/");
  await side.getByText(/^Line 1, position \d+/).waitFor();
  await typeInto(side.getByRole("textbox", { name: "Query" }), "lost NEAR/3 gloves");
  await typeInto(side.getByLabel("Position"), "1");
  await side.getByText(/^2 stories match\. Looked at 3 stories/).waitFor();
  await side.getByText("Rule All of it would reach 1 instead of 3.").waitFor();
  await expect.poll(() => side.getByRole("table").innerText(), soon).toMatch(/Unsorted\s+Care\s+2/);
  expect(await buckets()).toEqual(["unsorted", "unsorted", "unsorted"]);

  await tabTo(side.getByRole("button", { name: "Save rule" }));
  await page.keyboard.press("Enter");
  await side.getByText(/^Version 1, saved/).waitFor();
  await pressOn(side.getByRole("button", { name: "Apply to stored mentions" }));
  await pressOn(side.getByRole("button", { name: "Apply", exact: true }));
  await side.getByText("Applied: 2 changed, 0 left as people decided.").waitFor();
  expect(await buckets()).toEqual(["care", "care", "unsorted"]);

  await pressOn(side.getByRole("button", { name: "Undo the effects of this rule" }));
  await side.getByText("Put 2 stories back? 0 stay as people decided.").waitFor();
  await pressOn(side.getByRole("button", { name: "Put back" }));
  await side.getByText("Taken back: 2 put back, 0 left as people decided.").waitFor();
  expect(await buckets()).toEqual(["unsorted", "unsorted", "unsorted"]);
  expect(complaints).toEqual([]);
});
