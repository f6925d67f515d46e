import { act } from "react";
import { beforeEach, describe, expect, test } from "vitest";
import type { LoggedInteraction } from "../../src-main/contract/methods/crm-logging.ts";
import { defaultChoices } from "../../src-main/domain/crm/logging-choice.ts";
import type { Role } from "../../src-main/contract/values.ts";
import { createContactDesk } from "./support/contact-desk.ts";
import { createCrmDesk } from "./support/crm-desk.ts";
import { find, openPage, press, settle, type, until } from "./support/open-page.tsx";
import { createReplyDesk } from "./support/reply-desk.ts";
import { idOf, NOON, sunniva } from "./support/rows.ts";
import { findStrays } from "./support/strays.ts";

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
});

const page = () => (document.body.textContent ?? "").replaceAll(/\s+/g, " ");
const button = (says: string): HTMLButtonElement => {
  const found = [...document.querySelectorAll("button")].find((one) => one.textContent?.startsWith(says));
  if (!found) throw new Error(`no button says ${says}: ${page()}`);
  return found;
};
const click = (says: string) => act(async () => button(says).click());

const at = { deliveryId: idOf(40), target: "Zqcrm", waitsForLook: false, corrections: 0, url: null, trouble: null };
const interaction = (change: Partial<LoggedInteraction>): LoggedInteraction => ({
  ...{ key: "wr:zq:1", type: "reply", at: NOON, by: null, note: null, loggedAt: NOON, targets: [] },
  ...change,
});

describe("the CRM in a case", () => {
  async function openCase(interactions: readonly LoggedInteraction[], path = `/case/${idOf(1)}`) {
    const desk = createReplyDesk();
    Object.assign(desk.handlers, {
      "crm.logged": () => ({
        ...{ targets: 1, interactions },
        offers: [
          { type: "reply", key: "wr:zq:9", at: NOON },
          { type: "by-hand", key: null, at: NOON },
        ],
      }),
      "crm.logText": ({ note }: { note: string }) => ({ subject: "zqsubject", text: `zqtext ${note}` }),
      "crm.log": () => ({ key: "wr:zq:9" }),
    });
    await openPage({ link: desk.link, path });
    await until(() => document.querySelector('section[aria-label="CRM"]') !== null, "the part is shown");
    return desk;
  }
  const part = () => (find('section[aria-label="CRM"]').textContent ?? "").replaceAll(/\s+/g, " ");

  test("says of each interaction where it is, why not, and leads there", async () => {
    await openCase([
      interaction({ targets: [{ ...at, state: "done", url: "https://crm.example/5", corrections: 1 }] }),
      interaction({ key: "wr:zq:2", type: "call", targets: [{ ...at, state: "queued", waitsForLook: true }] }),
      interaction({
        ...{ key: "wr:zq:3", type: "resolved" },
        targets: [{ ...at, state: "dead", trouble: { code: "crm.target-removed", params: {} } }],
      }),
      interaction({ key: "wr:zq:4", loggedAt: null, type: "email" }),
    ]);
    expect(part()).toContain("In Zqcrm, 1 correction on its way Open in Zqcrm");
    expect(part()).toContain("Waits for a look at the first record for Zqcrm");
    expect(part()).toContain("Failed: Zqcrm. The target was removed before this line arrived.");
    expect(part()).not.toContain("E-mail");
    expect(find<HTMLAnchorElement>('section[aria-label="CRM"] a').href).toBe("https://crm.example/5");
  });

  test("keys alone log one thing with a note, after its exact text was shown", async () => {
    const desk = await openCase([]);
    expect(part()).toContain("Nothing of this case is in a CRM.");
    await press("L", { shiftKey: true });
    await until(() => part().includes("zqtext"), "the exact text is shown");
    const field = find<HTMLTextAreaElement>('section[aria-label="CRM"] textarea');
    expect(document.activeElement).toBe(field);
    await act(async () => {
      Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value")?.set?.call(field, "Zqnote");
      field.dispatchEvent(new Event("input", { bubbles: true }));
    });
    await until(() => part().includes("zqtext Zqnote"), "the text has the note");
    await press("Enter", { ctrlKey: true });
    await until(() => page().includes("Logged to the CRM"), "it is said");
    expect(desk.sent("crm.logText").at(-1)).toEqual({
      storyId: idOf(1),
      type: "reply",
      key: "wr:zq:9",
      note: "Zqnote",
    });
    expect(desk.sent("crm.log")).toEqual([{ storyId: idOf(1), type: "reply", key: "wr:zq:9", note: "Zqnote" }]);
  });

  test("is not there where no CRM is connected and nothing was logged", async () => {
    const desk = createReplyDesk();
    await openPage({ link: desk.link, path: `/case/${idOf(1)}` });
    await until(() => desk.sent("crm.logged").length > 0, "it was asked");
    await settle();
    expect(document.querySelector('section[aria-label="CRM"]')).toBeNull();
  });
});

