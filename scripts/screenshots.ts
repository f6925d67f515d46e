import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { launchChromium } from "../test/support/chromium.ts";
import { openDeskPage, signInAs } from "../test/support/desk-page.ts";
import type { DeskPage } from "../test/support/desk-page.ts";
import { serveDesk } from "../test/support/served-desk.ts";
import { pairingCode } from "../test/support/pairing-code.ts";

// Draws every screen from a fresh sample workspace: `npm run screenshots [-- FOLDER [NAME …]]`, by default into
// .cache/screenshots; `docs/screenshots triage case approvals wallboard` are those of the README.
// The page must be built (`npm run build`).

type Theme = "light" | "dark" | "contrast";
type Shot = {
  readonly name: string;
  readonly path: string | ((desk: DeskPage) => Promise<string>);
  readonly as?: string;
  readonly size?: readonly [number, number];
  readonly themes?: readonly Theme[];
  /** Pressed once the screen is there. */
  readonly key?: string;
};

const lead = "Sunniva Clegg";
const agent = "Mirela Oakes";

/** A case in whose composer a draft waits, else the first that waits. */
async function caseWithReply({ rpc }: DeskPage): Promise<string> {
  const { cards } = await rpc.call("replies.queue", {});
  const first = cards[0]?.story.id ?? (await rpc.call("triage.page", { view: "waiting" })).rows[0]?.id;
  return `/case/${first ?? ""}`;
}

async function firstCase({ rpc }: DeskPage): Promise<string> {
  const { rows } = await rpc.call("triage.page", { view: "care" });
  return `/case/${rows[0]?.id ?? ""}?draft=1`;
}

async function firstScript({ rpc }: DeskPage): Promise<string> {
  const scripts = await rpc.call("playbook.list", {});
  return `/playbook?script=${scripts.find(({ templateApproval }) => templateApproval)?.id ?? scripts[0]?.id ?? ""}`;
}

async function firstContact({ rpc }: DeskPage): Promise<string> {
  const { rows } = await rpc.call("contacts.list", {});
  return `/contacts?contact=${rows.find(({ openCases }) => openCases > 0)?.id ?? rows[0]?.id ?? ""}`;
}

const all: readonly Theme[] = ["light", "dark", "contrast"];
const shots: readonly Shot[] = [
  { name: "sign-in", path: "/triage", as: "" },
  { name: "triage", path: "/triage", as: agent, themes: all },
  { name: "triage-1280", path: "/triage", as: agent, size: [1280, 720] },
  { name: "case", path: caseWithReply, as: agent, themes: all },
  { name: "case-1280", path: firstCase, as: agent, size: [1280, 720] },
  { name: "case-draft", path: firstCase, as: agent },
  { name: "approvals", path: "/approvals", themes: all },
  { name: "log", path: "/log", as: agent, themes: all },
  { name: "import", path: "/import", themes: all },
  { name: "contacts", path: firstContact, themes: all },
  { name: "contacts-1280", path: firstContact, size: [1280, 720] },
  { name: "playbook", path: firstScript, themes: all },
  { name: "playbook-1280", path: firstScript, size: [1280, 720] },
  { name: "guidelines", path: "/playbook?do=guidelines", themes: all },
  { name: "playbook-files", path: "/playbook?do=files" },
  { name: "scripts", path: firstCase, as: agent, key: ";" },
  { name: "monitor", path: "/monitor", themes: all },
  { name: "source", path: "/monitor", key: "Enter", themes: all },
  { name: "add-source", path: "/monitor", key: "n", themes: all },
  { name: "monitor-1280", path: "/monitor", size: [1280, 720] },
  { name: "topics", path: "/topics", themes: all },
  { name: "topics-1280", path: "/topics?period=week", size: [1280, 720] },
  { name: "reports", path: "/reports?report=service", themes: all },
  { name: "reports-rows", path: "/reports?report=service&kpi=service_level&part=late" },
  { name: "reports-volume", path: "/reports?report=volume", themes: all },
  { name: "reports-figures", path: "/reports?report=all", size: [1280, 720] },
  { name: "reports-1280", path: "/reports?kpi=first_response", size: [1280, 720] },
  { name: "shift", path: "/shift", themes: all },
  { name: "crm", path: "/crm", themes: all },
  { name: "crm-1280", path: "/crm", size: [1280, 720] },
  { name: "crm-connections", path: "/crm?tab=connections", themes: all },
  { name: "crm-logged", path: "/crm?tab=logged", themes: all },
  { name: "alarms", path: "/alarms", themes: all },
  { name: "alarms-1280", path: "/alarms", size: [1280, 720] },
  { name: "settings", path: "/settings", themes: all },
  { name: "accounts", path: "/settings?section=accounts", themes: all },
  { name: "accounts-1280", path: "/settings?section=accounts", size: [1280, 720] },
  { name: "keys", path: "/settings?section=keys", themes: all },
  { name: "notices", path: "/settings?section=notices", themes: all },
  { name: "key-sheet", path: "/triage", as: agent, key: "?" },
  { name: "learning", path: "/settings?section=learning", themes: all },
  { name: "welcome", path: "/welcome", themes: ["light", "dark"] },
  { name: "wallboard", path: "/wall", size: [1920, 1080] },
];

/** Long enough for what comes after the first paint, and until nothing says that it loads. */
async function settle(page: Page): Promise<void> {
  await page.waitForTimeout(700);
  await page.getByText("Loading", { exact: true }).waitFor({ state: "detached", timeout: 15_000 });
}

const folder = process.argv[2] ?? join(import.meta.dirname, "..", ".cache", "screenshots");
const wanted = process.argv.slice(3);
mkdirSync(folder, { recursive: true });
const served = await serveDesk({ args: ["--sample"] });
const browser = await launchChromium();
let failed = 0;
try {
  for (const shot of shots.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
    for (const theme of wanted.length > 0 ? (["light"] as const) : (shot.themes ?? ["light"])) {
      const [width, height] = shot.size ?? [1440, 900];
      const code = await pairingCode(served);
      const desk = await openDeskPage(browser, {
        url: served.url,
        code,
        width,
        height,
        theme,
        timezoneId: "Europe/London",
      });
      if (shot.as !== "") await signInAs(desk.rpc, shot.as ?? lead);
      const path = typeof shot.path === "string" ? shot.path : await shot.path(desk);
      await desk.page.addInitScript(
        (choice) => localStorage.setItem("watchroom.preferences", JSON.stringify({ theme: choice })),
        theme,
      );
      await desk.page.goto(new URL(path, served.url).href);
      await desk.page.waitForLoadState("load");
      await desk.page
        .locator("[aria-busy=true]")
        .waitFor({ state: "detached", timeout: 15_000 })
        .catch(() => (failed += 1));
      await settle(desk.page);
      if (shot.key) {
        await desk.page.keyboard.press(shot.key);
        await settle(desk.page);
      }
      const file = join(folder, `${shot.name}${theme === "light" ? "" : `-${theme}`}.png`);
      await desk.page.screenshot({ path: file });
      for (const complaint of desk.complaints) process.stdout.write(`${shot.name} ${theme}: ${complaint}\n`);
      failed += desk.complaints.length;
      await desk.context.close();
      process.stdout.write(`${file}\n`);
    }
  }
} finally {
  await browser.close();
  await served.stop();
  served.remove();
}
process.exitCode = failed > 0 ? 1 : 0;
