import { once } from "node:events";
import { MessageChannel } from "node:worker_threads";
import { afterEach, beforeEach, expect, test } from "vitest";
import { portChannel, serveChannel } from "../../../src-main/transport/message-port.ts";
import { startTestDesk } from "../../support/test-desk.ts";
import type { TestDesk } from "../../support/test-desk.ts";

let desk: TestDesk;
let channel: MessageChannel;
beforeEach(async () => {
  desk = await startTestDesk();
  channel = new MessageChannel();
  const { dispatch, changes } = desk;
  serveChannel({ channel: portChannel(channel.port1), dispatch, changes, callOf: desk.sessions.callOfWindows });
});
afterEach(async () => {
  channel.port2.close();
  await desk.close();
});

async function next(): Promise<unknown> {
  const [message] = (await once(channel.port2, "message")) as [unknown];
  return message;
}

test("a window is let in without a code, and a call is answered under its id", async () => {
  channel.port2.postMessage({ id: 7, method: "session.get", input: {} });
  expect(await next()).toMatchObject({ id: 7, result: { device: "desk", person: { name: "Desk" } } });
});

test("a refusal comes under the id of its call", async () => {
  channel.port2.postMessage({ id: 8, method: "session.nothing", input: {} });
  expect(await next()).toEqual({ id: 8, error: { code: "unknown-method", params: {} } });
});

test("a message that is no call is passed over, and the next call is answered", async () => {
  for (const junk of [null, "session.get", [], { id: "1" }, { id: 1.5 }, { method: "session.get" }])
    channel.port2.postMessage(junk);
  channel.port2.postMessage({ id: 9, method: "people.list", input: {} });
  expect(await next()).toMatchObject({ id: 9, result: [{ name: "Desk" }] });
});

test("changes are sent without being asked for", async () => {
  const message = next();
  desk.changes.tell(["triage"]);
  expect(await message).toEqual({ change: { seq: desk.changes.lastSeq(), topics: ["triage"] } });
});
