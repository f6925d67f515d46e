import { expect, test } from "vitest";
import { readNotice } from "../../../src-main/shell/read-notice.ts";

const notice = { tag: "alarms", title: "2 alarms", body: "All mentions: 5.1× usual" };

test("a notice is taken over as it is, and nothing beside it", () => {
  expect(readNotice({ ...notice, icon: "https://elsewhere.example/i.png" })).toEqual(notice);
});

test.each([null, "notice", 7, {}, { ...notice, tag: "" }, { ...notice, title: "" }, { ...notice, body: 7 }])(
  "%j is no notice",
  (given) => expect(readNotice(given)).toBeNull(),
);

test("what is too long is cut", () => {
  const { title, body } = readNotice({ ...notice, title: "a".repeat(5000), body: "b".repeat(5000) }) ?? {};
  expect([title?.length, body?.length]).toEqual([300, 1000]);
});
