import { beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { createContactDesk } from "./support/contact-desk.ts";
import type { Desk } from "./support/desk.ts";
import { find, openPage, press, settle, type, until } from "./support/open-page.tsx";
import { idOf, NOON } from "./support/rows.ts";
import { findStrays } from "./support/strays.ts";

// The screen is loaded when it is first opened; on a busy machine that takes longer than a page is waited for.
beforeAll(async () => void (await import("../../src-renderer/features/contacts/screen.tsx")));

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
  vi.setSystemTime(NOON);
  return () => vi.useRealTimers();
});

const page = () => (document.querySelector("main")?.textContent ?? "").replaceAll(/\s+/g, " ");

async function openContacts(path: string, says: string, desk: Desk = createContactDesk()): Promise<Desk> {
  await openPage({ link: desk.link, path });
  await until(() => page().includes(says), `${says} is shown`);
  return desk;
}

describe("contacts", () => {
  test("a profile shows who it is, what was between us, notes as ours alone, and who may be the same", async () => {
    await openContacts(`/contacts/${idOf(5)}`, "zqcall words");
    const note = find("article:has(> p)");
    expect(note.textContent).toContain("Only us");
    expect(note.textContent).toContain("zqnote words");
    expect(page()).toContain("They called");
    expect(page()).toContain("Same telephone number: +49 30 901820");
  });

  test("keys alone compare and merge two, and take it back", async () => {
    const desk = await openContacts(`/contacts?contact=${idOf(5)}&do=merge-${idOf(6)}`, "Where they differ");
    find<HTMLInputElement>('input[type="radio"][value="merged"]').click();
    await settle();
    [...document.querySelectorAll("main button")]
      .find((button) => button.textContent?.startsWith("Merge Zqcontact 6 into Zqcontact 5"))
      ?.dispatchEvent(new MouseEvent("click", { bubbles: true }));
    await until(() => desk.sent("contacts.merge").length === 1, "it is merged");
    expect(desk.sent("contacts.merge")).toEqual([
      { survivor: { id: idOf(5), version: 1 }, merged: { id: idOf(6), version: 1 }, keep: { name: "merged" } },
    ]);
    await press("z");
    await until(() => desk.sent("contacts.unmerge").length === 1, "it is taken back");
    expect(desk.sent("contacts.unmerge")).toEqual([{ mergeId: idOf(99) }]);
  });

  test("N opens an empty form that needs a name; what is saved is shown", async () => {
    const desk = await openContacts("/contacts", "Choose somebody");
    await press("n");
    await until(() => page().includes("Add a contact"), "the form is open");
    find<HTMLButtonElement>('main form button[type="submit"]').click();
    await until(() => page().includes("A contact needs a name."), "it says what is missing");
    expect(desk.sent("contacts.add")).toEqual([]);
    await type(find<HTMLInputElement>("main form input"), "Zqnew");
    find<HTMLButtonElement>('main form button[type="submit"]').click();
    await until(() => desk.sent("contacts.add").length === 1, "it is saved");
    expect(desk.sent("contacts.add")).toMatchObject([{ name: "Zqnew", kind: "customer", phones: [], emails: [] }]);
    await until(() => page().includes("All that was between us"), "the profile is shown");
  });

  test("every word comes from the catalogue", async () => {
    const desk = createContactDesk();
    await openPage({ link: desk.link, path: `/contacts/${idOf(5)}`, language: "pseudo" });
    await until(() => page().includes("zqcall words"), "the profile is shown");
    expect(findStrays(find("main"), [/[Zz]q\w*( words)?/, /Z\d/, "Mirela Oakes", /\d+ Nov/])).toEqual([]);
  });
});
