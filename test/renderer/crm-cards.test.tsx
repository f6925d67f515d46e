import { act } from "react";
import { beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import type { CrmCard } from "../../src-main/contract/methods/crm-profiles.ts";
import type { Input } from "../../src-renderer/lib/engine.ts";
import { hostilePayloads } from "../support/hostile-payloads.ts";
import { createContactDesk } from "./support/contact-desk.ts";
import type { Desk } from "./support/desk.ts";
import { find, openPage, press, until } from "./support/open-page.tsx";
import { idOf, MINUTE, NOON } from "./support/rows.ts";
import { findStrays } from "./support/strays.ts";

beforeAll(async () => void (await import("../../src-renderer/features/contacts/screen.tsx")));

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
  vi.setSystemTime(NOON);
  return () => vi.useRealTimers();
});

const entry = { at: NOON - 60 * MINUTE, title: "Zqcase", text: "Zqtext", url: "https://crm.example/#Case/view/1" };
const cardOf = (change: Partial<CrmCard> = {}): CrmCard => ({
  target: { id: idOf(500), name: "ZqEspo", kind: "espocrm" },
  known: {
    ...{ url: "https://crm.example/#Contact/view/1", name: "Zqhettie", company: "Zqltd" },
    ...{ phones: ["+49 30 5550123"], emails: ["zq@example.com"], entries: [entry] },
  },
  ...{ readAt: NOON - 4 * MINUTE, isReading: false, trouble: null, standing: "fine", nextAt: null },
  differences: [{ field: "phone", theirs: "+49 30 5550123", ours: null }],
  ...change,
});

async function openContact(cards: readonly CrmCard[], language: "en" | "pseudo" = "en"): Promise<Desk> {
  const desk = createContactDesk();
  Object.assign(desk.handlers, {
    "crm.profile": ({ contactId }: Input<"crm.profile">) => ({
      ...{ contact: { id: contactId, version: 3 }, cards: [...cards] },
    }),
    "crm.readProfile": () => ({}),
    "crm.takeOver": ({ contact }: Input<"crm.takeOver">) => ({
      contact: { id: contact.id, version: 4 },
    }),
    "contacts.save": ({ contact }: Input<"contacts.save">) => ({ id: contact.id, version: 5 }),
  });
  await openPage({ link: desk.link, path: `/contacts/${idOf(5)}`, language });
  await until(() => cards.length === 0 || part() !== null, "the card is shown");
  return desk;
}

const part = () => document.querySelector<HTMLElement>("main section[aria-busy]");
const says = () => (part()?.textContent ?? "").replaceAll(/\s+/g, " ");
const button = (name: string) =>
  [...(part()?.querySelectorAll("button") ?? [])].find((one) => one.getAttribute("aria-label") === name);
const click = (name: string) => act(() => button(name)?.click());

