import { afterEach, beforeEach, expect, test } from "vitest";
import type { DisplayCode, NetworkPlace } from "../../../src-main/contract/methods/displays.ts";
import type { Call } from "../../../src-main/engine/handlers.ts";
import { createSessions } from "../../../src-main/engine/people/sessions.ts";
import type { Sessions } from "../../../src-main/engine/people/sessions.ts";
import { createWorkspace } from "../../../src-main/engine/workspace/create.ts";
import type { Engine } from "../../../src-main/engine/engine.ts";
import type { BrowserDoor } from "../../../src-main/ports/browser-door.ts";
import { startTestParts } from "../../support/test-engine.ts";
import type { TestParts } from "../../support/test-engine.ts";
import { createWholeEngine } from "../../support/whole-engine.ts";

let parts: TestParts;
let engine: Engine;
let sessions: Sessions;
let lead: Call;
const did: string[] = [];
const network: NetworkPlace = { name: "cable", addresses: ["10.0.0.2"], isPublic: false, state: "off", urls: [] };
const code: DisplayCode = { code: "12345678", expiresAt: 9, name: null, wall: null, addresses: [] };

const door: BrowserDoor = {
  invite: (invited) => Promise.resolve({ ...code, ...invited }),
  invitation: () => null,
  networks: () => Promise.resolve([network, { ...network, name: "open net", addresses: [], isPublic: true }]),
  networksChanged: () => Promise.resolve(void did.push("followed")),
  presence: () => ({ isOpen: true, askedAt: null }),
  cutOff: (id) => void did.push(`cut off ${id}`),
};

beforeEach(async () => {
  parts = await startTestParts();
  await createWorkspace(parts, {
    kind: "desk",
    timeZone: "UTC",
    firstPerson: null,
    starterRules: [],
    starterScripts: [],
  });
  engine = createWholeEngine(parts, { door });
  sessions = createSessions(parts);
  lead = await parts.addPerson("Ida", "lead");
  did.length = 0;
});
afterEach(() => parts.close());

const commandId = () => parts.ids.ulid(parts.clock.now());
const list = () => engine.handlers["displays.list"]({}, lead);
const eventsOf = async (subject: string) =>
  (await parts.store.read.selectFrom("event").select(["kind", "subject_kind"]).orderBy("seq").execute())
    .filter(({ subject_kind }) => subject_kind === subject)
    .map(({ kind }) => kind);

async function pairDisplay(name: string | null = "Foyer"): Promise<{ token: string; id: string }> {
  const token = await sessions.pair("display", { name, wall: null, from: "network" });
  const [device] = (await list()).devices;
  return { token, id: device?.id ?? "" };
}

test("the list names displays and browsers, and not the windows of the desktop", async () => {
  await sessions.callOfWindows();
  await sessions.pair("desk");
  await pairDisplay();
  const { devices } = await list();
  expect(devices.map(({ kind, name, from, isOpen, isThis }) => ({ kind, name, from, isOpen, isThis }))).toEqual([
    { kind: "display", name: "Foyer", from: "network", isOpen: true, isThis: false },
    { kind: "desk", name: null, from: "computer", isOpen: true, isThis: false },
  ]);
});

test("a display is renamed and given a wall, and the log says both", async () => {
  const { id } = await pairDisplay();
  const [wall] = (await list()).walls;
  await engine.handlers["displays.rename"]({ commandId: commandId(), id, name: "Newsroom" }, lead);
  await engine.handlers["displays.setWall"]({ commandId: commandId(), id, wall: wall?.id ?? "" }, lead);
  expect((await list()).devices[0]).toMatchObject({ name: "Newsroom", wall: wall?.id });
  expect(await eventsOf("display")).toEqual(["display.paired", "display.renamed", "display.wall_set"]);
});

