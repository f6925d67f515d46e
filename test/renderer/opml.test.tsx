import { act } from "react";
import { beforeEach, describe, expect, test } from "vitest";
import type { OpmlCheck, OpmlEntry, OpmlPreview } from "../../src-main/contract/methods/opml.ts";
import { EngineError } from "../../src-renderer/lib/engine.ts";
import type { Desk } from "./support/desk.ts";
import { button, click, openMonitor, words } from "./support/monitor-desk.ts";
import { find, press, settle, until } from "./support/open-page.tsx";
import { idOf } from "./support/rows.ts";

beforeEach(() => localStorage.clear());

const entryOf = (key: number, change: Partial<OpmlEntry> = {}): OpmlEntry => ({
  key,
  name: `Zq <i>${key}</i>`,
  url: `https://zq${key}.example/feed`,
  siteUrl: null,
  folder: "Zqfolder",
  network: "news",
  state: "new",
  sameAs: null,
  isPrivate: false,
  ...change,
});
const previewOf = (entries: OpmlEntry[], change: Partial<OpmlPreview> = {}): OpmlPreview => ({
  fault: null,
  title: "Zqreader",
  entries,
  isCut: false,
  ...change,
});
const checkOf = (url: string, change: Partial<OpmlCheck> = {}): OpmlCheck => ({
  url,
  state: "alive",
  says: null,
  title: "Zqtitle",
  newestAt: null,
  ...change,
});

type Answers = { preview?: OpmlPreview; check?: (url: string) => Partial<OpmlCheck> };

async function openLists({ preview = previewOf([entryOf(0)]), check = () => ({}) }: Answers = {}): Promise<Desk> {
  const desk = await openMonitor();
  Object.assign(desk.handlers, {
    "uploads.put": () => ({}),
    "sources.previewOpml": () => preview,
    "sources.checkOpml": ({ urls }: { urls: string[] }) => urls.map((url) => checkOf(url, check(url))),
    "sources.importOpml": ({ keys }: { keys: number[] }) => ({
      added: keys.length - 1,
      skipped: 1,
      ids: keys.slice(1).map((key) => idOf(300 + key)),
    }),
    "sources.undoOpml": ({ ids }: { ids: string[] }) => ({ removed: ids.length }),
    "sources.exportOpml": () => ({ fileName: "zqlist.opml", mime: "text/x-opml", content: "<opml/>", sources: 2 }),
  });
  await click("OPML");
  return desk;
}

/** What a file field gets when somebody chooses a file. */
async function choose(file: File): Promise<void> {
  const field = find<HTMLInputElement>("#opml-file");
  Object.defineProperty(field, "files", { value: [file], configurable: true });
  await act(async () => void field.dispatchEvent(new Event("change", { bubbles: true })));
  await settle();
}
const aFile = () => new File(["<opml/>"], "list.opml", { type: "text/x-opml" });
const side = () => words(find("aside"));
const boxes = () => [...document.querySelectorAll<HTMLInputElement>("aside li input[type=checkbox]")];

