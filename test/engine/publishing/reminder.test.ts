import { afterEach, beforeEach, expect, test } from "vitest";
import { createProofReminder } from "../../../src-main/engine/publishing/proof-reminder.ts";
import { defaultSettings, writeSettings } from "../../../src-main/engine/store/setting.ts";
import { startPublishingDesk } from "./desk.ts";
import type { PublishingDesk } from "./desk.ts";

let desk: PublishingDesk;
beforeEach(async () => {
  desk = await startPublishingDesk();
});
afterEach(() => desk.close());

async function givenOut() {
  const reply = await desk.approved();
  return (await desk.handlers["replies.handOver"](desk.on(reply), desk.ines)).reply;
}
const unconfirmed = async () => (await desk.kinds()).filter((kind) => kind === "reply.unconfirmed").length;

test("a reply that was given out and has no proof after an hour is reminded of once", async () => {
  const reply = await givenOut();
  const { look } = createProofReminder(desk.parts);
  desk.parts.clock.advance(59 * 60_000);
  await look();
  expect([(await desk.reply(reply)).posting.remindedAt, await unconfirmed()]).toEqual([null, 0]);
  desk.parts.clock.advance(60_000);
  await look();
  await look();
  expect([(await desk.reply(reply)).posting.remindedAt, await unconfirmed()]).toEqual([desk.parts.clock.now(), 1]);
});

test("nobody is reminded where the settings say never", async () => {
  const settings = { ...defaultSettings("UTC"), proofReminderMinutes: 0 };
  await desk.parts.store.write((trx) => writeSettings(trx, { version: 2, settings }));
  await givenOut();
  desk.parts.clock.advance(90 * 60_000);
  await createProofReminder(desk.parts).look();
  expect(await unconfirmed()).toBe(0);
});
