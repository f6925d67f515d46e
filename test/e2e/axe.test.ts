import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import type { Browser, Page } from "playwright-core";
import { ulid } from "ulid";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchChromium } from "../support/chromium.ts";
import { type DeskPage, openDeskPage, signInAs } from "../support/desk-page.ts";
import { soon } from "../support/keyboard.ts";
import { pairingCode } from "../support/pairing-code.ts";
import type { ServedDesk } from "../support/served-desk.ts";
import { serveSample } from "../support/served-sample.ts";
import { tabStops } from "../support/tab-stops.ts";

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
// Ends in the one in which Tab walks.
const themes = ["contrast", "dark", "light"] as const;

let served: ServedDesk;
let browser: Browser;

beforeAll(async () => {
  [served, browser] = await Promise.all([serveSample(), launchChromium()]);
});

afterAll(async () => {
  await browser?.close();
  await served?.stop();
  served?.remove();
});

async function openPage(person: string | null): Promise<DeskPage> {
  const code = await pairingCode(served);
  const desk = await openDeskPage(browser, { url: served.url, code, timezoneId: "Europe/London" });
  if (person) await signInAs(desk.rpc, person);
  return desk;
}

type Screen = {
  readonly name: string;
  readonly path: string;
  /** What one comes here for, as a button or link with this name. */
  readonly mainAct?: RegExp;
  readonly open?: (page: Page) => Promise<void>;
};

