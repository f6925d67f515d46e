import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ulid } from "ulid";
import { expect, onTestFinished, test } from "vitest";
import { startFeedServer } from "../support/feed-server.ts";
import { soon, switchPerson } from "../support/keyboard.ts";
import {
  ada,
  approve,
  bo,
  draft,
  exportLog,
  firstEntries,
  gatherPeople,
  openShift,
  post,
  takeFirstSteps,
  triage,
  type Saved,
} from "../support/main-job.ts";
import { pairOverHttp } from "../support/rpc-client.ts";
import { serveDesk } from "../support/served-desk.ts";
import { makeDataDir, startDesktop } from "./support/start-desktop.ts";

/** What an admin sets up once, here through the other host: a file drop, and a hold that a test can wait for. */
async function setUp(dataDir: string, folder: string): Promise<void> {
  const served = await serveDesk({ dataDir });
  const { call } = await pairOverHttp(served.url, served.code);
  await call("crm.saveTarget", {
    commandId: ulid(),
    name: "Drop",
    config: { kind: "file", folder, format: "both" },
    enabled: true,
  });
  const { version } = await call("settings.get", {});
  await call("settings.save", { commandId: ulid(), version, change: { holdMinutes: 0.05 } });
  await served.stop();
}

/** The file is there under its own name when it is whole: until then its name has another ending. */
function savedInto(folder: string): Saved {
  return async (fileName, press) => {
    await press();
    await expect.poll(() => readdirSync(folder), soon).toContain(fileName);
    return readFileSync(join(folder, fileName), "utf8");
  };
}

test("the main job in the desktop's own window, from the first start to the exported shift log", async () => {
  const feed = await startFeedServer(firstEntries(Date.now()));
  onTestFinished(feed.close);
  const dataDir = makeDataDir();
  const drop = join(dataDir, "crm-drop");
  mkdirSync(drop);
  await setUp(dataDir, drop);
  const { app, page, problems } = await startDesktop({ dataDir });
  // A person would choose the place in the system's dialog.
  const saves = join(dataDir, "saves");
  mkdirSync(saves);
  await app.evaluate(({ session }, folder) => {
    session.defaultSession.on("will-download", (_event, item) => item.setSavePath(`${folder}/${item.getFilename()}`));
  }, saves);

  await page.getByLabel("Firm or brand").waitFor();
  await takeFirstSteps(page, feed.url);
  await gatherPeople(page);
  await openShift(page);
  await triage(page);
  await draft(page);
  await switchPerson(page, bo);
  await approve(page);
  await post(page, { feedUrl: feed.url, readClipboard: () => app.evaluate(({ clipboard }) => clipboard.readText()) });
  await expect.poll(() => readdirSync(drop).length, soon).toBe(2);
  const [, ndjson = ""] = readdirSync(drop).toSorted();
  expect(JSON.parse(readFileSync(join(drop, ndjson), "utf8"))).toMatchObject({
    reply: { author: ada.name, approvedBy: [bo.name] },
  });
  await switchPerson(page, ada);
  await exportLog(page, { deliveries: 1, saved: savedInto(saves) });
  expect(problems).toEqual([]);
});
