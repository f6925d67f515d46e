import { act } from "react";
import { beforeEach, expect, test } from "vitest";
import type { Input, Output } from "../../src-renderer/lib/engine.ts";
import { alarmOf, measure } from "./support/alarm-desk.ts";
import { find, openPage, settle, until } from "./support/open-page.tsx";
import { idOf, MINUTE, NOON } from "./support/rows.ts";
import { createSettingsDesk, type SettingsDesk } from "./support/settings-desk.ts";

type Tested = Output<"alarms.backtest">;

const day = 1440 * MINUTE;
const watch = { id: idOf(51), name: "Zqwatch" };

const fired: Tested["fired"] = [
  {
    ...{ at: NOON - 3 * day, since: NOON - 3 * day - MINUTE, endedAt: NOON - 2 * day, kind: "spike", measure },
    ...{ series: { kind: "watch", watch }, alarmId: null },
  },
  {
    ...{ at: NOON - 2 * day, since: NOON - 2 * day, endedAt: null, kind: "spike", measure },
    ...{ series: { kind: "negative", watch: null }, alarmId: null },
  },
  {
    ...{ at: NOON - day, since: NOON - day, endedAt: null, kind: "spike", measure },
    ...{ series: { kind: "all", watch: null }, alarmId: alarmOf(5).id },
  },
];

async function openAlarms(): Promise<SettingsDesk> {
  const desk = createSettingsDesk();
  Object.assign(desk.handlers, {
    "alarms.backtest": ({ sensitivity }: Input<"alarms.backtest">): Tested => ({
      ...{ from: NOON - 28 * day, to: NOON, judgedHours: 672, expectedPerWeek: sensitivity === "calm" ? 0.01 : 0.1 },
      fired: sensitivity === "calm" ? [] : fired,
    }),
    "alarms.list": (): Output<"alarms.list"> => ({
      ...{ asOf: NOON, running: 0, alarms: [], settings: desk.settings.alarms, learning: null, taught: [] },
    }),
  });
  await openPage({ link: desk.link, path: "/settings?section=alarms" });
  await until(() => main().includes("would have raised"), "the back-test is shown");
  return desk;
}

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
});

const main = () => find("main").textContent ?? "";
/** What was found, not the list of sections. */
const links = () =>
  [...document.querySelectorAll<HTMLAnchorElement>("main section li a")]
    .map((link) => link.getAttribute("href") ?? "")
    .filter((href) => !href.startsWith("/settings"));

test("what the back-test found opens its alarm, or where none was raised its mentions", async () => {
  await openAlarms();
  expect(main()).toContain("This setting would have raised 3 alarms in the last 28 days.");
  const [alarm, negative, ofWatch] = links();
  expect(alarm).toBe(`/alarms?alarm=${alarmOf(5).id}`);
  const asked = (href: string | undefined) =>
    Object.fromEntries(new URL(href ?? "", "http://page.example").searchParams);
  expect(asked(negative)).toEqual({
    ...{ topic: "", from: String(NOON - 2 * day), to: String(NOON), search: "sentiment:negative" },
  });
  expect(asked(ofWatch)).toEqual({
    ...{ topic: "", from: String(NOON - 3 * day - MINUTE), to: String(NOON - 2 * day), watch: watch.id },
  });
});

test("another sensitivity is tested at once, and kept when it is saved", async () => {
  const desk = await openAlarms();
  const press = async (words: string) => {
    const named = [...document.querySelectorAll<HTMLElement>("main button, main label, main [role=radio]")];
    const found = named.findLast(({ textContent }) => textContent === words);
    if (!found) throw new Error(`no ${words} in ${main()}`);
    await act(async () => found.click());
    await settle();
  };
  await press("Calm");
  await until(() => main().includes("would have raised no alarm"), "the calm setting is tested");
  expect(main()).toContain("About 0.01 false alarms a week");
  expect(desk.settings.alarms.sensitivity).toBe("normal");
  await press("Save");
  expect(desk.settings.alarms).toMatchObject({ sensitivity: "calm", coolDownMinutes: 60 });
});
