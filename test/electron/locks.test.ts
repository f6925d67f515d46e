import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import type { ElectronApplication } from "playwright-core";
import { expect, onTestFinished, test } from "vitest";
import { startDesktop } from "./support/start-desktop.ts";

/** A server that notes who comes, on this computer: what is locked in must not reach even that. */
async function startForeignSite() {
  const visits: string[] = [];
  const server = createServer((request, response) => {
    visits.push(request.url ?? "");
    response
      .writeHead(200, { "content-type": "text/html", "access-control-allow-origin": "*" })
      .end("<title>foreign</title>");
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  onTestFinished(() => void server.close());
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, visits };
}

/** Notes what would be opened in the computer's browser instead of opening it. */
function noteOpened(app: ElectronApplication): Promise<void> {
  return app.evaluate(({ shell }) => {
    const opened: string[] = [];
    Object.assign(globalThis, { opened });
    shell.openExternal = (address) => Promise.resolve(void opened.push(address));
  });
}

const openedIn = (app: ElectronApplication) =>
  app.evaluate(() => (globalThis as unknown as { opened: string[] }).opened);
const windowsOf = (app: ElectronApplication) =>
  app.evaluate(({ webContents }) => webContents.getAllWebContents().map((contents) => new URL(contents.getURL()).host));

test("the page opens no window and goes nowhere; only web addresses reach the computer's browser", async () => {
  const { app, page } = await startDesktop();
  const { address, visits } = await startForeignSite();
  await noteOpened(app);
  const opened = await page.evaluate(
    (site) =>
      [
        `${site}/popup`,
        "file:///etc/passwd",
        "data:text/html,hi",
        "https://name:word@news.example/",
        "app://watchroom/triage",
      ].map((url) => open(url) === null),
    address,
  );
  expect(opened).toEqual([true, true, true, true, true]);
  await page.evaluate((site) => {
    const link = Object.assign(document.createElement("a"), {
      href: `${site}/link`,
      target: "_blank",
      rel: "noreferrer",
      textContent: "out",
    });
    document.body.append(link);
    link.click();
  }, address);
  for (const url of [`${address}/away`, "https://news.example/", "file:///etc/passwd", "data:text/html,hi"])
    await page.evaluate((to) => location.assign(to), url);
  await page.evaluate((site) => {
    const link = Object.assign(document.createElement("a"), { href: `${site}/same-window`, textContent: "out" });
    document.body.append(link);
    link.click();
  }, address);
  await expect.poll(() => openedIn(app)).toEqual([`${address}/popup`, `${address}/link`]);
  expect(await page.evaluate(() => location.origin)).toBe("app://watchroom");
  expect([await windowsOf(app), visits]).toEqual([["watchroom"], []]);
});

test("nothing is loaded from elsewhere, not even where the content policy would allow it", async () => {
  const { app, page } = await startDesktop();
  const { address, visits } = await startForeignSite();
  // This one has no policy: only the lock of the session is between it and the site.
  const outcome = await app.evaluate(async ({ session }, site) => {
    try {
      await session.defaultSession.fetch(`${site}/from-the-session`);
      return "loaded";
    } catch (error) {
      return String(error);
    }
  }, address);
  expect(outcome).toContain("ERR_BLOCKED_BY_CLIENT");
  expect(
    await page.evaluate(
      (site) =>
        fetch(`${site}/fetch`).then(
          () => "loaded",
          () => "refused",
        ),
      address,
    ),
  ).toBe("refused");
  await page.evaluate((site) => {
    for (const name of ["img", "iframe", "video", "webview"]) {
      const element = document.createElement(name);
      element.setAttribute("src", `${site}/${name}`);
      document.body.append(element);
    }
  }, address);
  expect(
    await page.evaluate(
      (site) =>
        fetch(`${site}/later`).then(
          () => "loaded",
          () => "refused",
        ),
      address,
    ),
  ).toBe("refused");
  expect([visits, await windowsOf(app)]).toEqual([[], ["watchroom"]]);
});

test("a frame inside the page gets no line to the engine, the page does", async () => {
  const { page } = await startDesktop();
  await page.evaluate(() => {
    const ports: string[] = [];
    Object.assign(globalThis, { ports });
    addEventListener("message", ({ data, ports: [port] }) => port && ports.push(data));
    document.body.append(Object.assign(document.createElement("iframe"), { hidden: true, name: "hidden" }));
  });
  // The page has its line by now and asks for no other: what comes from here on was asked for here.
  const portsOfPage = () => page.evaluate(() => (globalThis as unknown as { ports: string[] }).ports);
  await page.evaluate(() => postMessage("engine-hello", location.origin));
  await expect.poll(portsOfPage).toContain("engine-port");
  const before = (await portsOfPage()).length;
  const frame = page.frame("hidden");
  if (!frame) throw new Error("there is no frame");
  await frame.evaluate(() => {
    parent.postMessage("engine-hello", "*");
    postMessage("engine-hello", "*");
  });
  await page.evaluate(() => postMessage("engine-hello", location.origin));
  await expect.poll(async () => (await portsOfPage()).length).toBe(before + 1);
});

test("a page of another origin gets no line, though it says the words through our own preload", async () => {
  const { app } = await startDesktop();
  const { address } = await startForeignSite();
  const preload = join(import.meta.dirname, "../../.cache/test-app/out/preload/preload.cjs");
  const heard = await app.evaluate(
    async ({ BrowserWindow, ipcMain }, [file, site]) => {
      // A session of its own: the one of the desk would not load this page.
      const webPreferences = { preload: file, sandbox: true, partition: "foreign" };
      const window = new BrowserWindow({ show: false, webPreferences });
      await window.loadURL(site);
      const asked = new Promise<string>((resolve) =>
        ipcMain.on("engine-hello", ({ sender, senderFrame }) => {
          if (sender === window.webContents) resolve(senderFrame?.origin ?? "");
        }),
      );
      const answer = window.webContents.executeJavaScript(`new Promise((resolve) => {
        addEventListener("message", ({ data, ports }) => { if (ports.length > 0) resolve("got " + data); });
        postMessage("engine-hello", location.origin);
        setTimeout(() => resolve("nothing"), 1500);
      })`);
      return [await asked, await answer];
    },
    [preload, address] as const,
  );
  expect(heard).toEqual([address, "nothing"]);
});

test("the page may write text to the clipboard and nothing else", async () => {
  const { page } = await startDesktop();
  const denied = [
    "geolocation",
    "notifications",
    "camera",
    "microphone",
    "clipboard-read",
    "midi",
    "persistent-storage",
  ];
  const states = await page.evaluate(
    async (names) => {
      const asked = names.map(async (name) => {
        const { state } = await navigator.permissions.query({ name: name as PermissionName });
        return [name, state] as const;
      });
      return Object.fromEntries(await Promise.all(asked));
    },
    ["clipboard-write", ...denied],
  );
  expect(states).toEqual({
    "clipboard-write": "granted",
    ...Object.fromEntries(denied.map((name) => [name, "denied"])),
  });
  const answers = await page.evaluate(async () => [
    await Notification.requestPermission(),
    await new Promise((resolve) =>
      navigator.geolocation.getCurrentPosition(
        () => resolve("given"),
        ({ code }) => resolve(code),
      ),
    ),
  ]);
  expect(answers).toEqual(["denied", 1]);
});
