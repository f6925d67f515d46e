import { wall } from "./support/wall.ts";
import { act } from "react";
import { beforeEach, describe, expect, test, vi } from "vitest";
import type { Discovery, FeedChoice } from "../../src-main/contract/methods/discovery.ts";
import type { PersonRow } from "../../src-main/contract/methods/session.ts";
import type { Settings } from "../../src-main/contract/methods/settings.ts";
import type { SourceRow } from "../../src-main/contract/methods/sources.ts";
import type { WatchRow } from "../../src-main/contract/methods/watches.ts";
import { sourceTemplates } from "../../src-main/domain/sources/templates.ts";
import { EngineError, type Input } from "../../src-renderer/lib/engine.ts";
import { createFakeLink } from "./support/fake-link.ts";
import { find, openPage, press, settle, type, until } from "./support/open-page.tsx";
import { idOf, NOON } from "./support/rows.ts";

const nineToFive: [number, number][] = [[540, 1020]];

function settingsOf(change: Partial<Settings> = {}): Settings {
  return {
    brand: { names: [], misspellings: [], rivals: [], sites: ["zq.example"] },
    calendar: {
      timeZone: "Europe/London",
      week: { Mon: nineToFive, Tue: nineToFive, Wed: nineToFive, Thu: nineToFive, Fri: nineToFive, Sat: [], Sun: [] },
      holidays: [],
    },
    calendars: [],
    targets: {
      first: { care: { 1: 60, 2: 60, 3: 120 }, pr: { 1: 60, 2: 120, 3: 240 } },
      next: { care: { 1: 60, 2: 60, 3: 120 }, pr: { 1: 60, 2: 120, 3: 240 } },
      resolution: { care: { 1: 480, 2: 960, 3: null }, pr: { 1: 960, 2: 1920, 3: null } },
      approval: { care: { 1: 30, 2: 30, 3: 30 }, pr: { 1: 30, 2: 30, 3: 30 } },
      hours: { care: null, pr: null },
      serviceLevelPercent: 80,
    },
    holdMinutes: 5,
    proofReminderMinutes: 60,
    selfApproval: false,
    unsureBelow: 0.55,
    walls: [wall],
    alarms: { sensitivity: "normal", coolDownMinutes: 60, quietHours: null, notify: true },
    contacts: { country: "" },
    ...change,
  };
}

const personOf = (number: number, change: Partial<PersonRow> = {}): PersonRow => ({
  id: idOf(number),
  name: `Zqperson${number}`,
  initials: "ZQ",
  version: 1,
  roles: ["agent", "corpcomm", "lead", "admin"],
  departments: [],
  hasPin: false,
  createdAt: NOON,
  ...change,
});

/** A fresh desk in memory: what a step saves is there when it is asked for again. */
function createFreshDesk() {
  const steps = new Set<string>();
  const people = [personOf(1)];
  const sources: SourceRow[] = [];
  const watches: WatchRow[] = [];
  let saved = { version: 1, settings: settingsOf() };
  const desk = createFakeLink({});
  const setup = () => ({
    dismissed: false,
    steps: (["brand", "sources", "hours", "people"] as const).map((step) => ({ step, done: steps.has(step) })),
  });
  Object.assign(desk.handlers, {
    "session.get": () => ({
      device: "desk",
      person: { id: idOf(1), name: "Zqperson1", initials: "ZQ", roles: people[0]?.roles ?? [] },
      people: [],
      workspace: { name: "desk.db", kind: "desk" },
      setupDone: steps.size === 4,
    }),
    "settings.get": () => ({ ...saved, setup: setup() }),
    "settings.save": ({ version, change }: Input<"settings.save">) => {
      if (version !== saved.version) throw new EngineError("stale");
      saved = { version: version + 1, settings: { ...saved.settings, ...(change as Partial<Settings>) } };
      if (change.brand) steps.add("brand");
      if (change.calendar) steps.add("hours");
      return saved;
    },
    "settings.dismissSetup": () => ({ ...setup(), dismissed: true }),
    "watches.list": () => structuredClone(watches),
    "watches.save": (input: Input<"watches.save">) => {
      const watch = {
        id: idOf(50),
        version: (input.version ?? 0) + 1,
        name: input.name,
        set: input.set ?? "own",
        query: input.query,
        mentions: 0,
        overranAt: null,
        savedAt: NOON,
      } as const;
      watches.splice(0, 1, watch);
      return watch;
    },
    "sources.list": () => structuredClone(sources),
    "people.list": () => structuredClone(people),
  });
  return { ...desk, people, sources, watches, steps };
}

async function openWelcome(desk = createFreshDesk()) {
  await openPage({ link: desk.link, path: "/welcome" });
  await until(() => document.querySelector("main h2") !== null, "the first step is shown");
  return desk;
}

