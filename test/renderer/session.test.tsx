import { act } from "react";
import { beforeEach, expect, test } from "vitest";
import { createDesk } from "./support/desk.ts";
import { find, openPage, press, settle, titles, type, until } from "./support/open-page.tsx";
import { mirela, rowOf } from "./support/rows.ts";

beforeEach(() => localStorage.clear());

async function click(button: HTMLElement): Promise<void> {
  await act(async () => button.click());
  await settle();
}

const buttonOf = (words: string) => {
  const found = [...document.querySelectorAll("button")].find((button) => button.textContent?.includes(words));
  if (!found) throw new Error(`no button says ${words}`);
  return found;
};

test("one person signs out and another signs in with a PIN; the first one's rows are asked for anew", async () => {
  const desk = createDesk([rowOf(1)]);
  await openPage({ link: desk.link });
  await until(() => titles().length === 1, "rows are shown");
  const asked = desk.sent("triage.page").length;
  await click(buttonOf("Sign out"));
  expect(find("h1").textContent).toBe("Who is at the desk?");
  expect(document.body.textContent).not.toContain("Zqtitle1");
  await click(buttonOf(mirela.name));
  await type(find<HTMLInputElement>("form input"), "111111");
  await click(buttonOf("Sign in"));
  expect(document.body.textContent).toContain("This PIN is wrong.");
  await type(find<HTMLInputElement>("form input"), "284613");
  await click(buttonOf("Sign in"));
  await until(() => titles().length === 1, "rows are shown again");
  expect(desk.sent("triage.page").length).toBeGreaterThan(asked);
  expect(desk.sent("session.signIn").map(({ personId }) => personId)).toEqual([mirela.id, mirela.id]);
});

test("G then A opens the approvals", async () => {
  const desk = createDesk([rowOf(1)]);
  await openPage({ link: desk.link });
  await until(() => titles().length === 1, "rows are shown");
  await press("g");
  await press("a");
  expect(location.pathname).toBe("/approvals");
});

test("a display goes to the wall wherever it was sent", async () => {
  const desk = createDesk([rowOf(1)]);
  const session = desk.handlers["session.get"];
  desk.handlers["session.get"] = (input) =>
    ({ ...(session?.(input) as never as object), device: "display", person: null }) as never;
  await openPage({ link: desk.link, path: "/triage" });
  await until(() => location.pathname === "/wall", "the wall is opened");
  expect(titles()).toEqual([]);
});