describe("erasing a person", () => {
  async function openContact(roles: readonly Role[]) {
    const desk = createContactDesk();
    const person = { ...sunniva, roles: [...roles], hasPin: true, demoPin: null };
    Object.assign(desk.handlers, {
      "session.get": () => ({
        ...{ device: "desk", person, people: [person], setupDone: true },
        workspace: { name: "desk.db", kind: "desk" },
      }),
      "contacts.previewErase": ({ id }: { id: string }) => ({
        ...{ id, version: 1, name: "Zqcontact 5" },
        goes: {
          ...{ handles: 1, phones: 1, emails: 0, notes: 2, events: 3, calls: 1 },
          targets: [{ name: "Zqcrm", records: 2, waiting: 1 }],
        },
        stays: { mentions: 4, cases: 1, replies: 0, caseNotes: 0, removedTargets: [{ name: "Zqold", records: 3 }] },
      }),
      "contacts.erase": () => ({ targets: 1 }),
    });
    await openPage({ link: desk.link, path: `/contacts/${idOf(5)}` });
    await until(() => page().includes("zqcall words"), "the contact is shown");
    return desk;
  }

  test("says what goes and what stays, and asks for the name before it goes for good", async () => {
    const desk = await openContact(["lead"]);
    await click("Erase …");
    await until(() => page().includes("What goes"), "it is counted");
    expect(page()).toContain("2 records in Zqcrm, 1 line that never left for Zqcrm");
    expect(page()).toContain("4 mentions as their sources published them");
    expect(page()).toContain("3 records in Zqold, which was removed from the desk");
    expect(page()).not.toContain("e-mail address");
    await click("Erase for good");
    expect(desk.sent("contacts.erase")).toEqual([]);
    await type(find<HTMLInputElement>("main form input"), "Zqcontact 5");
    await click("Erase for good");
    await until(() => page().includes("The person was erased"), "it is said");
    expect(desk.sent("contacts.erase")).toEqual([{ contact: { id: idOf(5), version: 1 }, typed: "Zqcontact 5" }]);
  });

  test("is for leads and admins", async () => {
    await openContact(["agent"]);
    expect(page()).not.toContain("Erase this person");
  });
});

describe("what is logged", () => {
  const saved = { version: 3, choices: defaultChoices, at: NOON, by: { id: idOf(3), name: "Zqann", initials: "ZA" } };

  test("a choice is changed, counted and saved with the version it began with", async () => {
    const desk = createCrmDesk();
    Object.assign(desk.handlers, { "crm.logging": () => saved, "crm.saveLogging": () => ({ version: 4 }) });
    await openPage({ link: desk.link, path: "/crm?tab=logged" });
    await until(() => page().includes("Version 3, saved by Zqann"), "the table is shown");
    const cell = find<HTMLSelectElement>("#crm-logged tbody tr:last-of-type td select");
    await act(async () => {
      cell.value = "automatic";
      cell.dispatchEvent(new Event("change", { bubbles: true }));
    });
    expect(page()).toContain("1 choice changed");
    await click("Save what is logged");
    const care = { ...defaultChoices.care, resolved: "automatic" };
    expect(desk.sent("crm.saveLogging")).toEqual([{ version: 3, choices: { ...defaultChoices, care } }]);
  });

  test("the first record of a new target is shown as it will be, and goes after a look", async () => {
    const desk = createCrmDesk();
    const line = {
      ...{ deliveryId: idOf(41), storyId: idOf(1), contact: "Zqdorrit", subject: "zqs", text: "zqwords", json: null },
      records: [{ record: "crm.record.contact", fields: [{ field: "zqLastName", value: "zqHask" }] }],
    };
    const look = { targetId: idOf(60), target: "Zqcrm", version: 2, waiting: 1, line };
    Object.assign(desk.handlers, {
      ...{ "crm.logging": () => saved, "crm.firstLook": () => [look], "crm.confirmFirstLook": () => ({}) },
    });
    await openPage({ link: desk.link, path: "/crm?tab=logged" });
    await until(() => page().includes("zqLastName"), "the record is shown");
    expect(page()).toContain("zqHask");
    await click("This may go to Zqcrm");
    expect(desk.sent("crm.confirmFirstLook")).toEqual([{ targetId: idOf(60), version: 2, deliveryId: idOf(41) }]);
    await until(() => page().includes("Zqcrm gets its lines from now on"), "it is said");
  });

  test("in another language no word of English is left", async () => {
    const desk = createCrmDesk();
    Object.assign(desk.handlers, { "crm.logging": () => saved });
    await openPage({ link: desk.link, path: "/crm?tab=logged", language: "pseudo" });
    await until(() => document.querySelector("#crm-logged table") !== null, "the table is shown");
    expect(findStrays(find("#crm-logged"), [/Zq\w+/, /\d+ Nov/])).toEqual([]);
  });
});
