import { act } from "react";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { AskDesktop, DesktopAsk, DesktopState, WallMonitor } from "../../src-main/contract/desktop.ts";
import type { Session } from "../../src-main/contract/methods/session.ts";
import { EngineError } from "../../src-renderer/lib/engine.ts";
import { createFakeLink } from "./support/fake-link.ts";
import { find, openPage, press, settle, type, until } from "./support/open-page.tsx";
import { createSettingsDesk } from "./support/settings-desk.ts";

// Before the page is loaded: it listens to the shell only where there is one.
vi.hoisted(() => {
  const { userAgent } = navigator;
  Object.defineProperty(navigator, "userAgent", { configurable: true, value: `${userAgent} Electron/45.4.1` });
});

let asked: DesktopAsk[] = [];
const hear = ({ data }: MessageEvent<unknown>) => {
  if (typeof data === "object" && data !== null && "askDesktop" in data) asked.push((data as AskDesktop).askDesktop);
};
beforeEach(() => {
  asked = [];
  localStorage.clear();
  addEventListener("message", hear);
});
afterEach(() => removeEventListener("message", hear));

const toldOf = (ask: DesktopAsk["ask"]) => asked.filter((one) => one.ask === ask);

describe("a wall on a monitor of the desktop", () => {
  const session: Session = {
    ...{ device: "display", person: null, people: [], setupDone: true },
    workspace: { name: "desk", kind: "desk" },
  };

  async function openWall(leave: (pin: string | null) => { isFree: boolean }) {
    const desk = createFakeLink({
      "session.get": () => session,
      "wallboard.snapshot": () => new Promise(() => undefined) as never,
      "kiosk.leave": ({ pin }) => leave(pin),
    });
    await openPage({ link: desk.link, path: "/wall" });
    await until(() => document.querySelector('[data-surface="wall"]') !== null, "the wall is shown");
    return desk;
  }

  const question = () => document.querySelector<HTMLFormElement>('form[role="dialog"]');
  const says = () => question()?.querySelector('[role="status"]')?.textContent;

  async function escapeTwice(): Promise<void> {
    await press("Escape");
    await press("Escape");
    await settle();
  }

  async function enter(pin: string): Promise<void> {
    await type(find("#kiosk-pin"), pin);
    await act(async () => question()?.requestSubmit());
    await settle();
  }

  test("is left at once by Esc twice where no lead has a PIN; one Esc does nothing", async () => {
    const desk = await openWall(() => ({ isFree: true }));
    await press("Escape");
    await settle();
    expect([desk.sent("kiosk.leave"), toldOf("leave-wall")]).toEqual([[], []]);
    await press("Escape");
    await settle();
    expect(toldOf("leave-wall")).toEqual([{ ask: "leave-wall" }]);
    expect(question()).toBeNull();
  });

  test("asks for a PIN, stays when it is wrong, and is left when it is right", async () => {
    const desk = await openWall((pin) => {
      if (pin === "000000") throw new EngineError("wrong-pin");
      return { isFree: pin === "713962" };
    });
    await escapeTwice();
    expect(document.activeElement?.id).toBe("kiosk-pin");
    await enter("000000");
    expect(says()).toBe("This PIN is wrong.");
    expect([find<HTMLInputElement>("#kiosk-pin").value, toldOf("leave-wall")]).toEqual(["", []]);
    await enter("713962");
    expect(toldOf("leave-wall")).toEqual([{ ask: "leave-wall" }]);
    expect(desk.sent("kiosk.leave")).toEqual([{ pin: null }, { pin: "000000" }, { pin: "713962" }]);
  });

  test("keeps standing on Esc, and when nobody answers for 15 seconds", async () => {
    await openWall(() => ({ isFree: false }));
    await escapeTwice();
    await press("Escape");
    expect(question()).toBeNull();
    vi.useFakeTimers({ shouldAdvanceTime: true });
    await escapeTwice();
    expect(question()).not.toBeNull();
    await act(() => vi.advanceTimersByTimeAsync(15_000));
    expect(question()).toBeNull();
    vi.useRealTimers();
  });

  test("says how long to wait after too many tries", async () => {
    await openWall((pin) => {
      if (pin !== null) throw new EngineError("too-many-tries", { seconds: 60 });
      return { isFree: false };
    });
    await escapeTwice();
    await enter("000000");
    expect(says()).toBe("Too many tries. Wait 60 s.");
  });
});

describe("the walls of this computer", () => {
  const monitor = (name: string, change: Partial<WallMonitor>): WallMonitor => ({
    ...{ name, label: name, isBuiltIn: false, width: 1920, height: 1080, isConnected: true, wall: null, isOn: true },
    ...change,
  });
  const state: DesktopState = {
    ...{ hotkey: null, hotkeyState: "off", startsAtLogin: false, staysInTray: false, hasTray: true },
    areNoticesPaused: false,
    monitors: [
      monitor("own", { label: "", isBuiltIn: true, width: 1440, height: 900 }),
      monitor("Zq TV", { wall: "first" }),
      monitor("Zq 27", { wall: "00000000000000000000000001", isOn: false }),
      monitor("Yx 32", { wall: "01KA8K3F000000000000000009", isConnected: false }),
    ],
  };

  async function openCard(): Promise<void> {
    await openPage({ link: createSettingsDesk().link, path: "/settings?section=screen" });
    await until(() => document.querySelector("main h1") !== null, "the section is shown");
    const data = { desktopSays: state };
    await act(async () => {
      dispatchEvent(new MessageEvent("message", { data, source: window, origin: location.origin }));
    });
    await until(() => document.getElementById("screen-walls") !== null, "the card is shown");
  }

  const rows = () =>
    [...document.querySelectorAll("#screen-walls li")].map((row) => {
      const [name, facts] = [...row.querySelectorAll("p")].map(({ textContent }) => textContent);
      const chosen = row.querySelector("select")?.selectedOptions[0]?.textContent;
      return [name, facts, chosen, row.querySelector("button")?.textContent ?? null];
    });

  test("stand beside their monitors by number, name and state, those that are unplugged too", async () => {
    await openCard();
    expect(rows()).toEqual([
      ["1: Built-in display", "1440 × 900, no wall", "No wall", null],
      ["2: Zq TV", "1920 × 1080, carries a wall now", "The first wall", "Switch off"],
      ["3: Zq 27", "1920 × 1080, its wall is switched off", "Wall", "Switch on"],
      [
        ...["Yx 32", "1920 × 1080, not connected; its wall comes back with it"],
        ...["A wall that was removed (the first is shown)", "Switch off"],
      ],
    ]);
  });

  test("are chosen and switched in their row", async () => {
    await openCard();
    const select = find<HTMLSelectElement>("#screen-walls li select");
    await act(async () => {
      select.value = "00000000000000000000000001";
      select.dispatchEvent(new Event("change", { bubbles: true }));
    });
    await act(async () => find('button[aria-label="Switch on the wall of 3: Zq 27"]').click());
    await settle();
    expect([...toldOf("set-wall"), ...toldOf("switch-wall")]).toEqual([
      { ask: "set-wall", monitor: "own", wall: "00000000000000000000000001" },
      { ask: "switch-wall", monitor: "Zq 27", isOn: true },
    ]);
  });
});
