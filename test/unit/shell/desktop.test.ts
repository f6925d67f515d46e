import { describe, expect, test } from "vitest";
import words from "../../../resources/words/en.json" with { type: "json" };
import { autostartEntry } from "../../../src-main/shell/autostart-entry.ts";
import { findLink, readDeepLink } from "../../../src-main/shell/deep-link.ts";
import { cleanChoices } from "../../../src-main/shell/desktop-choices.ts";
import { displayNames } from "../../../src-main/shell/display-name.ts";
import { acceleratorOf } from "../../../src-main/shell/hotkey.ts";
import { createNoticePause } from "../../../src-main/shell/notice-pause.ts";
import { readAsk } from "../../../src-main/shell/read-ask.ts";
import { drawTrayIcon } from "../../../src-main/shell/tray-icon.ts";
import { trayWords } from "../../../src-main/shell/tray-words.ts";

const id = "01KA8K3F000000000000000001";

describe("a link from outside", () => {
  test.each([
    [`watchroom://case/${id}`, `/case/${id}`],
    [`watchroom://case/${id.toLowerCase()}/`, `/case/${id}`],
    [`watchroom://contacts/${id}`, `/contacts/${id}`],
    [`watchroom://wall/${id}`, `/wall/${id}`],
    ["watchroom://triage", "/triage"],
    ["watchroom://look-up/", "/look-up"],
  ])("%s leads to %s", (link, path) => expect(readDeepLink(link)).toBe(path));

  test.each([
    "watchroom://case",
    "watchroom://case/1",
    `watchroom://case/${id}/../../settings`,
    `watchroom://case/${id}?draft=1`,
    `watchroom://case/${id}#x`,
    `watchroom://triage/${id}`,
    "watchroom://settings",
    "watchroom://welcome",
    "watchroom:triage",
    "watchroom://triage/%2e%2e/settings",
    "watchroom://user:pass@triage",
    "https://watchroom/triage",
    "file:///etc/passwd",
    `watchroom://case/${"0".repeat(500)}`,
    "",
  ])("%s leads nowhere", (link) => expect(readDeepLink(link)).toBeNull());

  test("is found among the words of a second start", () => {
    expect(findLink(["--data-dir", "/d", `watchroom://case/${id}`])).toBe(`watchroom://case/${id}`);
    expect(findLink(["--data-dir", "/d/watchroom"])).toBeNull();
  });
});

describe("the key that opens the look-up from anywhere", () => {
  test.each([
    ["Ctrl+Alt+L", "CommandOrControl+Alt+L"],
    ["Ctrl+Shift+Alt+K", "CommandOrControl+Alt+Shift+K"],
    ["Ctrl+Alt+ArrowUp", "CommandOrControl+Alt+Up"],
    ["F9", "F9"],
    ["l", null],
    ["Shift+L", null],
    ["Ctrl+L", null],
    ["Ctrl+Alt+é", null],
    ["g t", null],
    ["", null],
  ])("%j is %j to Electron", (keys, accelerator) => expect(acceleratorOf(keys)).toBe(accelerator));
});

describe("the tray", () => {
  const counts = { unsorted: 3, waiting: 41, breaching: 1, approvals: 0, isOffline: false };

  test("says the counts in words, and what is unknown as unknown", () => {
    expect(trayWords(words.shell, counts)).toEqual({
      tooltip: "Watchroom: 3 unsorted, 41 waiting, 1 late or soon late",
      lines: ["3 unsorted", "41 waiting", "1 late or soon late"],
      isAlerted: true,
    });
    const quiet = { ...counts, breaching: 0, approvals: 2, isOffline: true };
    expect(trayWords(words.shell, quiet).lines.slice(3)).toEqual(["2 to approve", "No network"]);
    expect(trayWords(words.shell, quiet).isAlerted).toBe(false);
    expect(trayWords(words.shell, null).tooltip).toBe("Watchroom: The engine does not answer.");
  });

  test("has a picture that differs in shape when something is late", () => {
    const inked = (isAlerted: boolean) =>
      drawTrayIcon({ size: 16, isAlerted })
        .filter((_, at) => at % 4 === 3)
        .filter((alpha) => alpha > 0).length;
    expect(inked(true)).toBeGreaterThan(inked(false));
    expect(inked(false)).toBeGreaterThan(40);
  });
});

