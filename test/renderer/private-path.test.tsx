import { act } from "react";
import { beforeEach, expect, test } from "vitest";
import type { PrivatePath, PrivateStep } from "../../src-main/contract/methods/private-path.ts";
import { EngineError } from "../../src-renderer/lib/engine.ts";
import { find, openPage, until } from "./support/open-page.tsx";
import { createReplyDesk } from "./support/reply-desk.ts";
import { idOf, MINUTE, NOON } from "./support/rows.ts";

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
});

const none: PrivatePath["at"] = {
  ...{ invited: null, contacted: null, confirmed: null, solved: null, closed_out: null, declined: null },
};

async function openCase(path: Partial<PrivatePath>) {
  const desk = createReplyDesk();
  let shown: PrivatePath = {
    ...{ asOf: NOON, story: { id: idOf(1), version: 7 }, at: none, via: null, step: null },
    ...{ next: ["invited", "contacted", "confirmed", "solved"], remindAt: null, ...path },
  };
  desk.handlers["privatePath.get"] = () => shown;
  desk.handlers["privatePath.step"] = ({ step }: { step: PrivateStep }) => {
    shown = { ...shown, step, at: { ...shown.at, [step]: NOON }, next: ["solved"] };
    return { batchId: idOf(90), changed: 1, waiting: 3 };
  };
  await openPage({ link: desk.link, path: `/case/${idOf(1)}` });
  await until(() => document.body.textContent?.includes("From public to private") ?? false, "the path is shown");
  return desk;
}

const words = () => find('[aria-label="Contact"]').textContent ?? "";
const button = (says: string) => {
  const found = [...document.querySelectorAll("button")].find((one) => one.textContent?.startsWith(says));
  if (!found) throw new Error(`no button says ${says}: ${words()}`);
  return found;
};

test("says that nobody was invited, and offers the nearest step first and the others on demand", async () => {
  await openCase({});
  expect(words()).toContain("Nobody was invited yet.");
  expect(words()).not.toContain("Solved in private");
  await act(async () => button("Other steps").click());
  expect(words()).toContain("Solved in private");
});

test("a step is sent with how the contact went and the version that was seen, said, and can be taken back", async () => {
  const desk = await openCase({
    ...{ step: "invited", at: { ...none, invited: NOON - MINUTE } },
    ...{ next: ["contacted", "confirmed", "solved", "declined"] },
  });
  const how = find<HTMLSelectElement>("select");
  await act(async () => {
    how.value = "email";
    how.dispatchEvent(new Event("change", { bubbles: true }));
  });
  await act(async () => button("We reached them").click());
  expect(desk.sent("privatePath.step")).toEqual([
    { story: { id: idOf(1), version: 7 }, step: "contacted", via: "email" },
  ]);
  await until(() => document.body.textContent?.includes("Noted: reached in private") ?? false, "it is said");
});

test("a path that stands still says since when something is due", async () => {
  const at = { ...none, invited: NOON - 25 * 60 * MINUTE };
  await openCase({ step: "invited", at, next: ["contacted"], remindAt: NOON - 60 * MINUTE });
  expect(words()).toContain("Stands still: this was due");
});

test("a refused step is said in words, and nothing changes", async () => {
  const desk = await openCase({ step: "confirmed", at: { ...none, invited: 1, confirmed: 1 }, next: ["solved"] });
  desk.handlers["privatePath.step"] = () => {
    throw new EngineError("step-not-next");
  };
  await act(async () => button("Solved in private").click());
  await until(() => document.body.textContent?.includes("The case has moved on.") ?? false, "the refusal is said");
  expect(button("Solved in private").getAttribute("aria-busy")).toBe("false");
});
