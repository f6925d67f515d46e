import { act } from "react";
import { beforeEach, describe, expect, test } from "vitest";
import type { Discovery, FeedChoice } from "../../src-main/contract/methods/discovery.ts";
import { fillTemplate } from "../../src-renderer/lib/fill-template.ts";
import { sourceTemplates } from "../../src-main/domain/sources/templates.ts";
import { EngineError } from "../../src-renderer/lib/engine.ts";
import { click, openMonitor, words } from "./support/monitor-desk.ts";
import { find, press, settle, type, until } from "./support/open-page.tsx";
import { sourceOf } from "./support/sources.ts";

beforeEach(() => localStorage.clear());

const choice = (url: string, change: Partial<FeedChoice> = {}): FeedChoice => ({
  url,
  title: `Zq <b>${url.split("/").at(-1)}</b>`,
  network: "news",
  how: "link",
  itemCount: 40,
  newestAt: null,
  latest: [{ title: "Zqnewest", publishedAt: null }],
  already: null,
  ...change,
});
const found = (...choices: FeedChoice[]): Discovery => ({ failure: null, page: null, choices, tried: [] });
const nothing = (code: string, tried: string[] = []): Discovery => ({
  ...found(),
  failure: { code, params: { count: tried.length } },
  tried,
});

async function openAdding(answer: Discovery) {
  const desk = await openMonitor();
  Object.assign(desk.handlers, {
    "sources.discover": () => answer,
    "sources.templates": () => sourceTemplates,
    "sources.add": () => sourceOf(3),
  });
  await press("n");
  return desk;
}

async function lookAt(answer: Discovery) {
  const desk = await openAdding(answer);
  await type(find<HTMLInputElement>("aside input[inputmode=url]"), " zq.example ");
  await click("Look");
  await settle();
  return desk;
}

describe("by address", () => {
  test("the one feed that is there is ticked, shown as text, and saved only when it is added", async () => {
    const desk = await lookAt(found(choice("https://zq.example/feed")));
    expect(words(find("aside"))).toContain("Add Zq <b>feed</b>");
    expect(words(find("aside"))).toContain("40 entries");
    expect(document.querySelector("aside li b b")).toBeNull();
    expect(desk.sent("sources.add")).toEqual([]);
    await click("Add this source");
    expect(desk.sent("sources.add")).toEqual([
      { url: "https://zq.example/feed", network: "news", allowPrivate: false, name: "Zq <b>feed</b>" },
    ]);
  });

  test("of several feeds those that are ticked are added, one after the other, under the names that were given", async () => {
    const desk = await lookAt(
      found(
        choice("https://zq.example/news"),
        choice("https://zq.example/talk"),
        choice("https://zq.example/old", { already: "Zqold" }),
      ),
    );
    expect(words(find("aside"))).toContain("Already a source: Zqold");
    const add = find("aside form:has(ul) button[type=submit]");
    expect([words(add), add.getAttribute("aria-disabled")]).toEqual(["Add", "true"]);
    for (const box of document.querySelectorAll<HTMLInputElement>("aside li input[type=checkbox]"))
      await act(async () => box.click());
    await type(find<HTMLInputElement>("aside li input[type=text]"), "Zqpaper");
    await click("Add 2 sources");
    await until(() => desk.sent("sources.add").length === 2, "both are sent");
    expect(desk.sent("sources.add").map(({ url, name }) => [url, name])).toEqual([
      ["https://zq.example/news", "Zqpaper"],
      ["https://zq.example/talk", "Zq <b>talk</b>"],
    ]);
  });

  test("when the engine refuses one, it says why and keeps what is still to be added", async () => {
    const desk = await lookAt(found(choice("https://zq.example/feed")));
    desk.handlers["sources.add"] = () => {
      throw new EngineError("source-exists", { name: "Zqold", url: "https://zq.example/feed" });
    };
    await click("Add this source");
    await until(() => words(find("aside [role=status]")).includes("This feed is there already"), "it says why");
    expect(find<HTMLInputElement>("aside li input[type=checkbox]").checked).toBe(true);
  });

  test("says in one sentence why nothing was found, and what was asked", async () => {
    await lookAt(nothing("feed.none_found", ["https://zq.example/", "https://zq.example/feed"]));
    expect(words(find("aside [role=status] p"))).toBe(
      "This is a web page, and no feed was found on it or near it. 2 addresses were asked.",
    );
    expect(words(find("aside details"))).toContain("https://zq.example/feed");
    expect(words(find("aside"))).not.toContain("Add this source");
  });

  test("asks for consent to an address of our own network and looks again with it", async () => {
    const desk = await lookAt(nothing("fetch.private-address"));
    await act(async () => find("aside input[type=checkbox]").click());
    await settle();
    expect(desk.sent("sources.discover")).toEqual([
      { url: "zq.example", allowPrivate: false },
      { url: "zq.example", allowPrivate: true },
    ]);
  });
});

describe("by words", () => {
  const template = (id: string) => sourceTemplates.find((one) => one.id === id) ?? sourceTemplates[0]!;

  test("the filled address is shown, says its limits, may be changed, and is looked at before it is added", async () => {
    const desk = await openAdding(found(choice("https://news.google.com/rss/search?q=zq", { network: "other" })));
    await act(async () => find("aside input[value=keyword]").click());
    await until(() => document.querySelector("aside select") !== null, "the templates are there");
    expect(words(find("aside"))).toContain("Google does not document it.");
    const address = () => find<HTMLInputElement>("aside input[inputmode=url]");
    expect(address().value).toContain("q=%22Zqfirm%20Ferries%22+when:7d");
    await type(find<HTMLInputElement>("aside input[maxlength='300']"), '"late ferry" OR bus');
    expect(address().value).toContain("q=%22late%20ferry%22%20OR%20bus+when:7d");
    await type(address(), "https://news.google.com/rss/search?q=zq");
    await click("Look");
    await settle();
    expect(desk.sent("sources.discover")).toEqual([
      { url: "https://news.google.com/rss/search?q=zq", allowPrivate: false },
    ]);
    expect(words(find("aside"))).toContain("X, Facebook, Instagram");
    // The place knows its network; the address alone would not show it.
    expect(find<HTMLSelectElement>("aside li select").value).toBe("news");
  });

  test("fields are cleaned of what people paste along, and encoded", () => {
    expect(fillTemplate(template("mastodonTag"), { host: "https://Social.Example/", tag: "#Fähre" })).toBe(
      "https://social.example/tags/F%C3%A4hre.rss",
    );
    expect(fillTemplate(template("redditBoard"), { board: "r/ferries", query: "a&b=c" })).toBe(
      "https://www.reddit.com/r/ferries/search.rss?q=a%26b%3Dc&restrict_sr=on&sort=new",
    );
    expect(fillTemplate(template("googleAlerts"), { id: "123/456" })).toBe(
      "https://www.google.com/alerts/feeds/123/456",
    );
    expect(fillTemplate(template("bluesky"), { account: "@ann.example" })).toBe(
      "https://bsky.app/profile/ann.example/rss",
    );
    expect(fillTemplate(template("reddit"), { query: "$& $1" })).toContain("q=%24%26%20%241");
  });

  test("an empty field gives no address", () => {
    for (const one of sourceTemplates) expect(fillTemplate(one, {})).toBeNull();
  });
});
