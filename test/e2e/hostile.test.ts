import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "playwright-core";
import { ulid } from "ulid";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { DeskPage } from "../support/desk-page.ts";
import { hostilePayloads } from "../support/hostile-payloads.ts";
import { soon } from "../support/keyboard.ts";
import { openWatchingDesk, type WatchingDesk } from "../support/watching-desk.ts";

const MINUTE = 60_000;
let trap: Awaited<ReturnType<typeof startTrap>>;
let payloads: readonly string[];
let desk: WatchingDesk;
let shown: DeskPage;
const happened: string[] = [];
const command = () => ({ commandId: ulid() });

const escapeText = (words: string) => words.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

/** A server that nothing may ever ask. */
async function startTrap() {
  const hits: string[] = [];
  const server = createServer((request, response) => {
    hits.push(request.url ?? "");
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    hits,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => new Promise<void>((resolve) => (server.closeAllConnections(), server.close(() => resolve()))),
  };
}

beforeAll(async () => {
  trap = await startTrap();
  payloads = hostilePayloads(trap.url);
  const now = Date.now();
  const entries = payloads.map((payload, index) => ({
    id: `${index} ${payload}`,
    title: `H${index} ${payload}`,
    text: `Ternway number ${index} says ${payload} and waits.`,
    // The name is HTML that says the payload as words, so that they reach the page whole.
    author: `<i>A${index}</i> ${escapeText(payload)}`,
    link: /^\w+:/.test(payload) ? payload : `/${index}/${payload}`,
    categories: [payload],
    publishedAt: now - (index + 1) * 1000,
  }));
  const everything = {
    id: "all",
    title: "Everything at once",
    text: `Ternway: ${payloads.join(" ")}`,
    publishedAt: now - MINUTE / 2,
  };
  desk = await openWatchingDesk({ entries: [everything, ...entries], query: "ternway", bucket: "care" });
  shown = await desk.openPage({ height: 2400 });
  const { page, context } = shown;
  page.on("dialog", (dialog) => (happened.push(`dialog ${dialog.message()}`), void dialog.dismiss()));
  page.on("download", (download) => happened.push(`download ${download.url()}`));
  context.on("page", (opened) => happened.push(`window ${opened.url()}`));
  page.on("framenavigated", (frame) => {
    if (frame !== page.mainFrame() || !frame.url().startsWith(desk.served.url)) happened.push(`frame ${frame.url()}`);
  });
});

afterAll(async () => {
  await desk?.close();
  await trap?.close();
});

/** What of a payload became an element, an attribute or a value of the page. */
function effects(page: Page): Promise<string[]> {
  return page.evaluate((hit) => {
    const wide = window as unknown as Record<string, unknown>;
    const never =
      "iframe, object, embed, base, meta[http-equiv], marquee, x-element, form[action], script:not([src^='/'])";
    const isOwn = (element: Element) =>
      element instanceof HTMLAnchorElement && element.target === "_blank" && /^https?:/.test(element.href);
    const isBad = (element: Element) =>
      element.matches(never) ||
      [...element.attributes].some(
        ({ name, value }) =>
          name.startsWith("on") ||
          (["src", "href", "srcset", "style"].includes(name) &&
            (/^\s*(javascript|vbscript|data:text)/i.test(value) || (value.includes(hit) && !isOwn(element)))),
      );
    return [
      ...(wide["__canary"] === undefined ? [] : ["the canary is set"]),
      ...("polluted" in {} ? ["a polluted prototype"] : []),
      ...[...document.querySelectorAll("*")].filter(isBad).map((element) => element.outerHTML.slice(0, 200)),
    ];
  }, trap.url);
}

async function expectHarmless(place: string): Promise<void> {
  const { page, complaints } = shown;
  expect([place, await effects(page), happened, complaints, trap.hits]).toEqual([place, [], [], [], []]);
}

const go = (path: string) => shown.page.goto(new URL(path, desk.served.url).href);
/** Words without what no eye sees, which the desk leaves out or bends. */
const plain = (words: string, length = 200) => words.replaceAll(/[\p{Cc}\p{Cf}\uFFFD\uD800\s]/gu, "").slice(0, length);

test("triage and its preview show every payload as words, and no key opens what is no web address", async () => {
  const { page, rpc } = shown;
  const { rows } = await rpc.call("triage.page", { view: "waiting", limit: 200 });
  await go("/triage");
  await page.locator("[role=option]").first().waitFor();
  const preview = page.getByRole("complementary", { name: "Preview" });
  let said = "";
  for (const row of rows) {
    const words = plain(row.author ?? "");
    await expect.poll(async () => plain(await preview.innerText(), Infinity), soon).toContain(words);
    said += words;
    if (row.url === null) await page.keyboard.press("v");
    await page.keyboard.press("j");
  }
  expect(payloads.filter((payload) => !said.includes(plain(payload).slice(0, 190)))).toEqual([]);
  await expectHarmless("triage");
});

/** The loudest stories, a draft that repeats them, and a source that is called like one. */
async function spread(): Promise<string[]> {
  const { call } = desk.rpc;
  const { rows } = await call("triage.page", { view: "waiting", limit: 200 });
  const whole = rows.filter(
    ({ title }) => title === "Everything at once" || title?.includes("<") || title?.includes("{"),
  );
  const text = payloads
    .filter((payload) => payload.length < 500 && !payload.includes("{{"))
    .join(" ")
    .slice(0, 9000);
  for (const { id: storyId } of whole.slice(0, 2)) {
    const { id: replyId, version } = await call("replies.start", { ...command(), storyId });
    const saved = await call("replies.save", { ...command(), replyId, version, fields: {}, text: plainText(text) });
    await signAll(replyId, saved.version);
    await call("replies.submit", { ...command(), replyId, version: saved.version });
    await call("cases.note", { ...command(), storyId, text: text.slice(0, 4000) });
  }
  const stories = (await call("triage.page", { view: "waiting", limit: 200 })).rows.map(({ id, version }) => ({
    id,
    version,
  }));
  await call("triage.setBucket", { ...command(), stories, bucket: "pr" });
  const [source] = await call("sources.list", {});
  if (source) {
    const { id, version, network, everything, allowPrivate, intervalMinutes } = source;
    const name = (payloads[3] ?? "").slice(0, 120);
    await call("sources.update", {
      ...command(),
      id,
      version,
      network,
      everything,
      allowPrivate,
      intervalMinutes,
      name,
    });
  }
  return whole.slice(0, 8).map(({ id }) => id);
}

/** What the checks find in such words is somebody's to answer for. */
async function signAll(replyId: string, version: number): Promise<void> {
  const { call } = desk.rpc;
  const { hits } = await call("replies.check", { replyId });
  for (const { rule, from, to } of hits.filter(({ severity }) => severity === "look"))
    await call("replies.sign", { ...command(), replyId, version, rule, from, to, reason: "A test of what is shown" });
}

const plainText = (text: string) => text.replaceAll(/[\u0000-\u001f\uD800]/g, "");

test("case, approvals, monitor, shift log and wall show them as words", async () => {
  const { page } = shown;
  const stories = await spread();
  const canary = "window.__canary";
  const says = (words: string) => expect.poll(() => page.locator("body").innerText(), soon).toContain(words);
  for (const id of stories) {
    await go(`/case/${id}`);
    await page.getByRole("region", { name: "Composer" }).waitFor();
    await says("onerror=");
    for (const tab of await page.getByRole("tab").all()) await tab.click();
    await expectHarmless(`case ${id}`);
  }
  for (const [path, words] of [
    ["/approvals", canary],
    ["/monitor", "onerror="],
    ["/shift", canary],
    ["/settings", "Brand names"],
  ] as const) {
    await go(path);
    await says(words);
    await expectHarmless(path);
  }
  await go("/wall");
  for (let turned = 0; turned < 3; turned += 1) {
    await says("Service level");
    await expectHarmless("wall");
    await page.keyboard.press("ArrowRight");
  }
});

test("the same words as HTML in a page without a policy would have run, loaded and asked", async () => {
  const context = await desk.browser.newContext();
  const page = await context.newPage();
  await page.evaluate(
    (all) => {
      for (const payload of all) {
        const box = document.createElement("div");
        box.innerHTML = payload;
        document.body.append(box);
      }
    },
    // Those that act by themselves and stay on the page: another one could lead it away before it is asked.
    payloads.filter((payload) => payload.includes("<img")),
  );
  const canary = () => page.evaluate(() => (window as unknown as Record<string, unknown>)["__canary"]);
  await expect.poll(canary, soon).toBeGreaterThan(0);
  await expect.poll(() => trap.hits, soon).toContain("/pixel.gif");
  await context.close();
});
