import { act } from "react";
import { beforeEach, expect, test } from "vitest";
import type { LookUpCard, LookUpHit } from "../../src-main/contract/methods/look-up.ts";
import { EngineError } from "../../src-renderer/lib/engine.ts";
import { createDesk } from "./support/desk.ts";
import { find, openPage, press, type, until } from "./support/open-page.tsx";
import { idOf, MINUTE, NOON, rowOf, sunniva } from "./support/rows.ts";

beforeEach(() => localStorage.clear());

const plain = (text: string) => ({ text, from: 0, to: 0 });
const hitOf = (number: number, name: string): LookUpHit => ({
  id: idOf(number),
  name: plain(name),
  kind: "customer",
  organisation: null,
  town: null,
  handles: [{ network: "mastodon", ...plain(`zq${number}`) }],
  phones: [{ text: "+49 30 901820412", from: 12, to: 16 }],
  emails: [],
  lastAt: NOON,
  standing: number === 1 ? "open" : "none",
  openStoryId: number === 1 ? idOf(301) : null,
});
const cardOf = (number: number): LookUpCard => ({
  contactId: idOf(number),
  said: { text: `Zqsaid${number}`, place: "Zqboard", network: "forum", at: NOON - MINUTE, storyId: idOf(301) },
  answered: null,
  drafting: null,
  say: {
    ...{ id: idOf(400), text: `Zqline${number}`, of: "case", storyId: idOf(301) },
    ...{ approvedBy: sunniva, approvedAt: NOON, expiresAt: NOON + 60 * MINUTE },
  },
});
const logged = {
  ...{ batchId: idOf(170), storyId: idOf(171), mentionId: idOf(172) },
  ...({ bucket: "care", waits: true, waiting: 4 } as const),
};

async function openLookUp() {
  const desk = createDesk([rowOf(1)]);
  const hits = [hitOf(1, "Dorrit Zqhask"), hitOf(2, "Beck Zqhask")];
  const nobody = { isTooShort: false, hits: [], isCapped: false, card: null, reach: "+442079460958" };
  Object.assign(desk.handlers, {
    "lookUp.find": ({ typed }: { typed: string }) =>
      typed === "0412" ? { ...nobody, hits, card: cardOf(1), reach: null } : nobody,
    "lookUp.card": () => cardOf(2),
    "mentions.log": () => logged,
  });
  await openPage({ link: desk.link, path: "/triage" });
  await until(() => document.querySelector("[role=option]") !== null, "the list is there");
  await press("l", { ctrlKey: true, altKey: true });
  return desk;
}

const field = () => find<HTMLInputElement>("input[role=combobox]");
const layer = () => document.querySelector("dialog");
const options = () => [...document.querySelectorAll("dialog [role=option]")];
const chosen = () => document.getElementById(field().getAttribute("aria-activedescendant") ?? "");
/** What a text area gets when somebody types into it. */
async function write(text: string): Promise<void> {
  const words = find<HTMLTextAreaElement>("dialog textarea");
  const setValue = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value")?.set;
  await act(async () => {
    setValue?.call(words, text);
    words.dispatchEvent(new Event("input", { bubbles: true }));
  });
}
const look = (typed: string) => type(field(), typed);

test("the key opens one field with the caret in it, says what to type, and says when nothing answers", async () => {
  const desk = await openLookUp();
  expect(document.activeElement).toBe(field());
  expect(layer()?.textContent).toContain("Type at least three characters");
  await type(field(), "04");
  expect(layer()?.textContent).toContain("Type at least three characters");
  Object.assign(desk.handlers, {
    "lookUp.find": () => {
      throw new EngineError("internal");
    },
  });
  await type(field(), "0412");
  await until(() => document.querySelector("dialog [role=alert]") !== null, "the trouble is said");
});

test("what is found is a list to choose from; the chosen one says what was said, and what may be said", async () => {
  await openLookUp();
  await look("0412");
  await until(() => options().length === 2, "both are found");
  expect(chosen()?.textContent).toContain("Dorrit Zqhask");
  expect(chosen()?.textContent).toContain("“Zqline1”");
  expect(chosen()?.querySelector("mark")?.textContent).toBe("0412");
  await press("ArrowDown");
  await until(() => chosen()?.textContent.includes("“Zqline2”") === true, "the other one's card");
  expect(options().map((option) => option.getAttribute("aria-selected"))).toEqual(["false", "true"]);
  expect(document.activeElement).toBe(field());
});