describe("notices that are paused", () => {
  function start() {
    const shown: string[] = [];
    let end = () => {};
    const pause = createNoticePause({
      after: (_ms, work) => ((end = work), () => (end = () => {})),
      show: ({ title }) => void shown.push(title),
      fold: (held) => ({ tag: "held", title: `${held.length} held`, body: "" }),
    });
    const tell = (tag: string, title = tag) => pause.tell({ tag, title, body: "" });
    return { pause, shown, tell, end: () => end() };
  }

  test("are shown as one at the end, and each at once after that", () => {
    const { pause, shown, tell, end } = start();
    tell("a");
    pause.pauseFor(1000);
    for (const tag of ["b", "c", "c"]) tell(tag);
    expect([shown, pause.isPaused()]).toEqual([["a"], true]);
    end();
    tell("d");
    expect([shown, pause.isPaused()]).toEqual([["a", "2 held", "d"], false]);
  });

  test("are shown as they are when it was one, and not at all when there was none", () => {
    const { pause, shown, tell } = start();
    pause.pauseFor(1000);
    pause.resume();
    pause.pauseFor(1000);
    tell("b", "first words");
    tell("b", "last words");
    pause.resume();
    expect(shown).toEqual(["last words"]);
  });
});

describe("displays", () => {
  const display = (x: number, label: string, width = 1920) => ({
    ...{ label, size: { width, height: 1080 }, scaleFactor: 1, internal: false },
    workArea: { x, y: 0, width, height: 1080 },
  });

  test("are known by name and size; two of one make by their order from the left", () => {
    const [left, right, other] = [display(0, "Zq 27"), display(1920, "Zq 27"), display(-2560, "Zq 32", 2560)] as const;
    const names = displayNames([right, other, left]);
    expect([names.get(other), names.get(left), names.get(right)]).toEqual([
      "Zq 32 2560x1080@1",
      "Zq 27 1920x1080@1",
      "Zq 27 1920x1080@1 #2",
    ]);
  });
});

test("what starts at login on Linux is quoted as the desktop entry asks", () => {
  const entry = autostartEntry({
    name: "Watchroom",
    program: '/opt/a "b" $c/watchroom',
    words: ["--data-dir", "/d 100%", "a\\b"],
  });
  expect(entry.split("\n").find((line) => line.startsWith("Exec="))).toBe(
    String.raw`Exec="/opt/a \\"b\\" \\$c/watchroom" "--data-dir" "/d 100%%" "a\\\\b"`,
  );
});

test("what a page asks of the desktop is taken over piece by piece", () => {
  expect(readAsk({ ask: "open-window", path: "/triage?x=1", more: 1 })).toEqual({
    ask: "open-window",
    path: "/triage?x=1",
  });
  const chosen = { ask: "set-wall", monitor: "Zq 27", wall: id };
  expect(readAsk({ ...chosen, more: 1 })).toEqual(chosen);
  const bad = [
    ...[null, "state", {}, { ask: "quit" }, { ask: "open-window", path: "//evil/" }],
    ...[
      { ask: "open-window", path: "https://evil.example/" },
      { ask: "open-wall", display: "Zq 27" },
      { ask: "set-wall", monitor: "Zq 27", wall: "/wall" },
      { ask: "set-wall", monitor: "", wall: null },
      { ask: "switch-wall", monitor: "Zq 27", isOn: 1 },
    ],
    ...[
      { ask: "set-hotkey", keys: 7 },
      { ask: "start-at-login", isOn: "yes" },
      { ask: "close-look-up", path: "../x" },
    ],
  ];
  expect(bad.map(readAsk)).toEqual(bad.map(() => null));
});

test("choices of this computer fall back to what is usual", () => {
  expect(cleanChoices({ hotkey: null, staysInTray: true })).toEqual({ hotkey: null, staysInTray: true });
  expect(cleanChoices({ hotkey: 7, staysInTray: "yes" })).toEqual({ hotkey: "Ctrl+Alt+L", staysInTray: false });
  expect(cleanChoices(null)).toEqual({ hotkey: "Ctrl+Alt+L", staysInTray: false });
});
