import { beforeEach, describe, expect, test } from "vitest";
import { refusalCodes } from "../../src-main/contract/refusal.ts";
import english from "../../resources/words/en.json" with { type: "json" };
import { pseudo } from "../../src-renderer/lib/pseudo.ts";
import { createDesk } from "./support/desk.ts";
import { openPage, press, titles, until } from "./support/open-page.tsx";
import { findStrays } from "./support/strays.ts";
import { mirela, rowOf, sunniva } from "./support/rows.ts";

beforeEach(() => localStorage.clear());

// What the desk's people and feeds wrote is data, and the names of months come from the browser.
const data = [
  sunniva.name,
  mirela.name,
  sunniva.initials,
  mirela.initials,
  /\bCtrl Z\b/g,
  /Zq\w+/g,
  "late",
  "again",
  /\bNov\b/g,
];

describe("words for people come from the catalogue", () => {
  test("the whole of triage in the test language shows no other word", async () => {
    const desk = createDesk([
      rowOf(1, { badge: "drafting", copies: 6 }),
      rowOf(2, { bucket: "unsorted", sentiment: "unsure" }),
      rowOf(3, { bucket: "pr" }),
    ]);
    await openPage({ link: desk.link, language: "pseudo" });
    await until(() => titles().length === 3, "rows are shown");
    await press("2");
    desk.rows = [rowOf(9), ...desk.rows];
    desk.change({ topics: ["triage"] });
    await until(
      () => document.body.textContent?.includes(pseudo("new, press").split("·")[0] ?? "") ?? false,
      "the bar of new rows is shown",
    );
    expect(findStrays(document.body, data)).toEqual([]);
    for (const key of ["n", "Escape", "e", "Escape", "x", "?"]) {
      await press(key);
      expect(findStrays(document.body, data)).toEqual([]);
    }
    await press("k", { ctrlKey: true });
    await until(
      () => document.querySelector('input[type="search"], .mantine-Spotlight-search') !== null,
      "the palette is shown",
    );
    expect(findStrays(document.body, data)).toEqual([]);
  });

  test("so does the sign-in", async () => {
    const desk = createDesk([]);
    const session = desk.handlers["session.get"];
    desk.handlers["session.get"] = (input) => ({ ...(session?.(input) as never as object), person: null }) as never;
    await openPage({ link: desk.link, language: "pseudo" });
    await until(() => document.querySelector("h1") !== null, "the sign-in is shown");
    expect(findStrays(document.body, data)).toEqual([]);
  });

  test("a word that is not from the catalogue is found", () => {
    const place = document.createElement("div");
    place.innerHTML = `<p>${pseudo("Fine")} <b title="Stray title">Zqtitle1</b></p><kbd>Esc</kbd><input placeholder="Stray hint"><p>stray</p>`;
    expect(findStrays(place, data)).toEqual(["stray", "Stray title", "Stray hint"]);
  });

  test("every reason of a refusal has its words", () => {
    expect(refusalCodes.filter((code) => !(code in english.refusal))).toEqual([]);
  });
});