test("a wall that is not there is given to no display, and carried by no code", async () => {
  const { id } = await pairDisplay();
  const gone = commandId();
  const refusal = { code: "not-found", params: { what: "wall" } };
  await expect(
    engine.handlers["displays.setWall"]({ commandId: commandId(), id, wall: gone }, lead),
  ).rejects.toMatchObject(refusal);
  await expect(
    engine.handlers["displays.code"]({ commandId: commandId(), name: null, wall: gone }, lead),
  ).rejects.toMatchObject(refusal);
});

test("a display that is kept out is cut off, lets nobody in, and stays in the list for a month", async () => {
  const { id, token } = await pairDisplay();
  await engine.handlers["displays.revoke"]({ commandId: commandId(), id }, lead);
  expect([did, await sessions.callOf(token), await sessions.wasRevoked(token)]).toEqual([
    [`cut off ${id}`],
    null,
    true,
  ]);
  expect((await list()).devices[0]).toMatchObject({ id, isOpen: false, revokedAt: parts.clock.now() });
  await expect(engine.handlers["displays.revoke"]({ commandId: commandId(), id }, lead)).rejects.toMatchObject({
    code: "not-found",
  });
  parts.clock.advance(31 * 24 * 3_600_000);
  await sessions.start();
  expect((await list()).devices).toEqual([]);
});

test("the windows of the desktop cannot be kept out, whoever learns their id", async () => {
  const { deviceId = "" } = await sessions.callOfWindows();
  await expect(
    engine.handlers["displays.revoke"]({ commandId: commandId(), id: deviceId }, lead),
  ).rejects.toMatchObject({ code: "not-found" });
  expect(await sessions.callOfWindows()).toMatchObject({ deviceId });
});

test("what was kept out in one workspace stays out in the other that takes its place", async () => {
  const { id, token } = await pairDisplay();
  const other = await startTestParts();
  const there = createSessions(other);
  await there.adopt(await sessions.list());
  expect(await there.callOf(token)).toMatchObject({ device: "display", deviceId: id });
  await engine.handlers["displays.revoke"]({ commandId: commandId(), id }, lead);
  await there.adopt(await sessions.list());
  // The one that was left may not know it yet, and brings nothing back.
  expect(await there.callOf(token)).toBeNull();
  await sessions.adopt((await there.list()).map((session) => ({ ...session, revokedAt: null })));
  expect(await sessions.callOf(token)).toBeNull();
  await other.close();
});

test("a display gets the wall it was given, whatever it asks for", async () => {
  const { settings, version } = await engine.handlers["settings.get"]({}, lead);
  const [first] = settings.walls;
  if (!first) throw new Error("a desk always has a wall");
  const [mine, named] = [commandId(), commandId()];
  const walls = [first, { ...first, id: mine, name: "Mine" }, { ...first, id: named, name: "With names", names: true }];
  await engine.handlers["settings.save"]({ commandId: commandId(), version, change: { walls } }, lead);
  const token = await sessions.pair("display", { wall: mine });
  const display = await sessions.callOf(token);
  if (!display) throw new Error("the display is let in");
  const shown = async (wall: string | null) => (await engine.handlers["wallboard.snapshot"]({ wall }, display)).wall.id;
  expect([await shown(null), await shown(named)]).toEqual([mine, mine]);
});

test("a network is switched on and off once, with an event for each", async () => {
  const set = (isOn: boolean) =>
    engine.handlers["displays.setNetwork"]({ commandId: commandId(), name: "cable", isOn }, lead);
  for (const isOn of [true, true, false]) await set(isOn);
  expect([await eventsOf("network"), did]).toEqual([
    ["network.opened", "network.closed"],
    ["followed", "followed", "followed"],
  ]);
});

test("a network that is not there, or that the whole Internet may reach, is not switched on", async () => {
  const open = (name: string) =>
    engine.handlers["displays.setNetwork"]({ commandId: commandId(), name, isOn: true }, lead);
  await expect(open("gone")).rejects.toMatchObject({ code: "not-found" });
  await expect(open("open net")).rejects.toMatchObject({ code: "network-public" });
  expect(await eventsOf("network")).toEqual([]);
});
