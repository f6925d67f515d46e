import { act } from "react";
import { beforeEach, describe, expect, test } from "vitest";
import type { SourceSettings } from "../../src-main/contract/methods/source-settings.ts";
import { EngineError } from "../../src-renderer/lib/engine.ts";
import { button, click, open, openMonitor, words } from "./support/monitor-desk.ts";
import { find, settle, type, until } from "./support/open-page.tsx";
import { idOf } from "./support/rows.ts";
import { settingsOf } from "./support/source-settings.ts";
import { sourceOf } from "./support/sources.ts";

beforeEach(() => localStorage.clear());

async function openSource(settings: Partial<SourceSettings> = {}, change: Parameters<typeof sourceOf>[1] = {}) {
  const desk = await openMonitor({ sources: [sourceOf(1, change)] });
  Object.assign(desk.handlers, {
    "sources.settings": () => settingsOf(1, settings),
    "sources.wouldPurge": () => ({ mentions: 1240, stay: 1 }),
    "sources.update": () => sourceOf(1),
  });
  await open("Zqsource1");
  await until(() => document.querySelector("aside form") !== null, "the form is shown");
  return desk;
}

const field = <Kind extends Element = HTMLInputElement>(label: string): Kind => {
  const found = [...document.querySelectorAll("aside form label")].find((each) => words(each) === label);
  return find<Kind>(`[id="${found?.getAttribute("for")}"]`);
};
async function pick(label: string, value: string): Promise<void> {
  const select = field<HTMLSelectElement>(label);
  await act(async () => {
    select.value = value;
    select.dispatchEvent(new Event("change", { bubbles: true }));
  });
  await settle();
}
const clickOn = async (label: string) => {
  await act(async () => field(label).click());
  await settle();
};
const unchanged = {
  ...{ id: idOf(1), version: 1, name: "Zqsource1", network: "news", intervalMinutes: null, everything: false },
  ...{ allowPrivate: false, department: null, retentionDays: null },
};

describe("the settings of a source", () => {
  test("are saved with the version that was seen, without an address or a sign-in that nobody changed", async () => {
    const desk = await openSource({ signIn: { kind: "basic", name: "Zquser", secret: "kept" } });
    expect(button("Save source").getAttribute("aria-disabled")).toBe("true");
    await type(field("Name"), " Zqrenamed ");
    await pick("Department", "Zqfleet");
    await click("Save source");
    expect(desk.sent("sources.update")).toEqual([{ ...unchanged, name: "Zqrenamed", department: "Zqfleet" }]);
  });

  test("say how often it is read, what the feed asks for and what is the least", async () => {
    await openSource();
    expect(words(find("aside form"))).toContain("Now every 60 m. The feed asks for 30 m. Never sooner than 15 m.");
  });

  test("say what keeping for some days would remove now, and what stays", async () => {
    const desk = await openSource();
    await pick("Keep mentions", "90");
    await until(() => words(find("aside form")).includes("1,240 mentions are older"), "the count is shown");
    expect(words(find("aside form"))).toContain("1 older one stays, because people worked on it.");
    expect(desk.sent("sources.wouldPurge")).toEqual([{ id: idOf(1), retentionDays: 90 }]);
    await click("Save source");
    expect(desk.sent("sources.update")).toEqual([{ ...unchanged, retentionDays: 90 }]);
  });

  test("take a new address, and say whose it is already", async () => {
    const desk = await openSource();
    desk.handlers["sources.update"] = () => {
      throw new EngineError("source-exists", { name: "Zqother" });
    };
    await type(field("Address"), "https://zq.example/other");
    await click("Save source");
    expect(desk.sent("sources.update")).toEqual([{ ...unchanged, url: "https://zq.example/other" }]);
    expect(words(find("aside form [role=alert]"))).toBe("This feed is there already: Zqother.");
    expect(field("Address").value).toBe("https://zq.example/other");
  });

  test("a sign-in needs its name and its secret, which is sent once and shown nowhere", async () => {
    const desk = await openSource();
    await clickOn("Header");
    expect(button("Save source").title).toBe("The sign-in needs a name.");
    await type(field("Name of the header"), "X-Zq-Key");
    expect(button("Save source").title).toBe("The sign-in needs its secret.");
    await type(field("Token"), "zqsecret");
    expect(field("Token").type).toBe("password");
    await click("Save source");
    expect(desk.sent("sources.update")).toEqual([
      { ...unchanged, signIn: { kind: "header", name: "X-Zq-Key", secret: "zqsecret" } },
    ]);
  });

  test("a sign-in that is there keeps its secret when only its name changes, and goes when it is taken away", async () => {
    const desk = await openSource({ signIn: { kind: "basic", name: "Zquser", secret: "kept" } });
    expect(words(find("aside form"))).toContain("It is in the keyring of this computer. Leave it empty to keep");
    expect(field("Password").value).toBe("");
    await type(field("User name"), "Zqnext");
    await click("Save source");
    await clickOn("None");
    await click("Save source");
    expect(desk.sent("sources.update").map((input) => (input as { signIn?: unknown }).signIn)).toEqual([
      { kind: "basic", name: "Zqnext" },
      { kind: "none" },
    ]);
  });

  test("without a keyring it says that the secret is forgotten", async () => {
    await openSource({ hasKeyring: false });
    await clickOn("Name and password");
    expect(words(find("aside form"))).toContain("This computer has no keyring: it is forgotten when the desk closes.");
  });

  test("an imported file has no address to read, no interval and no sign-in", async () => {
    await openSource({}, { kind: "import", state: "import", word: { is: "import", at: 0 } });
    const labels = [...document.querySelectorAll("aside form label")].map((each) => words(each));
    expect(labels).toEqual(["Name", "Kind", "Department", "Everything here counts", "Keep mentions"]);
  });
});
