import { Refusal } from "../contract/refusal.ts";
import type { RefusalBody } from "../contract/refusal.ts";
import type { DisplayCode } from "../contract/methods/displays.ts";
import { createPairing } from "../engine/people/pairing.ts";
import type { DeviceKind, Pairing, PairingCode } from "../engine/people/pairing.ts";
import type { Sessions } from "../engine/people/sessions.ts";
import type { OpenNetwork } from "../engine/store/open-network.ts";
import type { SeenFrom } from "../engine/store/session.ts";
import type { BrowserDoor, NetworkCards } from "../ports/browser-door.ts";
import type { Logger } from "../ports/logger.ts";
import type { ChangeFeed } from "../transport/change-feed.ts";
import type { Dispatch } from "../transport/dispatch.ts";
import { createDevicesAtWork } from "../transport/http/devices-at-work.ts";
import type { DevicesAtWork } from "../transport/http/devices-at-work.ts";
import { startHttpServer } from "../transport/http.ts";
import type { HttpServer } from "../transport/http.ts";
import { listenSomewhere } from "./listen-somewhere.ts";
import { createNetworkDoors } from "./network-doors.ts";
import { clock, ids } from "./open-workspace.ts";

/** The port that is tried when none is named: the same address each time, so that browsers stay let in. */
const usualPort = 4780;

export type HostDoorParts = {
  readonly log: Logger;
  readonly changes: ChangeFeed;
  readonly cards: NetworkCards;
  /** Folder of the built page. */
  readonly page: string;
  /** False where the workspace is open for a single command: then nobody comes in. */
  readonly mayServe: boolean;
  readonly dispatch: Dispatch;
  readonly sessions: Pick<Sessions, "pair" | "callOf" | "wasRevoked">;
  readonly openNetworks: () => Promise<readonly OpenNetwork[]>;
  readonly keepPort: (name: string, port: number) => Promise<void>;
};

export type HostDoor = BrowserDoor & {
  /** Listens on this computer, and in the networks that are switched on. A named port that is taken is thrown as EADDRINUSE. */
  readonly serve: (how: {
    readonly port?: number | undefined;
    /** A code took the place of one that somebody guessed at. */
    readonly replaced?: (code: PairingCode) => void;
  }) => Promise<string>;
  /** Listens in the networks that are switched on; on this computer only once somebody is to be let in. */
  readonly followNetworks: () => Promise<void>;
  /** Makes a code of a kind, listening first where nobody did. Refusal: not-serving. */
  readonly issue: (kind: DeviceKind) => Promise<PairingCode & { readonly url: string }>;
  /** Where browsers of this computer find the desk; null where it serves none. */
  readonly url: () => string | null;
  readonly networkUrls: () => readonly string[];
  readonly close: () => Promise<void>;
};

/** Every way by which a browser reaches the desk: a server on this computer, and one for each network that was switched on. */
export function createHostDoor(parts: HostDoorParts): HostDoor {
  const { log, changes, cards } = parts;
  const tell = () => changes.tell(["displays"]);
  const devices = createDevicesAtWork({ clock });
  let onReplaced = (_code: PairingCode): void => {};
  const pairing = createPairing({
    ...{ clock, ids },
    replaced: (code) => {
      onReplaced(code);
      tell();
    },
  });
  let isAnyPort = false;

  const start = (at: StartedAt): Promise<HttpServer> => startServer(parts, { ...at, devices, pairing });
  const own = createOwnServer((port) => start({ address: "127.0.0.1", port, from: "computer" }));
  const networks = createNetworkDoors({
    ...{ clock, log, cards, wanted: parts.openNetworks, keepPort: parts.keepPort, told: tell },
    start: (address, port) => start({ address, port, from: "network" }),
    firstPort: () => (isAnyPort ? 0 : (own.current()?.port ?? usualPort)),
  });

  async function issue(kind: DeviceKind): Promise<PairingCode & { readonly url: string }> {
    if (!parts.mayServe) throw new Refusal("not-serving");
    const { url } = await own.listen(undefined);
    return { ...pairing.issue(kind), url };
  }

  const shown = ({ code, expiresAt, name, wall }: PairingCode): DisplayCode => {
    const url = own.current()?.url;
    const here = url === undefined ? [] : [{ url, network: null }];
    return { code, expiresAt, name, wall, addresses: [...networks.urls(), ...here] };
  };

  return {
    invite: async (invited) => {
      if (!parts.mayServe) throw new Refusal("not-serving");
      await own.listen(undefined);
      return shown(pairing.issue("display", invited));
    },
    invitation: () => {
      const code = pairing.current("display");
      return code && shown(code);
    },
    networks: networks.places,
    networksChanged: () => (parts.mayServe ? networks.follow() : Promise.resolve()),
    presence: devices.presence,
    cutOff: devices.cutOff,
    serve: async ({ port, replaced }) => {
      isAnyPort = port === 0;
      if (replaced) onReplaced = replaced;
      const { url } = await own.listen(port);
      return networks.follow().then(() => url);
    },
    followNetworks: networks.follow,
    issue,
    url: () => own.current()?.url ?? null,
    networkUrls: () => networks.urls().map(({ url }) => url),
    close: async () => {
      await networks.close();
      await own.current()?.close();
    },
  };
}

type OwnServer = {
  readonly current: () => HttpServer | null;
  readonly listen: (port: number | undefined) => Promise<HttpServer>;
};

/** The server on this computer, started once; one that could not start is tried again by whoever asks next. */
function createOwnServer(start: (port: number) => Promise<HttpServer>): OwnServer {
  let own: HttpServer | null = null;
  let opening: Promise<HttpServer> | null = null;
  const keep = async (starting: Promise<HttpServer>): Promise<HttpServer> => {
    try {
      own = await starting;
      return own;
    } catch (cause) {
      opening = null;
      throw cause;
    }
  };
  return {
    current: () => own,
    listen: (port) => (opening ??= keep(port === undefined ? listenSomewhere(start, usualPort) : start(port))),
  };
}

type StartedAt = { readonly address: string; readonly port: number; readonly from: SeenFrom };

type Shared = { readonly devices: DevicesAtWork; readonly pairing: Pairing };

function startServer(
  { log, changes, page, dispatch, sessions }: HostDoorParts,
  { address, port, from, devices, pairing }: StartedAt & Shared,
): Promise<HttpServer> {
  return startHttpServer({
    ...{ clock, log, page, port, address, devices, changes, dispatch },
    admits: from === "network" ? "displays" : "everyone",
    callOf: (token) => sessions.callOf(token, from),
    wasRevoked: sessions.wasRevoked,
    pair: async (given): Promise<{ readonly token: string } | RefusalBody> => {
      try {
        const { kind, name, wall } = pairing.redeem(given, from);
        return { token: await sessions.pair(kind, { name, wall, from }) };
      } catch (cause) {
        if (cause instanceof Refusal) return { error: { code: cause.code, params: { ...cause.params } } };
        throw cause;
      }
    },
  });
}
