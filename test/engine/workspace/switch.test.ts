import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openDesk } from "../../../src-main/hosts/desk.ts";
import type { Desk } from "../../../src-main/hosts/desk.ts";
import { clock, ids } from "../../../src-main/hosts/open-workspace.ts";
import type { SampleKit } from "../../../src-main/hosts/sample-file.ts";
import { createFetchHttp } from "../../../src-main/adapters/fetch-http/fetch-http.ts";
import { openStore } from "../../../src-main/engine/store/open.ts";
import { insertPerson } from "../../../src-main/engine/store/person.ts";
import { createWorkspace } from "../../../src-main/engine/workspace/create.ts";
import { createMemorySecrets } from "../../support/memory-secrets.ts";

/** A sample of one person; the real one takes seconds to build. */
const sampleKit: SampleKit = {
  around: () => Promise.resolve({ http: createFetchHttp(), secrets: createMemorySecrets() }),
  build: async (place) => {
    const store = await openStore(place);
    const parts = { store, clock, ids, log: place.log, changed: () => {} };
    await createWorkspace(parts, {
      kind: "sample",
      timeZone: "UTC",
      firstPerson: null,
      starterRules: [],
      starterScripts: [],
    });
    const mirela = {
      id: ids.ulid(clock.now()),
      name: "Mirela Oakes",
      roles: ["admin"],
      pinHash: "scrypt$a$b",
      at: 0,
    } as const;
    await store.write((trx) => insertPerson(trx, mirela));
    await store.close();
  },
  isWhole: () => Promise.resolve(true),
};

let folder: string;
let desk: Desk;
const open = (workspace?: string) =>
  openDesk({ dataFolder: folder, workspace, holder: "test", runLoops: true, sampleKit });

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "watchroom-switch-"));
  desk = await open();
});
afterEach(async () => {
  await desk.close();
  rmSync(folder, { recursive: true, force: true });
});

const lastOpened = () =>
  (JSON.parse(readFileSync(join(folder, "last-opened.json"), "utf8")) as { workspace: string }).workspace;

test("the sample takes the desk's place and gives it back; devices stay let in, nobody stays signed in", async () => {
  const token = await desk.sessions.pair("desk");
  const ask = async (method: string, input: object = {}) =>
    desk.dispatch({ method, input }, await desk.sessions.callOf(token));
  const asked = [];
  const forget = desk.changes.onChange((change) => void asked.push(change));

  expect(await ask("workspace.openSample")).toEqual({ result: { name: "sample" } });
  expect([desk.workspace(), lastOpened()]).toEqual([{ name: "sample", kind: "sample" }, "sample"]);
  expect(await ask("session.get")).toMatchObject({
    result: { person: null, workspace: { name: "sample", kind: "sample" } },
  });
  expect(asked.length).toBeGreaterThan(0);

  expect(await ask("workspace.leaveSample", { remove: true })).toEqual({ result: { name: "desk" } });
  expect(await ask("session.get")).toMatchObject({ result: { person: { name: "Desk" }, workspace: { name: "desk" } } });
  forget();
  await desk.close();
  expect([existsSync(join(folder, "sample.db")), lastOpened()]).toEqual([false, "desk"]);
  desk = await open();
});

test("a call that began in one workspace is not answered by another", async () => {
  const token = await desk.sessions.pair("desk");
  const before = await desk.sessions.callOf(token);
  await desk.openSample({ anew: false });
  expect(await desk.dispatch({ method: "people.list", input: {} }, before)).toEqual({
    error: { code: "engine-gone", params: {} },
  });
});

test("leaving the sample is refused where no sample is open", async () => {
  const call = await desk.sessions.callOfWindows();
  expect(await desk.dispatch({ method: "workspace.leaveSample", input: { remove: true } }, call)).toMatchObject({
    error: { code: "sample-only" },
  });
  expect(existsSync(join(folder, "desk.db"))).toBe(true);
});

test("a name that leads out of the folder is no workspace", async () => {
  await expect(open("../desk")).rejects.toMatchObject({ code: "workspace-unknown" });
});

test("a second desk on the same folder is refused and told who has it", async () => {
  await expect(open()).rejects.toMatchObject({ code: "in-use", params: { holder: "test", pid: process.pid } });
});
