import { join } from "node:path";
import { createFileLogger } from "../adapters/file-logger.ts";
import type { Call } from "../engine/handlers.ts";
import type { Sessions } from "../engine/people/sessions.ts";
import { backUp } from "../engine/workspace/back-up.ts";
import { checkWorkspace } from "../engine/workspace/check.ts";
import type { CheckReport } from "../engine/workspace/check.ts";
import type { WorkspaceKind } from "../engine/workspace/identity.ts";
import { createChangeFeed } from "../transport/change-feed.ts";
import type { ChangeFeed } from "../transport/change-feed.ts";
import type { Dispatch } from "../transport/dispatch.ts";
import type { HeldWorkspace } from "./held-workspace.ts";
import { clock, ids } from "./open-workspace.ts";
import { createWorkspaceSwitch } from "./workspace-switch.ts";
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
};

export type WorkspaceName = { readonly name: string; readonly kind: WorkspaceKind };

/** One open workspace at a time, behind a door that stays the same when another takes its place. */
export type Desk = {
  readonly dataFolder: string;
  readonly workspace: () => WorkspaceName;
  readonly changes: ChangeFeed;
  readonly dispatch: Dispatch;
  readonly sessions: Pick<Sessions, "pair" | "callOf" | "callOfWindows">;
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
  const place = await createWorkspaceSwitch({ ...options, log, changes });
  // Row numbers mean nothing in another workspace: a call is answered where it began.
  const homes = new WeakMap<Call, HeldWorkspace>();
  const from = async <Found extends Call | null>(find: (sessions: Sessions) => Promise<Found>): Promise<Found> => {
    const home = place.current();
    const call = await find(home.workspace.sessions);
    if (call) homes.set(call, home);
    return call;
  };
  const workspace = () => place.current().workspace;
  return {
    dataFolder,
    workspace: () => ({ name: workspace().name, kind: workspace().kind }),
    changes,
    dispatch: (request, call) => ((call && homes.get(call)) ?? place.current()).dispatch(request, call),
    sessions: {
      pair: (device) => workspace().sessions.pair(device),
      callOf: (token) => from((sessions) => sessions.callOf(token)),
      callOfWindows: () => from((sessions) => sessions.callOfWindows()),
    },
    openSample: place.openSample,
    removeSample: place.removeSample,
    wake: () => workspace().engine.wake(),
    check: () => checkWorkspace(workspace()),
    backUp: (folder) => backUp({ store: workspace().store, clock }, folder),
    resetPin: (name, pin) => workspace().engine.resetPin({ commandId: ids.ulid(clock.now()), name, pin }),
    close: place.close,
  };
}
