import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { answerControl } from "../../../src-main/hosts/answer-control.ts";
import { askControl, controlPath, startControl } from "../../../src-main/hosts/control.ts";
import { openDesk } from "../../../src-main/hosts/desk.ts";
import type { Desk } from "../../../src-main/hosts/desk.ts";
import { sampleKit } from "../../../src-main/hosts/sample-kit.ts";
import { pairOverHttp } from "../../support/rpc-client.ts";

let folder: string;
const ending: (() => Promise<void>)[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "watchroom-control-"));
});
afterEach(async () => {
  for (const end of ending.splice(0).toReversed()) await end();
  rmSync(folder, { recursive: true, force: true });
});

async function startDesk(dataFolder: string = folder): Promise<Desk> {
  const desk = await openDesk({ dataFolder, holder: "test", runLoops: true, sampleKit });
  ending.push(desk.close);
  const control = await startControl(dataFolder, (request) => answerControl(desk, request));
  if (control) ending.push(control.close);
  return desk;
}

test("the command line asks the engine that runs, as its own actor", async () => {
  await startDesk();
  expect(await askControl(folder, { ask: "hello" })).toEqual({
    result: { workspace: "desk", pid: process.pid, url: null },
  });
  expect(await askControl(folder, { ask: "call", method: "sources.list", input: {} })).toEqual({ result: [] });
  expect(await askControl(folder, { ask: "check" })).toEqual({ result: { ok: true, findings: [] } });
});

test("the command line cannot approve, whatever it sends", async () => {
  await startDesk();
  const answer = await askControl(folder, { ask: "call", method: "replies.approve", input: {} });
  expect(answer).toEqual({ error: { code: "not-allowed", params: { method: "replies.approve" } } });
});

test("only the owner may open the socket", async () => {
  await startDesk();
  expect(statSync(controlPath(folder)).mode & 0o777).toBe(0o600);
});

test("where no engine runs there is no answer, also behind a socket that a killed one left", async () => {
  expect(await askControl(folder, { ask: "hello" })).toBeNull();
  writeFileSync(controlPath(folder), "");
  await startDesk();
  expect(await askControl(folder, { ask: "hello" })).toMatchObject({ result: { workspace: "desk" } });
});

test("a folder with a long name is reached too", async () => {
  const long = join(folder, "a".repeat(60), "b".repeat(60));
  mkdirSync(long, { recursive: true });
  await startDesk(long);
  expect(await askControl(long, { ask: "hello" })).toMatchObject({ result: { workspace: "desk" } });
});

test("what is no request is refused, and the next one is answered", async () => {
  await startDesk();
  const heard = await new Promise<string>((resolve, reject) => {
    const socket = connect(controlPath(folder), () => socket.write("not json\n"));
    let text = "";
    socket.on("data", (chunk) => (text += chunk.toString()));
    socket.on("close", () => resolve(text));
    socket.on("error", reject);
  });
  expect(JSON.parse(heard)).toEqual({ error: { code: "bad-input", params: {} } });
  expect(await askControl(folder, { ask: "hello" })).toMatchObject({ result: { pid: process.pid } });
});

test("whoever owns the folder can give somebody who forgot theirs a new PIN, and the log says where", async () => {
  const desk = await startDesk();
  expect(await askControl(folder, { ask: "setPin", name: "desk", pin: "12345" })).toMatchObject({
    error: { code: "pin-too-short" },
  });
  expect(await askControl(folder, { ask: "setPin", name: "desk", pin: "713962" })).toEqual({
    result: { name: "desk" },
  });
  const token = await desk.sessions.pair("desk");
  const call = await desk.sessions.callOf(token);
  expect(call?.person).toBeNull();
  const { result } = (await desk.dispatch({ method: "session.get", input: {} }, call)) as {
    result: { people: { id: string }[] };
  };
  const signIn = { method: "session.signIn", input: { personId: result.people[0]?.id, pin: "713962" } };
  expect(await desk.dispatch(signIn, call)).toMatchObject({ result: { person: { name: "Desk" } } });
});

test("a desk that served no browser does so when a code is asked for, on this computer only", async () => {
  const desk = await startDesk();
  expect([desk.door.url(), await desk.hasBrowsers()]).toEqual([null, false]);
  const answer = await askControl(folder, { ask: "code", kind: "display" });
  const url = desk.door.url() ?? "";
  expect(answer).toMatchObject({ result: { url, kind: "display", networks: [] } });
  expect(new URL(url).hostname).toBe("127.0.0.1");
  const { code } = (answer as { result: { code: string } }).result;
  const { call } = await pairOverHttp(url, code);
  expect([(await call("session.get", {})).device, await desk.hasBrowsers()]).toEqual(["display", true]);
});

test("a desk that is open for one command alone lets nobody in", async () => {
  const desk = await openDesk({ dataFolder: folder, holder: "test", runLoops: false, sampleKit });
  ending.push(desk.close);
  const answer = await answerControl(desk, { ask: "code", kind: "desk" });
  expect([answer, desk.door.url()]).toEqual([{ error: { code: "not-serving", params: {} } }, null]);
});