const words = (element: Element = document.body) => (element.textContent ?? "").replaceAll(/\s+/g, " ");
const title = () => words(find("main h2"));
const field = (id: string) => find<HTMLInputElement>(`#${id}`);
const button = (name: string) => {
  const found = [...document.querySelectorAll("button")].find((each) => words(each).includes(name));
  if (!found) throw new Error(`no button says ${name}`);
  return found;
};
const click = async (name: string) => {
  await act(async () => button(name).click());
  await settle();
};
async function addTag(id: string, tag: string): Promise<void> {
  await act(async () => field(id).focus());
  await type(field(id), tag);
  await press("Enter");
}
async function paste(text: string): Promise<void> {
  const place = find<HTMLTextAreaElement>("#source-addresses");
  const setValue = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value")?.set;
  await act(async () => {
    setValue?.call(place, text);
    place.dispatchEvent(new Event("input", { bubbles: true }));
  });
  await click("Look");
}

beforeEach(() => localStorage.clear());

describe("the four steps", () => {
  test("can all be skipped, end at triage, and leave nothing saved", async () => {
    const desk = await openWelcome();
    for (const step of [
      "What are you called?",
      "Where do people talk about you?",
      "When is the desk open, and how fast do you answer?",
    ]) {
      expect(title()).toBe(step);
      await click("Skip for now");
    }
    expect(title()).toBe("Who drafts, and who approves?");
    expect(words(find("nav"))).toContain("4 steps left.");
    await click("Open the desk");
    expect(location.pathname).toBe("/triage");
    expect(desk.calls.filter(({ name }) => /save|add|setPin|dismiss/.test(name))).toEqual([]);
  });

  test("names become the brand and its watch, and going on leads to the sources", async () => {
    const desk = await openWelcome();
    expect(button("Next: sources").getAttribute("aria-disabled")).toBe("true");
    await type(field("brand-firm"), "Ternway Ferries");
    await addTag("brand-misspellings", "tern way");
    await addTag("brand-others", "Sandpiper");
    await press("Enter", { ctrlKey: true });
    await until(() => title() === "Where do people talk about Ternway Ferries?", "the next step is shown");
    expect(desk.sent("settings.save")).toEqual([
      {
        version: 1,
        change: {
          brand: {
            names: ["Ternway Ferries", "Sandpiper"],
            misspellings: ["tern way"],
            rivals: [],
            sites: ["zq.example"],
          },
        },
      },
    ]);
    expect(desk.sent("watches.save")).toEqual([
      { name: "Brand", set: "own", query: '"Ternway Ferries" OR Sandpiper OR "tern way"' },
    ]);
    expect(words(find("nav"))).toContain("Done: Ternway Ferries, Sandpiper, tern way");
    expect(words(find("nav"))).toContain("3 steps left.");
  });

  test("names that are changed later make the next version of the same watch", async () => {
    const desk = createFreshDesk();
    desk.watches.push({
      id: idOf(50),
      version: 4,
      name: "Brand",
      set: "own",
      query: "old",
      mentions: 9,
      overranAt: null,
      savedAt: NOON,
    });
    await openWelcome(desk);
    await type(field("brand-firm"), "Ternway");
    await click("Next: sources");
    expect(desk.sent("watches.save")).toEqual([
      { id: idOf(50), version: 4, name: "Brand", set: "own", query: "Ternway" },
    ]);
  });

  test("a refused save stays on its step and says why", async () => {
    const desk = await openWelcome();
    desk.handlers["watches.save"] = () => {
      throw new EngineError("query-invalid");
    };
    await type(field("brand-firm"), "Ternway");
    await click("Next: sources");
    expect(title()).toBe("What are you called?");
    expect(words(find("main [role=alert]"))).toBe("This search cannot be read.");
  });

  test("the step that is not done yet opens first", async () => {
    const desk = createFreshDesk();
    desk.steps.add("brand");
    desk.steps.add("sources");
    await openWelcome(desk);
    expect(title()).toBe("When is the desk open, and how fast do you answer?");
  });

  test("hiding the list is kept and leads to the desk", async () => {
    const desk = await openWelcome();
    await click("Hide this list");
    expect(desk.sent("settings.dismissSetup")).toEqual([{ dismissed: true }]);
    expect(location.pathname).toBe("/triage");
  });
});

