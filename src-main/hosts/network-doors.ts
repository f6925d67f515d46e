import { reachOf } from "../adapters/fetch-http/addresses.ts";
import type { NetworkPlace } from "../contract/methods/displays.ts";
import type { OpenNetwork } from "../engine/store/open-network.ts";
import type { NetworkCard, NetworkCards } from "../ports/browser-door.ts";
import type { Clock } from "../ports/clock.ts";
import type { Logger } from "../ports/logger.ts";
import type { HttpServer } from "../transport/http.ts";
import { listenSomewhere } from "./listen-somewhere.ts";

export type NetworkDoorParts = {
  readonly clock: Clock;
  readonly log: Logger;
  readonly cards: NetworkCards;
  /** The interfaces that are switched on. */
  readonly wanted: () => Promise<readonly OpenNetwork[]>;
  readonly keepPort: (name: string, port: number) => Promise<void>;
  /** A server for displays at exactly this address. */
  readonly start: (address: string, port: number) => Promise<HttpServer>;
  /** The port to try first where an interface had none yet. */
  readonly firstPort: () => number;
  /** Something opened or closed by itself. */
  readonly told: () => void;
};

export type NetworkDoors = {
  readonly places: () => Promise<readonly NetworkPlace[]>;
  /** Addresses at which displays come in now. */
  readonly urls: () => readonly { readonly url: string; readonly network: string }[];
  /** Makes the listeners be what was switched on and what the computer has; then looks again by itself, all five seconds. */
  readonly follow: () => Promise<void>;
  readonly close: () => Promise<void>;
};

type Door = { readonly name: string; readonly address: string; readonly server: HttpServer };

const lookEveryMs = 5000;

/** One listener for each address of each network that was switched on, as long as the computer has that address. */
export function createNetworkDoors(parts: NetworkDoorParts): NetworkDoors {
  const { clock, log, cards, wanted } = parts;
  const [doors, failed] = [new Map<string, Door>(), new Set<string>()];
  let isClosed = false;
  let isFollowing = false;
  let cancel = () => {};
  let looking: Promise<void> = Promise.resolve();

  async function look(): Promise<void> {
    if (isClosed) return;
    const names = await wanted();
    const found = names.flatMap(({ name, port }) =>
      privateAddresses(cards.list().find((card) => card.name === name)).map((address) => ({ name, port, address })),
    );
    const keys = new Set(found.map(keyOf));
    let hasChanged = false;
    for (const [key, { name, server }] of doors) {
      if (keys.has(key)) continue;
      doors.delete(key);
      await server.close();
      log.info("network.listener_closed", { name });
      hasChanged = true;
    }
    failed.clear();
    for (const each of found) {
      if (doors.has(keyOf(each))) continue;
      const server = await openDoor(parts, each);
      if (server) doors.set(keyOf(each), { ...each, server });
      else failed.add(each.name);
      hasChanged ||= server !== null;
    }
    if (hasChanged) parts.told();
    // Nothing is looked at while no network is switched on.
    lookAgain(names.length > 0);
  }

  function lookAgain(isWanted: boolean): void {
    cancel();
    if (isWanted && isFollowing && !isClosed) cancel = clock.after(lookEveryMs, () => void follow());
  }

  function follow(): Promise<void> {
    isFollowing = true;
    looking = looking.then(look).catch((cause: unknown) => {
      log.error("network.look_failed", { error: String(cause) });
      lookAgain(true);
    });
    return looking;
  }

  return {
    places: async () => placesOf(cards.list(), await wanted(), { doors, failed, isFollowing }),
    urls: () => [...doors.values()].map(({ name, server }) => ({ network: name, url: server.url })),
    follow,
    close: async () => {
      isClosed = true;
      cancel();
      await looking;
      await Promise.all([...doors.values()].map(({ server }) => server.close()));
      doors.clear();
    },
  };
}

/** The interfaces that are there, and those that are switched on though they are gone. */
function placesOf(
  present: readonly NetworkCard[],
  wanted: readonly OpenNetwork[],
  standing: Omit<Standing, "isOn">,
): readonly NetworkPlace[] {
  const on = new Set(wanted.map(({ name }) => name));
  const gone = [...on].filter((name) => !present.some((card) => card.name === name));
  return [...present, ...gone.map((name) => ({ name, addresses: [] }))]
    .map((card) => placeOf(card, { ...standing, isOn: on.has(card.name) }))
    .toSorted((a, b) => a.name.localeCompare(b.name));
}

/** A listener at one address; null where the system gives no port there. */
async function openDoor(
  { log, start, firstPort, keepPort }: NetworkDoorParts,
  { name, port, address }: OpenNetwork & { readonly address: string },
): Promise<HttpServer | null> {
  try {
    const server = await listenSomewhere((at) => start(address, at), port ?? firstPort());
    // It listens, whether or not its port is remembered: nobody could close a listener that counts as failed.
    if (server.port !== port)
      await keepPort(name, server.port).catch((cause: unknown) =>
        log.error("network.port_not_kept", { name, error: messageOf(cause) }),
      );
    log.info("network.listener_opened", { name });
    return server;
  } catch (cause) {
    log.error("network.listener_failed", { name, error: messageOf(cause) });
    return null;
  }
}

const messageOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));

type Standing = {
  readonly isOn: boolean;
  readonly doors: ReadonlyMap<string, Door>;
  readonly failed: ReadonlySet<string>;
  readonly isFollowing: boolean;
};

function placeOf(card: NetworkCard, { isOn, doors, failed, isFollowing }: Standing): NetworkPlace {
  const { name } = card;
  const addresses = privateAddresses(card);
  const urls = [...doors.values()].filter((door) => door.name === name).map(({ server }) => server.url);
  return { name, addresses, isPublic: addresses.length === 0 && card.addresses.length > 0, state: stateOf(), urls };

  function stateOf(): NetworkPlace["state"] {
    if (!isOn) return "off";
    if (urls.length > 0) return "open";
    if (!isFollowing) return "idle";
    return failed.has(name) ? "failed" : "away";
  }
}

function keyOf({ name, address }: { readonly name: string; readonly address: string }): string {
  return `${name} ${address}`;
}

/** An address that the whole Internet may reach is never listened at. */
function privateAddresses(card: NetworkCard | undefined): string[] {
  return (card?.addresses ?? []).filter(({ address }) => reachOf(address) === "private").map(({ address }) => address);
}
