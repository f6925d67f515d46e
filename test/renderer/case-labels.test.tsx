import { act } from "react";
import { beforeEach, expect, test } from "vitest";
import { find, openPage, press, type, until } from "./support/open-page.tsx";
import { createReplyDesk } from "./support/reply-desk.ts";
import { idOf, rowOf } from "./support/rows.ts";

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
});

test("L shows the labels of the case; what is ticked and written is sent in one act", async () => {
  const story = rowOf(1, { labels: [{ name: "Ferry", tone: "blue" }] });
  const desk = createReplyDesk({ replies: [], detail: { story } });
  Object.assign(desk.handlers, {
    "labels.list": () => ({
      labels: [{ name: "Ferry", tone: "blue", stories: 1, rules: [] }],
      cappedAt: 1000,
    }),
    "triage.label": () => ({ batchId: idOf(140), changed: 1, waiting: 1 }),
  });
  await openPage({ link: desk.link, path: `/case/${idOf(1)}` });
  await until(() => document.querySelector('[aria-keyshortcuts="l"]')?.textContent === "Ferry", "its label is shown");
  await press("l");
  await until(() => document.querySelector('[role="dialog"] input[type="checkbox"]') !== null, "the labels are shown");
  const ferry = find<HTMLInputElement>('[role="dialog"] input[type="checkbox"]');
  expect(ferry.checked).toBe(true);
  await act(async () => ferry.click());
  await type(find<HTMLInputElement>('[role="dialog"] input:not([type="checkbox"])'), "Refund");
  await act(async () => find('[role="dialog"] input:not([type="checkbox"])').focus());
  await press("Enter");
  await press("Enter", { ctrlKey: true });
  expect(desk.sent("triage.label")).toMatchObject([{ stories: [{ id: idOf(1) }], add: ["Refund"], remove: ["Ferry"] }]);
});
