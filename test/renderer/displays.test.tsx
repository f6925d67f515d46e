import { act } from "react";
import { expect, test } from "vitest";
import type { Device, DisplayCode, NetworkPlace } from "../../src-main/contract/methods/displays.ts";
import type { Role } from "../../src-main/contract/values.ts";
import { EngineError } from "../../src-renderer/lib/engine.ts";
import { find, openPage, settle, type, until } from "./support/open-page.tsx";
import { idOf, NOON } from "./support/rows.ts";
import { createSettingsDesk } from "./support/settings-desk.ts";

const device = (change: Partial<Device>): Device => ({
  ...{ id: idOf(301), kind: "display", name: "Zqfoyer", wall: null, createdAt: NOON, seenAt: NOON, from: "network" },
  ...{ isOpen: true, isThis: false, person: null, revokedAt: null },
  ...change,
});
const code: DisplayCode = {
  ...{ code: "12345678", expiresAt: Date.now() + 600_000, name: null, wall: null },
  addresses: [{ url: "http://10.0.0.2:4780", network: "cable" }],
};
const place = (change: Partial<NetworkPlace>): NetworkPlace => ({
  ...{ name: "cable", addresses: ["10.0.0.2"], isPublic: false, state: "off", urls: [] },
  ...change,
});

async function openSection(roles: Role[] = ["admin"]) {
  const desk = createSettingsDesk({ roles });
  const shown: { devices: Device[]; code: DisplayCode | null; places: NetworkPlace[] } = {
    devices: [
      device({ id: idOf(302), name: "Zqgone", isOpen: false, revokedAt: NOON }),
      device({}),
      device({ id: idOf(303), kind: "desk", name: "Zqbrowser", from: "computer", isThis: true }),
    ],
    code: null,
    places: [place({}), place({ name: "street", addresses: [], isPublic: true })],
  };
  const walls = [
    { id: idOf(311), name: "First" },
    { id: idOf(312), name: "Second" },
  ];
  Object.assign(desk.handlers, {
    "displays.list": () => ({ devices: shown.devices, code: shown.code, walls }),
    "displays.code": () => (shown.code = code),
    "displays.revoke": ({ id }: { id: string }) => {
      shown.devices = shown.devices.map((each) => (each.id === id ? { ...each, revokedAt: NOON } : each));
      return {};
    },
    "displays.rename": () => {
      throw new EngineError("not-found", { what: "display" });
    },
    "displays.networks": () => shown.places,
    "displays.setNetwork": ({ name }: { name: string }) => {
      shown.places = shown.places.map((each) => (each.name === name ? place({ name, state: "failed" }) : each));
      return shown.places;
    },
  });
  await openPage({ link: desk.link, path: "/settings?section=displays" });
  await until(() => document.querySelector("main h1") !== null, "the section is shown");
  await settle();
  return desk;
}

const rows = (list: string) =>
  [...document.querySelectorAll(`#${list} li`)].map((row) => row.textContent?.replaceAll(/\s+/g, " ") ?? "");
const click = async (selector: string) => {
  await act(async () => find(selector).click());
  await settle();
};

test("displays stand apart from browsers, those that are kept out last and with nothing to do", async () => {
  await openSection();
  const [first = "", last = ""] = rows("displays-list");
  expect([first, last].map((row) => /Zqfoyer|Zqgone/.exec(row)?.[0])).toEqual(["Zqfoyer", "Zqgone"]);
  expect(last).toContain("Kept out");
  expect(
    [...document.querySelectorAll("#displays-list button")].map((each) => each.getAttribute("aria-label")),
  ).toEqual([expect.stringContaining("Zqfoyer"), "Keep out Zqfoyer"]);
  expect(rows("displays-browsers").join()).toContain("Zqbrowser");
});

test("a display is kept out only after it was asked, and this very browser is not", async () => {
  const desk = await openSection();
  await click('button[aria-label="Keep out Zqfoyer"]');
  expect(desk.sent("displays.revoke")).toEqual([]);
  const yes = [...document.querySelectorAll<HTMLButtonElement>("#displays-list button")].filter(
    (each) => each.textContent === "Keep out" && each.getAttribute("aria-label") === null,
  );
  await act(async () => yes[0]?.click());
  await until(() => rows("displays-list").every((row) => row.includes("Kept out")), "it is kept out");
  expect(desk.sent("displays.revoke")).toMatchObject([{ id: idOf(301) }]);
  await click('button[aria-label="Keep out Zqbrowser"]');
  expect(desk.sent("displays.revoke")).toHaveLength(1);
});

test("a code is made with a name and the first wall, and is shown with its address", async () => {
  const desk = await openSection();
  await type(find("#displays-name"), "  Zqhall ");
  await act(async () => find<HTMLFormElement>("#displays-code form").requestSubmit());
  await until(() => document.querySelector('[aria-label="Code 1 2 3 4 5 6 7 8"]') !== null, "the code is shown");
  expect(desk.sent("displays.code")).toMatchObject([{ name: "Zqhall", wall: idOf(311) }]);
  expect(find("#displays-code").textContent).toContain("http://10.0.0.2:4780");
});

test("a new name that was refused says so and keeps the form", async () => {
  await openSection();
  await click('#displays-list button[aria-label*="Zqfoyer"]');
  await type(find("#displays-list form input"), "Zqnew");
  await act(async () => find<HTMLFormElement>("#displays-list form").requestSubmit());
  await until(() => document.querySelector('#displays-list [role="alert"]') !== null, "the trouble is said");
  expect(find<HTMLInputElement>("#displays-list form input").value).toBe("Zqnew");
});

test("an admin switches a network on, and one that is public not", async () => {
  const desk = await openSection();
  const ticks = () => [...document.querySelectorAll<HTMLInputElement>("#displays-networks input")];
  expect(ticks().map(({ disabled }) => disabled)).toEqual([false, true]);
  await act(async () => ticks()[0]?.click());
  await until(() => ticks()[0]?.checked === true, "it is switched on");
  expect(desk.sent("displays.setNetwork")).toMatchObject([{ name: "cable", isOn: true }]);
  expect(find("#displays-networks li").textContent).toContain(
    "On, but the computer gave no port there. It is tried again every few seconds; the reason is in the log.",
  );
});

test("a lead sees the networks and can switch none", async () => {
  await openSection(["lead"]);
  const ticks = [...document.querySelectorAll<HTMLInputElement>("#displays-networks input")];
  expect(ticks.map(({ disabled }) => disabled)).toEqual([true, true]);
});

test("an agent is told who may look", async () => {
  const desk = await openSection(["agent"]);
  expect([document.querySelector("#displays-list"), desk.sent("displays.list")]).toEqual([null, []]);
});