describe("step 2, sources", () => {
  const choiceAt = (url: string, change: Partial<FeedChoice> = {}): FeedChoice => ({
    url: `https://${url}`,
    title: `Zq ${url} <i>feed</i>`,
    network: "other",
    how: "itself",
    itemCount: 40,
    newestAt: null,
    latest: [{ title: "Zqnewest", publishedAt: null }],
    already: null,
    ...change,
  });
  const nothing = (code: string): Discovery => ({ failure: { code, params: {} }, page: null, choices: [], tried: [] });
  const found = (...choices: FeedChoice[]): Discovery => ({ failure: null, page: null, choices, tried: [] });
  const sourceOf = (url: string): SourceRow => ({
    id: idOf(70),
    version: 1,
    name: url,
    url,
    network: "news",
    everything: false,
    allowPrivate: false,
    intervalMinutes: null,
    kind: "feed",
    account: null,
    state: "ok",
    word: { is: "ok" },
    isBeforeOffline: false,
    trouble: null,
    failures: 0,
    lastOkAt: NOON,
    lastTryAt: NOON,
    nextCheckAt: null,
    newestItemAt: NOON,
    addedAt: NOON,
    repaired: false,
    days: [],
    items: 40,
    mentions: 3,
    recent: { days: 1, items: 40, mentions: 3, acted: 0 },
  });

  async function openSources() {
    const desk = createFreshDesk();
    Object.assign(desk.handlers, {
      "sources.discover": ({ url, allowPrivate }: Input<"sources.discover">) => {
        if (url === "bad") return nothing("feed.not_a_feed");
        if (url === "site") return found(choiceAt("old", { already: "Zqold" }), choiceAt("news"), choiceAt("talk"));
        return url === "ours" && !allowPrivate ? nothing("fetch.private-address") : found(choiceAt(url));
      },
      "sources.add": ({ url }: Input<"sources.add">) => {
        desk.sources.push(sourceOf(url));
        return sourceOf(url);
      },
    });
    await openWelcome(desk);
    await click("Skip for now");
    return desk;
  }

  test("addresses are looked at, and only what is ticked is added and read", async () => {
    const desk = await openSources();
    await paste("one\nbad two");
    expect(words(find("main table"))).toContain("Zq one <i>feed</i>");
    expect(words(find("main table"))).toContain("This is a web page, not a feed.");
    await act(async () => find('input[aria-label^="Use Zq two"]').click());
    await click("Use 1 feed");
    await until(() => words(find("main")).includes("First reading"), "the first reading is shown");
    expect(desk.sent("sources.add")).toEqual([{ url: "https://one", allowPrivate: false, name: "Zq one <i>feed</i>" }]);
    expect(words(find("main"))).toContain("40 entries read, 3 about you");
    expect(document.querySelector("main i")).toBeNull();
  });

  test("a site with several feeds becomes a line for each; the first new one is ticked, a source is not offered", async () => {
    const desk = await openSources();
    await paste("site");
    expect(words(find("main table"))).toContain("Already a source: Zqold");
    const boxes = [...document.querySelectorAll<HTMLInputElement>("main table input[type=checkbox]")];
    expect(boxes.map(({ checked, disabled }) => [checked, disabled])).toEqual([
      [false, true],
      [true, false],
      [false, false],
    ]);
    await act(async () => boxes[2]?.click());
    await click("Use 2 feeds");
    expect(desk.sent("sources.add").map(({ url }) => url)).toEqual(["https://news", "https://talk"]);
  });

  test("places to search are filled with the brand and looked at before they are used", async () => {
    const desk = createFreshDesk();
    Object.assign(desk.handlers, {
      "sources.templates": () => sourceTemplates,
      "sources.discover": ({ url }: Input<"sources.discover">) => found(choiceAt(url, { url, title: "Zqsearch" })),
    });
    await openWelcome(desk);
    await type(field("brand-firm"), "Zqfähr Linie");
    await click("Next: sources");
    await until(() => words().includes("Or search for Zqfähr Linie"), "the places are offered");
    expect(words(find("main"))).not.toContain("YouTube channel");
    await click("Reddit search");
    expect(desk.sent("sources.discover")).toEqual([
      { url: "https://www.reddit.com/search.rss?q=%22Zqf%C3%A4hr%20Linie%22&sort=new", allowPrivate: false },
    ]);
    expect(words(find("main table"))).toContain("Zqsearch");
    expect(button("Reddit search").getAttribute("aria-disabled")).toBe("true");
    await click("Mastodon tag");
    expect(desk.sent("sources.discover").at(-1)?.["url"]).toBe("https://mastodon.social/tags/Zqf%C3%A4hrLinie.rss");
  });

  test("an address of our own network is fetched after consent only, and the consent is saved with it", async () => {
    const desk = await openSources();
    await paste("ours");
    expect(words(find("main table"))).toContain("It is fetched only after you allow that");
    await click("It is ours: allow it");
    await click("Use 1 feed");
    expect(desk.sent("sources.add")).toEqual([
      { url: "https://ours", allowPrivate: true, name: "Zq ours <i>feed</i>" },
    ]);
  });

  test("the sample opens in place of this desk and the page begins anew", async () => {
    const desk = await openSources();
    const assign = vi.spyOn(location, "assign").mockImplementation(() => undefined);
    Object.assign(desk.handlers, { "workspace.openSample": () => ({ name: "sample.db" }) });
    await click("Show me with sample data");
    expect(desk.sent("workspace.openSample")).toEqual([{}]);
    expect(assign).toHaveBeenCalledWith("/");
    assign.mockRestore();
  });
});

