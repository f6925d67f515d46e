import { expect, test } from "vitest";
import { listEvents } from "../../../src-main/engine/store/event-log.ts";
import { idOf, startTogether } from "./desk.ts";

const windowId = (n: number) => `01KA8K3F00000000000000000${n}`;

async function startAtCase() {
  const desk = await startTogether();
  const story = await desk.seed();
  const say = (n: number, doing: "viewing" | "replying", as = desk.ann) =>
    desk.call("presence.say", { windowId: windowId(n), storyId: story.id, doing }, as);
  const now = async () =>
    (await desk.call("presence.now", {}, desk.lea)).map(({ person, doing }) => `${person.name} ${doing}`);
  return { ...desk, story, say, now };
}

test("people at one case are shown by name with what they do, two windows of one person once", async () => {
  const { say, now, bob, story, call } = await startAtCase();
  await say(1, "viewing");
  await say(2, "replying");
  await say(3, "viewing", bob);
  expect(await now()).toEqual(["Ann Lee replying", "Bob Ray viewing"]);
  await call("presence.say", { windowId: windowId(2), storyId: null });
  expect(await now()).toEqual(["Ann Lee viewing", "Bob Ray viewing"]);
  expect((await call("presence.now", {}))[0]).toMatchObject({ storyId: story.id });
});

test("a window that is silent for 15 s is gone, one that speaks stays, and pages are told of each change only", async () => {
  const { say, now, parts, told, bob } = await startAtCase();
  await say(1, "viewing");
  await say(2, "viewing", bob);
  for (let second = 0; second < 20; second += 5) {
    parts.clock.advance(5000);
    await say(2, "viewing", bob);
  }
  expect(await now()).toEqual(["Bob Ray viewing"]);
  parts.clock.advance(15_000);
  expect(await now()).toEqual([]);
  expect(told.filter((topics) => topics.includes("presence"))).toHaveLength(4);
});

test("presence is no event and is not stored", async () => {
  const { say, parts } = await startAtCase();
  const before = (await listEvents(parts.store.read, { limit: 100 })).length;
  const rows = () => parts.store.raw.prepare("SELECT total_changes() AS n").get();
  const changes = rows();
  await say(1, "replying");
  await say(1, "viewing");
  expect([(await listEvents(parts.store.read, { limit: 100 })).length, rows()]).toEqual([before, changes]);
});

test("whoever signs out, or leaves the firm, is at no case any more", async () => {
  const { call, parts, ann, bob, ada, story, now } = await startAtCase();
  const at = { ...ann, sessionId: 7 };
  await call("presence.say", { windowId: windowId(1), storyId: story.id }, at);
  await call("presence.say", { windowId: windowId(2), storyId: story.id }, bob);
  await call("session.signOut", {}, { ...at, sessionId: 7 });
  expect(await now()).toEqual(["Bob Ray viewing"]);
  const { version = 0 } = (await call("people.list", {})).find(({ id }) => id === idOf(bob)) ?? {};
  await call("people.remove", { id: idOf(bob), version }, ada);
  expect(await now()).toEqual([]);
  expect(parts.clock.waiting()).toBeGreaterThan(0);
});

test("one device cannot speak for a window of another", async () => {
  const { call, ann, bob, story, now } = await startAtCase();
  await call("presence.say", { windowId: windowId(1), storyId: story.id }, { ...ann, sessionId: 1 });
  await call("presence.say", { windowId: windowId(1), storyId: null }, { ...bob, sessionId: 2 });
  expect(await now()).toEqual(["Ann Lee viewing"]);
});
