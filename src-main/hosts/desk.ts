import { join } from "node:path";
import { createFileLogger } from "../adapters/file-logger.ts";
import { createNetworkCards } from "../adapters/network-cards.ts";
import type { Call } from "../engine/handlers.ts";
import type { Sessions } from "../engine/people/sessions.ts";
import { keepPort, listOpenNetworks } from "../engine/store/open-network.ts";
import { hasBrowsers } from "../engine/store/session.ts";
import { windowsHash } from "../engine/people/sessions.ts";
import { backUp } from "../engine/workspace/back-up.ts";
import { checkWorkspace } from "../engine/workspace/check.ts";
import type { CheckReport } from "../engine/workspace/check.ts";
import type { WorkspaceKind } from "../engine/workspace/identity.ts";
import { createChangeFeed } from "../transport/change-feed.ts";
import type { ChangeFeed } from "../transport/change-feed.ts";
import type { Dispatch } from "../transport/dispatch.ts";
import type { NetworkCards } from "../ports/browser-door.ts";
import { createHostDoor } from "./browser-door.ts";
import type { HostDoor } from "./browser-door.ts";
import type { HeldWorkspace } from "./held-workspace.ts";
import { clock, ids } from "./open-workspace.ts";
import { pageFolder } from "./paths.ts";
import { createWorkspaceSwitch } from "./workspace-switch.ts";
import type { WorkspaceSwitch } from "./workspace-switch.ts";
import type { SampleKit } from "./sample-file.ts";

export type DeskOptions = {
  /** Folder of workspaces, backups and logs; it exists. */
  readonly dataFolder: string;
  /** Name of a workspace; left out = the one open last. */
  readonly workspace?: string | undefined;
  /** Who holds the lock, as a second engine is told: "desktop", "serve", "cli". */
  readonly holder: string;
  /** Polling, sending and waking go on by themselves; a single command leaves them off. */
  readonly runLoops: boolean;
  readonly sampleKit: SampleKit;
  /** The interfaces of the computer; left out = the real ones. */
  readonly cards?: NetworkCards;
};

export type WorkspaceName = { readonly name: string; readonly kind: WorkspaceKind };

/** One open workspace at a time, behind a door that stays the same when another takes its place. */
export type Desk = {
  readonly dataFolder: string;
  readonly workspace: () => WorkspaceName;
  readonly changes: ChangeFeed;
  readonly dispatch: Dispatch;
  readonly sessions: Pick<Sessions, "pair" | "callOf" | "callOfWindows">;
  /** Where browsers come in; it closes with the desk. */
  readonly door: HostDoor;
  /** Whether browsers are let in, besides the windows of the desktop. */
  readonly hasBrowsers: () => Promise<boolean>;
  /** Opens the sample in place of what is open; `anew` builds it again, so that its "now" is now. */
  readonly openSample: (how: { readonly anew: boolean }) => Promise<WorkspaceName>;
  /** Deletes the sample; when it is open, the desk's own workspace takes its place. */
  readonly removeSample: () => Promise<WorkspaceName>;
  /** The computer is awake, or has a network, again: what is due is looked at now. */
  readonly wake: () => void;
  readonly check: () => Promise<CheckReport>;
  readonly backUp: (folder: string) => Promise<string>;
  /** For whoever owns the data folder and whose PIN nobody knows any more. Refusals: not-found, pin-too-short. */
  readonly resetPin: (name: string, pin: string) => Promise<void>;
  readonly close: () => Promise<void>;
};

/** Opens the desk of a data folder. Refusals: those of openStore, workspace-unknown. */
export async function openDesk(options: DeskOptions): Promise<Desk> {
  const { dataFolder } = options;
  const changes = createChangeFeed();
  const log = createFileLogger({ folder: join(dataFolder, "logs"), now: clock.now });
  // Row numbers mean nothing in another workspace: a call is answered where it began.
  const homes = new WeakMap<Call, HeldWorkspace>();
  const from = async <Found extends Call | null>(find: (sessions: Sessions) => Promise<Found>): Promise<Found> => {
    const home = place.current();
    const call = await find(home.workspace.sessions);
    if (call) homes.set(call, home);
    return call;
  };
  const workspace = () => place.current().workspace;
  const dispatch: Dispatch = (request, call) => ((call && homes.get(call)) ?? place.current()).dispatch(request, call);
  const sessions: Desk["sessions"] = {
    pair: (device, paired) => workspace().sessions.pair(device, paired),
    callOf: (token, seenFrom) => from((held) => held.callOf(token, seenFrom)),
    callOfWindows: () => from((held) => held.callOfWindows()),
  };
  const door = createHostDoor({
    ...{ log, changes, dispatch, page: pageFolder, mayServe: options.runLoops },
    cards: options.cards ?? createNetworkCards(),
    sessions: { ...sessions, wasRevoked: (token) => workspace().sessions.wasRevoked(token) },
    openNetworks: () => listOpenNetworks(workspace().store.read),
    keepPort: (name, port) => workspace().store.write((trx) => keepPort(trx, name, port)),
  });
  const place: WorkspaceSwitch = await createWorkspaceSwitch({ ...options, log, changes, door });
  return {
    dataFolder,
    workspace: () => ({ name: workspace().name, kind: workspace().kind }),
    changes,
    dispatch,
    sessions,
    door,
    hasBrowsers: () => hasBrowsers(workspace().store.read, windowsHash),
    openSample: place.openSample,
    removeSample: place.removeSample,
    wake: () => workspace().engine.wake(),
    check: () => checkWorkspace(workspace()),
    backUp: (folder) => backUp({ store: workspace().store, clock }, folder),
    resetPin: (name, pin) => workspace().engine.resetPin({ commandId: ids.ulid(clock.now()), name, pin }),
    close: async () => {
      await door.close();
      await place.close();
    },
  };
}