describe("what a CRM knows, on the page of a contact", () => {
  test("stands there with its age, its links and its last entries", async () => {
    await openContact([cardOf()]);
    for (const words of ["ZqEspo", "read 4 m ago", "Zqhettie", "Zqltd", "+49 30 5550123", "Zqcase", "Zqtext"])
      expect(says()).toContain(words);
    const links = [...(part()?.querySelectorAll("a") ?? [])].map(({ href, target, rel }) => ({ href, target, rel }));
    const out = { target: "_blank", rel: "noreferrer" };
    expect(links).toEqual([
      { href: "https://crm.example/#Case/view/1", ...out },
      { href: "https://crm.example/#Contact/view/1", ...out },
    ]);
  });

  test("one click takes one thing over, and Ctrl+Z takes it back", async () => {
    const desk = await openContact([cardOf()]);
    expect(says()).toContain("ZqEspo says +49 30 5550123; here: none.");
    click("Take over from ZqEspo: Telephone +49 30 5550123");
    await until(() => desk.sent("crm.takeOver").length === 1, "it is taken over");
    expect(desk.sent("crm.takeOver")).toEqual([
      { contact: { id: idOf(5), version: 3 }, targetId: idOf(500), field: "phone", value: "+49 30 5550123" },
    ]);
    await until(() => document.body.textContent.includes("Took +49 30 5550123 over"), "it says so");
    await press("z");
    await until(() => desk.sent("contacts.save").length === 1, "it is taken back");
    expect(desk.sent("contacts.save")).toEqual([
      {
        contact: { id: idOf(5), version: 4 },
        fields: {
          ...{ name: "Zqcontact 5", kind: "customer", organisation: "", town: "Zqtown", phones: ["030 901820"] },
          ...{ emails: [], handles: [{ network: "mastodon", handle: "@zq5" }] },
        },
      },
    ]);
  });

  test("the focus stays in the card when what was pressed goes with what was taken over", async () => {
    const cards = [cardOf()];
    const desk = await openContact(cards);
    act(() => button("Take over from ZqEspo: Telephone +49 30 5550123")?.focus());
    cards[0] = cardOf({ differences: [] });
    click("Take over from ZqEspo: Telephone +49 30 5550123");
    await until(() => desk.sent("crm.takeOver").length === 1, "it is taken over");
    await until(() => button("Take over from ZqEspo: Telephone +49 30 5550123") === undefined, "the button is gone");
    expect(document.activeElement).toBe(part());
  });

  test("is read again when a person says so, and not while it is read", async () => {
    const desk = await openContact([cardOf()]);
    click("Read from ZqEspo again");
    await until(() => desk.sent("crm.readProfile").length === 1, "it is asked for");
    expect(desk.sent("crm.readProfile")).toEqual([{ contactId: idOf(5), targetId: idOf(500) }]);
  });

  test.each([
    ["while it is read for the first time", { known: null, readAt: null, isReading: true }, "reading…"],
    ["when nobody there is known", { known: null }, "Nobody in ZqEspo has this handle"],
    [
      "when the CRM has a fault",
      { standing: "failing", trouble: { code: "crm.fault", params: { host: "zq.example", status: 500 } } },
      "zq.example has a fault of its own (500)",
    ],
    [
      "when it cannot be reached",
      { standing: "offline", trouble: { code: "fetch.offline", params: {} }, nextAt: NOON + MINUTE },
      "What stands here was read before. Asked again at",
    ],
    [
      "when its key was refused",
      { standing: "paused", trouble: { code: "crm.key-refused", params: { host: "zq.example", status: 401 } } },
      "waits for somebody to look at its connection",
    ],
  ] as const)("says in plain words how it stands %s", async (_name, change, words) => {
    await openContact([cardOf(change as Partial<CrmCard>)]);
    expect(says()).toContain(words);
  });

  test("nothing is shown where no CRM is connected", async () => {
    await openContact([]);
    await until(() => (find("main").textContent ?? "").includes("How to reach them"), "the profile is shown");
    expect(part()).toBeNull();
  });

  test("what a CRM says is words and nothing else, though it were markup", async () => {
    const payloads = hostilePayloads("https://evil.example");
    const entries = payloads.map((payload, at) => ({ at, title: payload, text: payload, url: payload }));
    const known = {
      url: payloads[28] ?? null,
      name: payloads[0] ?? "",
      company: payloads[3] ?? "",
      phones: [],
      emails: [],
    };
    await openContact([cardOf({ known: { ...known, entries } })]);
    act(() => [...(part()?.querySelectorAll("button") ?? [])].at(-1)?.click());
    await until(() => (part()?.querySelectorAll("li").length ?? 0) >= payloads.length, "all entries are shown");
    const made =
      "script, img, svg image, iframe, object, embed, video, audio, style, meta, base, form, [onerror], [onload]";
    expect(part()?.querySelectorAll(made)).toHaveLength(0);
    expect([...(part()?.querySelectorAll("a") ?? [])].filter(({ protocol }) => !/^https?:$/.test(protocol))).toEqual(
      [],
    );
    expect((window as { __canary?: number }).__canary).toBeUndefined();
  });

  test("every word comes from the catalogue", async () => {
    const failing = { standing: "failing", trouble: { code: "crm.busy", params: { host: "zq.example" } } } as const;
    await openContact([cardOf({ ...failing, nextAt: NOON + MINUTE })], "pseudo");
    const given = [/[Zz]q[\w.@]*/, /\+49 30 5550123/, /\d+ Nov/, /\d\d:\d\d/];
    expect(findStrays(part() ?? find("main"), given)).toEqual([]);
  });
});