/** Every screen, and what opens on it. */
async function screensOf({ rpc }: DeskPage): Promise<readonly Screen[]> {
  const { rows } = await rpc.call("triage.page", { view: "care" });
  const [fresh, drafted] = rows.filter(({ badge }) => badge === null).map(({ id }) => id);
  const script = (await rpc.call("playbook.list", {})).find(({ bucket }) => bucket === "care");
  await rpc.call("replies.start", { commandId: ulid(), storyId: drafted ?? "", scriptId: script?.id ?? null });
  const { cards } = await rpc.call("replies.queue", {});
  const live = (await rpc.call("triage.page", { view: "waiting" })).rows;
  const answered = live.find((row) => row.case?.status === "waiting")?.id;
  const source = (await rpc.call("sources.list", {})).find(({ kind }) => kind === "feed");
  return [
    { name: "triage", path: "/triage", mainAct: /^Draft reply/ },
    { name: "case", path: `/case/${fresh ?? ""}`, mainAct: /^Draft reply/ },
    { name: "draft", path: `/case/${drafted ?? ""}`, mainAct: /^Submit for approval/ },
    {
      name: "scripts",
      path: `/case/${drafted ?? ""}`,
      open: async (page) => (await page.getByText("Submit is off").waitFor(), page.keyboard.press(";")),
    },
    { name: "reply", path: `/case/${cards[0]?.story.id ?? ""}`, mainAct: /^(Change the words|Copy the text|Submit)/ },
    { name: "approvals", path: "/approvals", mainAct: /^Approve/ },
    {
      name: "approvals, changing the words",
      path: "/approvals",
      mainAct: /^Hand on the changed words/,
      open: async (page) => {
        await page.getByRole("button", { name: "Edit", exact: false }).first().click();
        await page.getByRole("textbox", { name: "Change the words" }).fill("Other words.");
      },
    },
    {
      name: "approvals, a comment",
      path: "/approvals",
      mainAct: /^Add the comment/,
      open: async (page) => {
        await page.getByRole("button", { name: /^Comment/ }).click();
        await page.getByLabel("What should be different?").fill("Warmer?");
      },
    },
    { name: "playbook", path: `/playbook?script=${script?.id ?? ""}`, mainAct: /^Save as version/ },
    {
      name: "playbook, a new script with a field nobody declared",
      path: "/playbook?do=add",
      mainAct: /^Make it a field/,
      open: (page) => page.getByLabel("Public reply").fill("Hello {{name}}"),
    },
    {
      name: "playbook, versions",
      path: `/playbook?script=${script?.id ?? ""}`,
      mainAct: /^Approve as template|^Save as version/,
      open: (page) => page.getByText(/^1 version$/).click(),
    },
    { name: "playbook, guidelines", path: "/playbook?do=guidelines", mainAct: /^Print/ },
    {
      name: "playbook, import preview",
      path: "/playbook?do=files",
      mainAct: /^Take 1 script/,
      open: (page) =>
        page.locator("#playbook-file").setInputFiles({
          name: "scripts.csv",
          mimeType: "text/csv",
          buffer: Buffer.from("name,public\nParcel late,Hello\n,Nobody\n"),
        }),
    },
    { name: "playbook, out of use", path: "/playbook?do=removed" },
    { name: "reports", path: "/reports?panel=definitions", mainAct: /^Definitions/ },
    {
      name: "reports, rows of a figure and a table in place of a chart",
      path: "/reports?report=volume&kpi=volume",
      mainAct: /^Close/,
      open: async (page) => {
        await page.locator("aside [role=option]").first().waitFor();
        await page.getByRole("button", { name: "Table" }).first().click();
      },
    },
    { name: "settings, accounts", path: "/settings?section=accounts", mainAct: /^Connect Bluesky/ },
    {
      name: "settings, connecting an account",
      path: "/settings?section=accounts",
      mainAct: /^Connect$/,
      open: (page) => page.getByRole("button", { name: "Connect Bluesky" }).click(),
    },
    { name: "log", path: "/log", mainAct: /^Log it/ },
    { name: "import", path: "/import" },
    { name: "contacts", path: "/contacts" },
    {
      name: "import, preview",
      path: "/import",
      mainAct: /^Import \d+ rows/,
      open: (page) =>
        page.locator("#import-file").setInputFiles({
          name: "export.csv",
          mimeType: "text/csv",
          buffer: Buffer.from("Date,Author,Text\n2026-01-01,Ann,One\n2026-01-02,Bob,Two\nsoon,Eve,Three\n"),
        }),
    },
    {
      name: "look-up over a screen",
      path: "/import",
      open: async (page) => {
        await page.keyboard.press("Control+Alt+l");
        await page.keyboard.type("mur");
        await page.locator("dialog [role=option]").first().waitFor();
      },
    },
    {
      name: "look-up in its own window, a call",
      path: "/look-up",
      mainAct: /^Log the call/,
      open: async (page) => {
        await page.getByRole("combobox").fill("mur");
        await page.locator("[role=option]").first().waitFor();
        await page.keyboard.press("Control+Enter");
      },
    },
    {
      name: "case, a line",
      path: `/case/${fresh ?? ""}`,
      open: (page) => page.getByRole("button", { name: "Propose a line" }).click(),
    },
    { name: "monitor", path: "/monitor", mainAct: /^Add source/ },
    {
      name: "monitor, an account of ours",
      path: "/monitor",
      mainAct: /^Listen/,
      open: async (page) => {
        await page.getByRole("button", { name: /^Add source/ }).click();
        await page.getByRole("radio", { name: "An account of ours" }).check();
        await page.getByLabel("Account", { exact: true }).waitFor();
      },
    },
    { name: "case, what was answered", path: `/case/${answered ?? ""}`, mainAct: /^Read now|^I looked/ },
    {
      name: "rules",
      path: "/monitor",
      mainAct: /New rule/,
      open: async (page) => {
        await page.getByRole("button", { name: "Rules", exact: true }).click();
        await page.getByRole("button", { name: "New rule" }).waitFor();
      },
    },
    {
      name: "rule",
      path: "/monitor",
      mainAct: /^Save rule/,
      open: async (page) => {
        await page.getByRole("button", { name: "Rules", exact: true }).click();
        await page.getByRole("button", { name: "New rule" }).click();
        await page.getByText("Looked at").waitFor();
        await page.getByText("Tone", { exact: true }).first().click();
      },
    },
    {
      name: "source",
      path: "/monitor",
      open: async (page) => {
        await page.getByRole("grid").waitFor();
        await page.keyboard.press("x");
        await page.keyboard.press("Enter");
        await page.getByRole("region", { name: "Last fetches" }).waitFor();
        await page.getByRole("radio", { name: "Name and password" }).check();
        await page.getByLabel("Keep mentions").selectOption("30");
      },
    },
    {
      name: "lists of feeds",
      path: "/monitor",
      mainAct: /^Add source/,
      open: (page) => page.getByRole("button", { name: "OPML" }).click(),
    },
    {
      name: "lists of feeds, preview",
      path: "/monitor",
      open: async (page) => {
        await page.getByRole("button", { name: "OPML" }).click();
        await page.locator("#opml-file").setInputFiles({
          name: "list.opml",
          mimeType: "text/x-opml",
          buffer: Buffer.from(
            '<opml version="2.0"><body><outline text="One" xmlUrl="http://127.0.0.1:9/feed"/><outline text="Odd" xmlUrl="file:///odd"/></body></opml>',
          ),
        });
        await page.getByText("0 answer with a feed, 1 do not, 0 were not checked.").waitFor();
      },
    },
    {
      name: "add source",
      path: "/monitor",
      mainAct: /^Look/,
      open: async (page) => {
        await openAdding(page);
        await page.getByLabel("Site, feed or address").fill(source?.url ?? "");
        await page.keyboard.press("Enter");
        await page.getByText("1 feed found").waitFor();
      },
    },
    {
      name: "add source by words",
      path: "/monitor",
      mainAct: /^Look/,
      open: async (page) => {
        await openAdding(page);
        await page.getByRole("radio", { name: "By words" }).check();
        await page.getByLabel("Where").waitFor();
      },
    },
    { name: "topics", path: "/topics", open: (page) => page.getByRole("link", { name: "sewage" }).waitFor() },
    {
      name: "topics, rows",
      path: "/topics",
      open: async (page) => {
        await page.getByRole("link", { name: "sewage" }).click();
        await page.locator("[role=option]").first().waitFor();
      },
    },
    { name: "alarms", path: "/alarms", mainAct: /^Open its mentions/ },
    { name: "shift", path: "/shift", mainAct: /^(Open|Close) shift/ },
    { name: "crm", path: "/crm" },
    { name: "crm, connections", path: "/crm?tab=connections", mainAct: /^Add webhook/ },
    {
      name: "crm, a new connection",
      path: "/crm?tab=connections",
      open: async (page) => {
        await page.getByRole("button", { name: "Add EspoCRM" }).click();
        await page.getByRole("heading", { name: "Where to find this: EspoCRM" }).waitFor();
      },
    },
    { name: "crm, what is logged", path: "/crm?tab=logged" },
    { name: "settings", path: "/settings", mainAct: /^Save/ },
    { name: "learning", path: "/settings?section=learning", mainAct: /^Learn now/ },
    ...[
      "hours",
      "queue",
      "replies",
      "people",
      "alarms",
      "checks",
      "wall",
      "displays",
      "screen",
      "keys",
      "notices",
      "sample",
      "about",
    ].map((section) => ({
      name: `settings, ${section}`,
      path: `/settings?section=${section}`,
    })),
    { name: "welcome", path: "/welcome", mainAct: /^Next: / },
    ...[2, 3, 4].map((step) => ({
      name: `welcome, step ${step}`,
      path: "/welcome",
      open: (page: Page) => page.locator(`ol > li:nth-child(${step}) > button`).click(),
    })),
    { name: "wall", path: "/wall" },
    // Over the plainest screen: what lies below a layer is judged on its own.
    { name: "keys", path: "/import", open: (page) => openLayer(page, "?") },
    { name: "palette", path: "/import", open: (page) => openLayer(page, "Control+K") },
  ];
}