describe("step 3, hours and targets", () => {
  async function openHours() {
    const desk = createFreshDesk();
    desk.steps.add("brand");
    desk.steps.add("sources");
    return openWelcome(desk);
  }
  const day = (name: string) => find<HTMLInputElement>(`input[aria-label="Desk hours, ${name}"]`);

  test("going on saves the calendar, the targets and the hold", async () => {
    const desk = await openHours();
    await type(day("Mon"), "8–12, 13–18");
    await click("Tue to Fri the same");
    await click("Next: people");
    const split = [
      [480, 720],
      [780, 1080],
    ];
    const { calendar, targets } = settingsOf();
    expect(desk.sent("settings.save")).toEqual([
      {
        version: 1,
        change: {
          calendar: {
            ...calendar,
            week: { Mon: split, Tue: split, Wed: split, Thu: split, Fri: split, Sat: [], Sun: [] },
          },
          targets,
          holdMinutes: 5,
        },
      },
    ]);
    expect(title()).toBe("Who drafts, and who approves?");
  });

  test("hours that cannot be read hold the step and say how to write them", async () => {
    const desk = await openHours();
    await type(day("Mon"), "from nine");
    expect(day("Mon").getAttribute("aria-invalid")).toBe("true");
    expect(button("Next: people").title).toBe("Write hours like 8–12, 13–18.");
    await press("Enter", { ctrlKey: true });
    expect(desk.sent("settings.save")).toEqual([]);
  });
});

describe("step 4, people", () => {
  async function openPeople() {
    const desk = createFreshDesk();
    for (const step of ["brand", "sources", "hours"]) desk.steps.add(step);
    Object.assign(desk.handlers, {
      "people.setPin": ({ id, pin }: Input<"people.setPin">) => {
        if (pin.length < 6) throw new EngineError("pin-too-short");
        const person = desk.people.find((each) => each.id === id);
        return Object.assign(person ?? {}, { hasPin: true, version: 2 });
      },
      "people.add": ({ name, roles }: Input<"people.add">) => {
        desk.people.push(personOf(2, { name, roles, hasPin: true }));
        return desk.people[1];
      },
      "people.update": (input: Input<"people.update">) =>
        Object.assign(desk.people.find(({ id }) => id === input.id) ?? {}, input),
    });
    await openWelcome(desk);
    await until(() => document.querySelector("main table") !== null, "the people are shown");
    return desk;
  }
  const entry = (form: string, at: number) => {
    const found = document.querySelectorAll<HTMLInputElement>(`form[aria-label="${form}"] input`)[at];
    if (!found) throw new Error(`the form ${form} has no field ${at}`);
    return found;
  };

  test("one's own PIN comes before a second person", async () => {
    const desk = await openPeople();
    expect(button("Add person").title).toBe("Set your own PIN first: from two people on, everybody signs in.");
    await type(entry("You", 1), "123");
    await click("Save");
    expect(words(find("main [role=alert]"))).toBe("A PIN needs 6 digits or more.");
    await type(entry("You", 1), "123456");
    await click("Save");
    expect(desk.sent("people.setPin").at(-1)).toEqual({ id: idOf(1), pin: "123456" });
    await type(entry("Add person", 0), "Mira Falk");
    await type(entry("Add person", 1), "654321");
    await click("Add person");
    expect(desk.sent("people.add")).toEqual([{ name: "Mira Falk", pin: "654321", roles: ["agent"] }]);
    expect(words(find("main table"))).toContain("Mira Falk");
  });

  test("a role is saved when it is ticked, and the approvals are told anew", async () => {
    const desk = await openPeople();
    expect(words(find("main"))).toContain(
      "Public replies can be approved by Zqperson1 alone, and not those that Zqperson1 wrote.",
    );
    await act(async () => find('input[aria-label="Zqperson1: corpcomm"]').click());
    await settle();
    expect(desk.sent("people.update")).toEqual([
      { id: idOf(1), version: 1, name: "Zqperson1", departments: [], roles: ["agent", "lead", "admin"] },
    ]);
    expect(words(find("main"))).toContain("Nobody can approve public replies yet");
  });

  test("who works alone lets their own approval be recorded, ends the list and gets to work", async () => {
    const desk = await openPeople();
    await click("I work alone");
    expect(desk.sent("settings.save")).toEqual([{ version: 1, change: { selfApproval: true } }]);
    expect(desk.sent("settings.dismissSetup")).toEqual([{ dismissed: true }]);
    expect(location.pathname).toBe("/triage");
  });
});
