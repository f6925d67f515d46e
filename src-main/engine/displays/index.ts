import type { NetworkPlace } from "../../contract/methods/displays.ts";
import type { Output, Parsed } from "../../contract/methods.ts";
import { Refusal } from "../../contract/refusal.ts";
import { shortName } from "../../domain/people.ts";
import type { BrowserDoor } from "../../ports/browser-door.ts";
import { runCommand } from "../commands.ts";
import type { Act } from "../commands.ts";
import type { Call, Handlers } from "../handlers.ts";
import type { Parts } from "../parts.ts";
import { windowsHash } from "../people/sessions.ts";
import { findDevice, giveWall, listDevices, renameDevice, revokeDevice } from "../store/display.ts";
import { closeNetwork, listOpenNetworks, openNetwork } from "../store/open-network.ts";
import type { Db } from "../store/open.ts";
import { readSettings } from "../store/setting.ts";

type DisplaysMethod =
  | "displays.list"
  | "displays.code"
  | "displays.rename"
  | "displays.setWall"
  | "displays.revoke"
  | "displays.networks"
  | "displays.setNetwork";

export type DisplaysParts = Parts & { readonly door: BrowserDoor };

const topics = ["displays"] as const;

/** Which browsers and displays are let in, what each display shows, and in which networks displays may ask. */
export function createDisplays(parts: DisplaysParts): Handlers<DisplaysMethod> {
  const { store, door } = parts;
  return {
    "displays.list": (_input, call) => listAll(parts, call),
    "displays.code": async ({ name, wall }) => {
      if (wall !== null) await wallName(store.read, wall);
      const code = await door.invite({ name, wall });
      parts.changed(...topics);
      return code;
    },
    "displays.rename": (input, call) => rename(parts, input, call),
    "displays.setWall": (input, call) => setWall(parts, input, call),
    "displays.revoke": async (input, call) => {
      const answer = await revoke(parts, input, call);
      door.cutOff(input.id);
      return answer;
    },
    "displays.networks": () => door.networks().then((places) => [...places]),
    "displays.setNetwork": (input, call) => setNetwork(parts, input, call),
  };
}

async function listAll({ store, door }: DisplaysParts, call: Call): Promise<Output<"displays.list">> {
  const [devices, { settings }] = await Promise.all([listDevices(store.read, windowsHash), readSettings(store.read)]);
  return {
    devices: devices.map(({ rowId, ...device }) => {
      const { isOpen, askedAt } = door.presence(device.id);
      return {
        ...device,
        seenAt: Math.max(device.seenAt, askedAt ?? 0),
        isOpen: isOpen && device.revokedAt === null,
        isThis: rowId === call.sessionId,
      };
    }),
    code: door.invitation(),
    walls: settings.walls.map(({ id, name }) => ({ id, name })),
  };
}

function rename(parts: Parts, input: Parsed<"displays.rename">, call: Call): Promise<Record<string, never>> {
  return asCommand(parts, { method: "displays.rename", input, call }, async (act) => {
    const device = await deviceOf(act.trx, input.id);
    await renameDevice(act.trx, device.rowId, input.name);
    const payload = { name: input.name, before: device.name ?? shortName(input.id) };
    await act.record({ kind: "display.renamed", subjectId: input.id, payload });
    return {};
  });
}

function setWall(parts: Parts, input: Parsed<"displays.setWall">, call: Call): Promise<Record<string, never>> {
  const { id, wall } = input;
  return asCommand(parts, { method: "displays.setWall", input, call }, async (act) => {
    const device = await deviceOf(act.trx, id);
    if (device.kind !== "display") throw new Refusal("not-found", { what: "display" });
    const { settings } = await readSettings(act.trx);
    const shown = wall === null ? (settings.walls[0]?.name ?? "") : await wallName(act.trx, wall);
    await giveWall(act.trx, device.rowId, wall);
    const payload = { name: device.name ?? shortName(id), wall: shown };
    await act.record({ kind: "display.wall_set", subjectId: id, payload });
    return {};
  });
}

function revoke(parts: Parts, input: Parsed<"displays.revoke">, call: Call): Promise<Record<string, never>> {
  return asCommand(parts, { method: "displays.revoke", input, call }, async (act) => {
    const { rowId, kind, name } = await deviceOf(act.trx, input.id);
    await revokeDevice(act.trx, rowId, act.at);
    await act.record({
      kind: "display.revoked",
      subjectId: input.id,
      payload: { name: name ?? shortName(input.id), device: kind },
    });
    return {};
  });
}

async function setNetwork(
  parts: DisplaysParts,
  input: Parsed<"displays.setNetwork">,
  call: Call,
): Promise<NetworkPlace[]> {
  const { door, store } = parts;
  const { name, isOn } = input;
  const place = (await door.networks()).find((each) => each.name === name);
  if (!place) throw new Refusal("not-found", { what: "network" });
  if (isOn && place.isPublic) throw new Refusal("network-public", { name });
  await asCommand(parts, { method: "displays.setNetwork", input, call }, async (act) => {
    const isOpen = (await listOpenNetworks(act.trx)).some((each) => each.name === name);
    if (isOpen === isOn) return {};
    if (isOn) await openNetwork(act.trx, name, act.at);
    else await closeNetwork(act.trx, name);
    await act.record({ kind: isOn ? "network.opened" : "network.closed", subjectId: name, payload: { name } });
    return {};
  });
  // What was committed holds even where the listener could not follow: the list says so.
  await door.networksChanged();
  parts.log.info(isOn ? "network.opened" : "network.closed", { name, workspace: store.file });
  return [...(await door.networks())];
}

type Commanded = {
  readonly method: DisplaysMethod;
  readonly input: { readonly commandId: string };
  readonly call: Call;
};

function asCommand(
  parts: Parts,
  { method, input, call }: Commanded,
  work: (act: Act) => Promise<Record<string, never>>,
): Promise<Record<string, never>> {
  // The session and the wall too: a display follows what was decided about it.
  const stale = [...topics, "session", "wallboard"] as const;
  return runCommand(parts, { call, method, commandId: input.commandId, topics: stale }, work);
}

async function deviceOf(db: Db, id: string): Promise<NonNullable<Awaited<ReturnType<typeof findDevice>>>> {
  const device = await findDevice(db, { id, windowsHash });
  if (!device) throw new Refusal("not-found", { what: "display" });
  return device;
}

async function wallName(db: Db, id: string): Promise<string> {
  const { settings } = await readSettings(db);
  const wall = settings.walls.find((each) => each.id === id);
  if (!wall) throw new Refusal("not-found", { what: "wall" });
  return wall.name;
}