async function openLayer(page: Page, key: string): Promise<void> {
  await page.keyboard.press(key);
  await page.locator("dialog[open], [role=dialog]").first().waitFor();
}

async function openAdding(page: Page): Promise<void> {
  await page.getByRole("grid").waitFor();
  await page.keyboard.press("n");
  await page.getByLabel("Site, feed or address").waitFor();
}

/** Goes there as the app itself does, by way of a place that is none: what was open, typed or chosen is gone, the page is kept. */
async function openScreen({ page }: DeskPage, { path, open }: Screen): Promise<void> {
  if (await page.evaluate(() => document.querySelector("dialog[open], [role=dialog]") !== null))
    await page.goto(new URL("/nowhere", served.url).href);
  for (const place of ["/nowhere", path]) await page.evaluate((to) => history.pushState(null, "", to), place);
  await page.getByRole("main").first().waitFor();
  await expect.poll(() => page.locator("[aria-busy=true]").count(), soon).toBe(0);
  await expect.poll(() => page.getByRole("main").first().innerText(), soon).not.toMatch(/^(|Loading)$/);
  await open?.(page);
}

/** The page follows the wishes of the system, so the same screen is seen in each theme. */
async function showIn(page: Page, theme: (typeof themes)[number]): Promise<void> {
  await page.emulateMedia({
    colorScheme: theme === "light" ? "light" : "dark",
    contrast: theme === "contrast" ? "more" : "no-preference",
    reducedMotion: "reduce",
  });
  await page.locator(`html[data-theme="${theme}"]`).waitFor({ state: "attached" });
}

