import { spawn } from "node:child_process";
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { openStore } from "../../src-main/engine/store/open.ts";
import { lineOf, startCrmDesk } from "../support/crm-desk.ts";
import { createFakeCrm } from "../support/fake-crm.ts";
import type { CrmStep } from "../support/fake-crm.ts";
import { startLoopbackCrm } from "../support/loopback-crm.ts";

const child = fileURLToPath(new URL("crm-child.ts", import.meta.url));
const [people, each] = [3, 3];

type Run = { readonly folder: string; readonly url: string; readonly isBlind: boolean; readonly aheadMs: number };

/** Runs an engine until it has nothing to do, or until it is killed without warning. */
function run(told: Run, killAt: Promise<unknown> = new Promise(() => {})): Promise<string> {
  return new Promise((resolve, reject) => {
    const running = spawn(process.execPath, [child, JSON.stringify(told)], { stdio: ["ignore", "pipe", "inherit"] });
    let said = "";
    running.stdout.setEncoding("utf8").on("data", (text: string) => (said += text));
    void killAt.then(() => running.kill("SIGKILL"));
    running.on("error", reject);
    running.on("close", (_code, signal) => resolve(signal === "SIGKILL" ? "killed" : said.trim()));
  });
}

/** A workspace with nine lines of three contacts, and a CRM on loopback. */
async function startKills({ isBlind = false } = {}) {
  const crm = createFakeCrm();
  const desk = await startCrmDesk({ crm });
  for (let n = 0; n < people; n += 1) {
    const of = await desk.newCase(`person-${n}`);
    for (let one = 0; one < each; one += 1) {
      const line = lineOf(of, `wr:kill:${n}:${one}`);
      await desk.queue(of, { ...line, contact: { ...line.contact, emails: [] } });
    }
  }
  const folder = mkdtempSync(join(tmpdir(), "watchroom-crm-"));
  await desk.parts.store.close();
  copyFileSync(desk.parts.store.file, join(folder, "desk.db"));
  const loopback = await startLoopbackCrm(crm);
  onTestFinished(async () => {
    await loopback.close();
    rmSync(folder, { recursive: true });
    rmSync(desk.parts.folder, { recursive: true });
  });
  const told: Run = { folder, url: loopback.url, isBlind, aheadMs: 365 * 86_400_000 };
  /** Kills an engine while the CRM has done this step and its answer is on the way. */
  const killAt = async (step: CrmStep) => {
    expect(await run(told, crm.hangAt(step))).toBe("killed");
  };
  return { crm, told, killAt, folder };
}

async function statesIn(folder: string): Promise<readonly string[]> {
  const holder = { what: "test", pid: process.pid, since: 1 };
  const store = await openStore({ file: join(folder, "desk.db"), backups: folder, holder });
  const rows = await store.read.selectFrom("delivery").select("state").orderBy("id").execute();
  await store.close();
  return rows.map(({ state }) => state);
}

test("killed three times while the CRM had the words and the engine no answer, each line is there once and in order", async () => {
  const { crm, told, killAt, folder } = await startKills();
  for (const step of ["createContact", "createComplaint", "createInteraction"] as const) await killAt(step);
  expect(await statesIn(folder)).toContain("sending");
  expect(await run({ ...told, aheadMs: 2 * told.aheadMs })).toBe("drained");
  expect(await statesIn(folder)).toEqual(Array.from({ length: people * each }, () => "done"));
  expect([crm.contacts.length, crm.complaints.length, crm.interactions.length]).toEqual([
    people,
    people,
    people * each,
  ]);
  for (let n = 0; n < people; n += 1) {
    const keys = crm.interactions.map(({ key }) => key).filter((key) => key.startsWith(`wr:kill:${n}:`));
    expect(keys).toEqual(keys.toSorted());
  }
});

test("without the look there would be one too many: this test can fail", async () => {
  const { crm, told, killAt } = await startKills({ isBlind: true });
  await killAt("createInteraction");
  expect(await run({ ...told, aheadMs: 2 * told.aheadMs })).toBe("drained");
  expect(crm.interactions.length).toBe(people * each + 1);
});