test("what the CRM said of the chosen one stands there at once; it is asked for whoever one stays on", async () => {
  const desk = await openLookUp();
  const known = {
    ...{ url: null, name: "Zqhettie", company: "Zqltd", phones: ["+49 30 5550123"], emails: [] },
    entries: [{ at: NOON, title: "Zqcase", text: "Zqtext", url: null }],
  };
  const card = {
    ...{ target: { id: idOf(500), name: "ZqEspo", kind: "espocrm" }, known, readAt: NOON, isReading: false },
    ...{ trouble: null, standing: "fine", nextAt: null, differences: [] },
  } as const;
  Object.assign(desk.handlers, {
    "crm.profile": ({ contactId }: { contactId: string }) => ({
      contact: { id: contactId, version: 1 },
      cards: contactId === idOf(2) ? [card] : [],
    }),
  });
  await look("0412");
  await until(() => options().length === 2, "both are found");
  await press("ArrowDown");
  await until(() => chosen()?.textContent.includes("Zqhettie, Zqltd, +49 30 5550123") === true, "the CRM's line");
  expect(chosen()?.textContent).toContain("Zqcase: Zqtext");
  const asked = () => desk.sent("crm.profile").filter(({ contactId }) => contactId === idOf(2));
  await until(() => asked().length === 2, "one stays on them");
  expect(asked().map(({ isLooked }) => isLooked)).toEqual([false, true]);
});

test("Enter opens the timeline of the chosen one", async () => {
  await openLookUp();
  await look("0412");
  await until(() => options().length === 2, "both are found");
  await press("ArrowDown");
  await press("Enter");
  await until(() => layer() === null, "the layer is gone");
  const timeline = `/contacts?contact=${idOf(2)}`;
  await until(() => location.pathname + location.search === timeline, "the second one's timeline is open");
  expect(layer()).toBeNull();
});

test("Ctrl+N logs a call with the chosen one in place, with what may be said still in sight", async () => {
  const desk = await openLookUp();
  await look("0412");
  await until(() => options().length === 2, "both are found");
  await press("n", { ctrlKey: true });
  await until(() => document.querySelector("dialog textarea") !== null, "the form is there");
  expect(layer()?.textContent).toContain("“Zqline1”");
  await write("Zqcall");
  await press("Enter", { ctrlKey: true });
  await until(() => layer() === null, "the layer is gone");
  expect(desk.sent("mentions.log")).toEqual([
    {
      ...{ kind: "call", text: "Zqcall", person: "Dorrit Zqhask", reach: "+49 30 901820412", contactId: idOf(1) },
      ...{ bucket: null, dealtWith: "" },
    },
  ]);
});

test("nobody found: a call with a new person is one key away, under the number that was typed", async () => {
  const desk = await openLookUp();
  await look("020 7946 0958");
  await until(() => layer()?.textContent.includes("Nobody here has") === true, "nobody is found");
  await press("Enter", { ctrlKey: true });
  await until(() => document.querySelector("dialog textarea") !== null, "the form is there");
  await write("Zqcall");
  await press("Enter", { ctrlKey: true });
  expect(desk.sent("mentions.log")).toMatchObject([{ person: "", reach: "+442079460958", contactId: null }]);
});

test("what was typed of a call is kept when it was not logged", async () => {
  const desk = await openLookUp();
  Object.assign(desk.handlers, {
    "mentions.log": () => {
      throw new EngineError("disk-full", { file: "desk.db" });
    },
  });
  await look("0412");
  await until(() => options().length === 2, "both are found");
  await press("Enter", { ctrlKey: true });
  await until(() => document.querySelector("dialog textarea") !== null, "the form is there");
  await write("Zqcall");
  await press("Enter", { ctrlKey: true });
  await until(() => document.querySelector("dialog [role=alert]") !== null, "the trouble is said");
  await press("Escape");
  await press("Escape");
  expect(layer()).toBeNull();
  await press("l", { ctrlKey: true, altKey: true });
  await look("0412");
  await until(() => options().length === 2, "both are found");
  await press("Enter", { ctrlKey: true });
  await until(() => document.querySelector("dialog textarea") !== null, "the form is there");
  expect(find<HTMLTextAreaElement>("dialog textarea").value).toBe("Zqcall");
});

test("Escape closes it, and what was found is forgotten", async () => {
  const desk = await openLookUp();
  await look("0412");
  await until(() => options().length === 2, "both are found");
  await press("Escape");
  expect(layer()).toBeNull();
  await press("l", { ctrlKey: true, altKey: true });
  expect(field().value).toBe("");
  await look("0412");
  await until(() => options().length === 2, "both are found");
  expect(desk.sent("lookUp.find").filter(({ typed }) => typed === "0412")).toHaveLength(2);
});