/** What would keep somebody from using the page, as axe finds it: "rule: where". */
async function violations(page: Page, rules?: readonly string[]): Promise<string[]> {
  // Evaluated, not put in as a tag: the page's own policy allows no script but its own.
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axeSource);
  const found = await page.evaluate(async (only) => {
    const { axe } = window as unknown as { axe: { run: (where: Document, how: object) => Promise<AxeResults> } };
    // Where a rule found nothing wrong is not written out place by place: that is most of the time.
    const { violations: list, passes } = await axe.run(document, {
      resultTypes: ["violations"],
      ...(only ? { runOnly: only } : {}),
    });
    const judged = passes.find(({ id }) => id === "color-contrast")?.nodes.length ?? 0;
    return {
      judged,
      list: list.map(({ id, impact, nodes }) => ({ id, impact, nodes: nodes.map(({ target }) => target.join(" ")) })),
    };
  }, rules);
  expect(found.judged).toBeGreaterThan(0);
  const serious = found.list.filter(({ impact }) => impact === "serious" || impact === "critical");
  return serious.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node}`));
}

async function violationsInAllThemes(page: Page, name: string): Promise<string[]> {
  const found: string[] = [];
  for (const theme of themes) {
    await showIn(page, theme);
    // Names and roles are the same in every theme; colours are not.
    const rules = theme === "light" ? undefined : ["color-contrast"];
    for (const violation of await violations(page, rules)) found.push(`${name}, ${theme}: ${violation}`);
  }
  return found;
}

/** What keeps somebody without a mouse from the main act of a screen. */
async function tabTroubles(page: Page, { name: screen, mainAct }: Screen): Promise<readonly string[]> {
  if (!mainAct) return [];
  const stops = await tabStops(page);
  const names = stops.map(({ name }) => name.replaceAll(/\s+/g, " "));
  const isThere = names.some((name) => mainAct.test(name));
  return [
    ...(isThere ? [] : [`${screen}: no ${mainAct.source} among ${names.join(" | ")}`]),
    ...stops.flatMap(({ name }, index) => (name === "" ? [`${screen}: no name at stop ${index + 1}`] : [])),
    ...stops.flatMap(({ name, isSeen }) => (isSeen ? [] : [`${screen}: the focus is not seen on ${name}`])),
  ];
}

// Six dozen places in three themes each.
const patience = { timeout: 8 * 60_000 };

test(
  "on every screen axe finds nothing serious in light, dark and contrast, and Tab comes to its main act",
  patience,
  async () => {
    const desk = await openPage("Sunniva Clegg");
    await desk.page.goto(new URL("/nowhere", served.url).href);
    const found: string[] = [];
    for (const screen of await screensOf(desk)) {
      await openScreen(desk, screen);
      found.push(...(await violationsInAllThemes(desk.page, screen.name)));
      found.push(...(await tabTroubles(desk.page, screen)));
    }
    const guest = await openPage(null);
    await guest.page.goto(served.url);
    await guest.page.getByRole("heading", { name: "Who is at the desk?" }).waitFor();
    found.push(...(await violationsInAllThemes(guest.page, "sign-in")));
    await guest.page.getByRole("button", { name: /Sunniva Clegg/ }).click();
    await guest.page.getByLabel("PIN of Sunniva Clegg").waitFor();
    found.push(...(await violationsInAllThemes(guest.page, "PIN")));
    expect([found, desk.complaints, guest.complaints]).toEqual([[], [], []]);
    await Promise.all([desk.context.close(), guest.context.close()]);
  },
);

test("both would find what is wrong: a button without a name or a ring, pale words", async () => {
  const { page, context } = await openPage(null);
  await page.goto(served.url);
  await page.getByRole("heading", { name: "Who is at the desk?" }).waitFor();
  await page.evaluate(() => {
    const pale = document.createElement("p");
    pale.textContent = "pale words";
    pale.style.setProperty("color", "#ddd");
    const button = document.createElement("button");
    button.style.setProperty("outline", "none", "important");
    button.style.setProperty("box-shadow", "none", "important");
    document.querySelector("h1")?.after(button, pale);
  });
  const found = (await violations(page)).map((violation) => violation.split(":")[0] ?? "");
  expect(found.toSorted()).toEqual(["button-name", "color-contrast"]);
  const screen = { name: "sign-in", path: "/", mainAct: /^Sign in as nobody/ };
  const [missing, ...troubles] = await tabTroubles(page, screen);
  expect([missing?.split(" among")[0], troubles]).toEqual([
    "sign-in: no ^Sign in as nobody",
    ["sign-in: no name at stop 1", "sign-in: the focus is not seen on "],
  ]);
  await context.close();
});