describe("a list of feeds", () => {
  test("is looked at first: what is new is ticked, what is not says why, and nothing is added", async () => {
    const desk = await openLists({
      preview: previewOf([
        entryOf(0),
        entryOf(1, { state: "already", sameAs: "Zqmine" }),
        entryOf(2, { state: "twice", sameAs: "Zqfirst" }),
        entryOf(3, { state: "bad-address", url: "javascript:zq" }),
      ]),
    });
    await choose(aFile());
    await until(() => boxes().length > 0, "the feeds are shown");
    expect(side()).toContain("4 feeds in “Zqreader”");
    expect(boxes().map(({ checked }) => checked)).toEqual([true]);
    expect(side()).toContain("Already a source: Zqmine");
    expect(side()).toContain("Twice in the list: Zqfirst");
    expect(side()).toContain("This is no address of the web");
    expect(side()).toContain("Zq <i>0</i>");
    expect(document.querySelector("aside li i")).toBeNull();
    expect(document.querySelector('aside a[href^="javascript"]')).toBeNull();
    expect(desk.sent("sources.importOpml")).toEqual([]);
  });

  test("asks for consent to addresses inside our network only when such a feed is ticked", async () => {
    const desk = await openLists({ preview: previewOf([entryOf(0), entryOf(1, { isPrivate: true })]) });
    await choose(aFile());
    await until(() => boxes().length > 0, "the feeds are shown");
    expect(side()).toContain("Allow its addresses of our own network");
    await click("Add 2");
    expect(desk.sent("sources.importOpml")).toMatchObject([{ keys: [0, 1], allowPrivate: false }]);
  });

  test("is asked twenty addresses at a time, and those without a feed lose their tick and say why", async () => {
    const desk = await openLists({
      preview: previewOf(Array.from({ length: 45 }, (_, key) => entryOf(key))),
      check: (url) =>
        url.includes("zq7.") ? { state: "dead", says: { code: "fetch.http-404", params: {} } } : { newestAt: 0 },
    });
    await choose(aFile());
    await until(() => side().includes("44 answer with a feed, 1 do not, 0 were not checked."), "all are checked");
    expect(desk.sent("sources.checkOpml").map((input) => (input as { urls: string[] }).urls.length)).toEqual([
      20, 20, 5,
    ]);
    expect(boxes().filter(({ checked }) => !checked).length).toBe(1);
    expect(words(document.querySelectorAll("aside li")[7])).toContain("404");
    await click("Choose none");
    expect(button("Add 0").title).toBe("Choose a feed first.");
    await click("Choose all new");
    expect(boxes().filter(({ checked }) => checked).length).toBe(44);
  });

  test("offline, its feeds stay ticked and say that nobody checked them", async () => {
    const offline = { state: "unasked", says: { code: "opml.check.offline", params: {} } } as const;
    await openLists({ check: () => offline });
    await choose(aFile());
    await until(() => side().includes("Not checked: offline"), "it says so");
    expect(side()).toContain("0 answer with a feed, 0 do not, 1 were not checked.");
    expect(boxes()[0]?.checked).toBe(true);
    expect(button("Check addresses")).toBeDefined();
  });

  test("shows only those of one kind", async () => {
    await openLists({ preview: previewOf([entryOf(0), entryOf(1, { state: "already", sameAs: "Zqmine" })]) });
    await choose(aFile());
    await until(() => document.querySelectorAll("aside li").length === 2, "the feeds are shown");
    const filter = find<HTMLSelectElement>("aside select:has(option[value=old])");
    await act(async () => {
      filter.value = "old";
      filter.dispatchEvent(new Event("change", { bubbles: true }));
    });
    expect([...document.querySelectorAll("aside li")].map((row) => words(row).includes("Zqmine"))).toEqual([true]);
  });

  test("adds what is ticked, says what became of it, and can be taken back", async () => {
    const desk = await openLists({ preview: previewOf([entryOf(0), entryOf(1), entryOf(2)]) });
    await choose(aFile());
    await until(() => boxes().length === 3, "the feeds are shown");
    await act(async () => boxes()[1]?.click());
    await click("Add 2 sources");
    const [sent] = desk.sent("sources.importOpml") as [{ uploadId: string }];
    expect(sent).toEqual({ uploadId: sent.uploadId, keys: [0, 2], department: null, allowPrivate: false });
    await until(() => side().includes("1 source added."), "the summary is shown");
    expect(side()).toContain("1 was a source already.");
    await press("z", { ctrlKey: true });
    expect(desk.sent("sources.undoOpml")).toEqual([{ ids: [idOf(302)] }]);
    expect(words(find("footer[aria-label=Status]"))).toContain("1 source taken back.");
  });

  test("that is none says so, and so does one that is too large", async () => {
    const desk = await openLists({
      preview: previewOf([], { fault: { code: "opml.fault.notOpml", params: {} }, title: null }),
    });
    await choose(aFile());
    await until(() => side().includes("This is no list of feeds: there is no OPML in it."), "it says so");
    const large = new File(["x"], "large.opml");
    Object.defineProperty(large, "size", { value: 5_000_001 });
    await choose(large);
    expect(side()).toContain("This file is too large. At most 5 MB.");
    expect(desk.sent("uploads.put").length).toBe(1);
  });

  test("an import that the desk refuses says why and keeps the ticks", async () => {
    const desk = await openLists();
    desk.handlers["sources.importOpml"] = () => {
      throw new EngineError("too-many-sources", { most: 5000 });
    };
    await choose(aFile());
    await until(() => boxes().length === 1, "the feed is shown");
    await click("Add 1 source");
    expect(side()).toContain("A desk can read at most 5000 sources.");
    expect(boxes()[0]?.checked).toBe(true);
  });
});

test("our own list is made as a file and handed to the browser", async () => {
  URL.createObjectURL ??= () => "blob:zq";
  URL.revokeObjectURL ??= () => undefined;
  await openLists();
  await click("Prepare the file");
  const link = find<HTMLAnchorElement>("aside a[download]");
  expect([link.download, words(link), link.href.startsWith("blob:")]).toEqual([
    "zqlist.opml",
    "Save zqlist.opml with 2 sources",
    true,
  ]);
});

test("Escape closes the panel", async () => {
  await openLists();
  await press("Escape");
  expect(document.querySelector("#opml-file")).toBeNull();
});
