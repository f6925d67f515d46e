import { join } from "node:path";
import { topics } from "../contract/changes.ts";
import { Refusal } from "../contract/refusal.ts";
import type { WorkspaceDoors } from "../engine/engine.ts";
import type { Logger } from "../ports/logger.ts";
import type { ChangeFeed } from "../transport/change-feed.ts";
import type { HostDoor } from "./browser-door.ts";
import type { DeskOptions, WorkspaceName } from "./desk.ts";
import { holdWorkspace } from "./held-workspace.ts";
import type { HeldWorkspace } from "./held-workspace.ts";
import { openWorkspace } from "./open-workspace.ts";
import type { OpenWorkspace } from "./open-workspace.ts";
import { dropSample, ensureSample } from "./sample-file.ts";
import { deleteWorkspace, readLastOpened, sampleWorkspace, workspaceFile, writeLastOpened } from "./workspace-files.ts";

export type WorkspaceSwitch = {
  readonly current: () => HeldWorkspace;
  readonly openSample: (how: { readonly anew: boolean }) => Promise<WorkspaceName>;
  readonly removeSample: () => Promise<WorkspaceName>;
  readonly close: () => Promise<void>;
};

type Kit = DeskOptions & { readonly log: Logger; readonly changes: ChangeFeed; readonly door: HostDoor };

/** Opens a workspace and puts another in its place: devices stay let in, calls under way are answered where they began. */
export async function createWorkspaceSwitch(kit: Kit): Promise<WorkspaceSwitch> {
  const { dataFolder } = kit;
  const last = readLastOpened(dataFolder);
  const named = kit.workspace ?? last.workspace;
  const own = named === sampleWorkspace ? last.own : named;
  const inTurn = createTurns();
  const doors: WorkspaceDoors = {
    door: kit.door,
    openSample: async () => ({ name: (await openSample({ anew: false })).name }),
    leaveSample: async ({ remove }) => ({ name: (await inTurn(() => leaveSample(remove))).name }),
  };
  const openQuiet = () => openNamed(kit, doors, { name: sampleWorkspace, runLoops: false });
  const sample = { ...kit, backups: backupsOf(kit), openQuiet };

  async function makeCurrent(name: string): Promise<HeldWorkspace> {
    const held = holdWorkspace(await openNamed(kit, doors, { name, runLoops: kit.runLoops }));
    held.workspace.engine.onChange((stale) => kit.changes.tell(stale));
    return held;
  }

  /** Puts another workspace in the place of the open one, with its own open networks; `after` runs when that one has let its files go. */
  async function replaceBy(name: string, after: () => void): Promise<WorkspaceName> {
    await leaving; // the one that is to be opened may still be closing
    const before = held;
    const devices = await before.workspace.sessions.list();
    held = await makeCurrent(name);
    writeLastOpened(dataFolder, { workspace: name, own });
    await held.workspace.sessions.adopt(devices);
    kit.changes.tell(topics);
    if (kit.runLoops) await kit.door.followNetworks();
    // Not awaited: the call that asked for this is answered first.
    leaving = before
      .leave()
      .then(after)
      .catch((cause: unknown) => kit.log.error("workspace.leave_failed", { error: String(cause) }));
    return nameOf(held);
  }

  async function leaveSample(remove: boolean): Promise<WorkspaceName> {
    if (!isSample(held)) throw new Refusal("sample-only", { name: nameOf(held).name });
    return replaceBy(own, () => (remove ? deleteWorkspace(workspaceFile(dataFolder, sampleWorkspace)) : undefined));
  }

  function openSample(how: { readonly anew: boolean }): Promise<WorkspaceName> {
    return inTurn(async () => {
      if (isSample(held) && !how.anew) return nameOf(held);
      if (isSample(held)) await leaveSample(true);
      await leaving;
      await ensureSample(sample, how);
      return replaceBy(sampleWorkspace, () => {});
    });
  }

  function removeSample(): Promise<WorkspaceName> {
    return inTurn(async () => {
      if (isSample(held)) await leaveSample(true);
      await leaving;
      await dropSample(sample);
      return nameOf(held);
    });
  }

  let leaving: Promise<void> = Promise.resolve();
  if (named === sampleWorkspace) await ensureSample(sample, { anew: false });
  let held = await makeCurrent(named);
  // A single command that looks into another workspace does not make it the usual one.
  if (kit.runLoops) writeLastOpened(dataFolder, { workspace: named, own });
  return { current: () => held, openSample, removeSample, close: () => inTurn(() => leaving.then(() => held.leave())) };
}

/** One after the other; each sees what the one before left behind. */
function createTurns(): <Result>(work: () => Promise<Result>) => Promise<Result> {
  let queue: Promise<unknown> = Promise.resolve();
  return (work) => {
    const turn = queue.then(work);
    queue = turn.catch(() => {}); // its caller gets the error; the next turn goes on
    return turn;
  };
}

const backupsOf = ({ dataFolder }: Kit) => join(dataFolder, "backups");

function openNamed(
  kit: Kit,
  doors: WorkspaceDoors,
  { name, runLoops }: { readonly name: string; readonly runLoops: boolean },
): Promise<OpenWorkspace> {
  const { dataFolder, holder, log, sampleKit } = kit;
  return openWorkspace({
    ...doors,
    ...{ holder, log, runLoops },
    file: workspaceFile(dataFolder, name),
    backups: backupsOf(kit),
    kind: name === sampleWorkspace ? "sample" : "desk",
    ...(name === sampleWorkspace ? { around: sampleKit.around } : {}),
  });
}

function nameOf({ workspace: { name, kind } }: HeldWorkspace): WorkspaceName {
  return { name, kind };
}

function isSample(held: HeldWorkspace): boolean {
  return nameOf(held).kind === "sample";
}
