import { act } from "react";
import { beforeEach, expect, test } from "vitest";
import type { SavedView } from "../../src-main/contract/methods/saved-views.ts";
import { EngineError } from "../../src-renderer/lib/engine.ts";
import { createDesk } from "./support/desk.ts";
import { find, openPage, press, type, until } from "./support/open-page.tsx";
import { idOf, rowOf } from "./support/rows.ts";

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
});

const view: SavedView = {
  ...{ id: idOf(70), version: 3, name: "Ferries", forAll: false, count: 2, isExact: true, gone: [] },
  shows: { view: "waiting", filter: {}, search: "ferry" },
};

const clickOn = async (element: HTMLElement) => act(async () => element.click());
const menuItem = (says: string) =>
  [...document.querySelectorAll<HTMLElement>('[role="menuitem"]')].find((item) => item.textContent === says);

async function openRenaming(save: (input: { name: string }) => unknown) {
  const desk = createDesk([rowOf(1)]);
  Object.assign(desk.handlers, { "views.list": () => [view], "views.save": save });
  await openPage({ link: desk.link });
  await until(() => document.body.textContent?.includes("Ferries") ?? false, "the view is shown");
  await clickOn(find('[aria-label="Acts for the view Ferries"]'));
  await until(() => menuItem("Rename") !== undefined, "its menu is open");
  await clickOn(menuItem("Rename") ?? document.body);
  await until(() => document.querySelector('input[aria-label="Name of the view"]') !== null, "its name can be written");
  return { desk, field: find<HTMLInputElement>('input[aria-label="Name of the view"]') };
}

test("a saved view is renamed where it stands, and what it shows stays", async () => {
  const { desk, field } = await openRenaming(() => ({ ...view, name: "Boats" }));
  await type(field, "Boats ");
  await act(async () => field.form?.requestSubmit());
  await until(() => document.querySelector('input[aria-label="Name of the view"]') === null, "the field is gone");
  expect(desk.sent("views.save")).toMatchObject([{ id: view.id, version: 3, name: "Boats", shows: view.shows }]);
});

test("Escape leaves the name as it was, and a name that is taken stays to be mended", async () => {
  const { desk, field } = await openRenaming(() => {
    throw new EngineError("name-taken", { name: "Boats" });
  });
  await type(field, "Boats");
  await act(async () => field.form?.requestSubmit());
  await until(() => desk.sent("views.save").length === 1, "it was asked");
  expect(field.isConnected).toBe(true);
  field.focus();
  await press("Escape");
  await until(() => !field.isConnected, "the field is gone");
  expect(desk.sent("views.save")).toHaveLength(1);
});
