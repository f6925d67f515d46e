import { Refusal } from "../contract/refusal.ts";
import type { Store, StoreParts } from "../engine/store/open.ts";
import type { Logger } from "../ports/logger.ts";
import { clock } from "./open-workspace.ts";
import type { OpenWorkspace, Surroundings } from "./open-workspace.ts";
import { deleteWorkspace, hasWorkspace, sampleWorkspace, workspaceFile } from "./workspace-files.ts";

export type SamplePlace = StoreParts & { readonly log: Logger };

/** What the sample is made with. */
export type SampleKit = {
  /** Answers its sources, which are on no network, and keeps its secrets. */
  readonly around: (store: Store) => Promise<Surroundings>;
  /** Plays its history into a new file; leaves none when that fails. */
  readonly build: (place: SamplePlace) => Promise<void>;
  /** Whether it was built to its end. */
  readonly isWhole: (store: Store) => Promise<boolean>;
};

type SampleParts = {
  readonly dataFolder: string;
  readonly backups: string;
  readonly holder: string;
  readonly log: Logger;
  readonly sampleKit: SampleKit;
  /** Opens the sample's file, made if need be, with nothing going on by itself. */
  readonly openQuiet: () => Promise<OpenWorkspace>;
};

/** Sees that the sample is there, whole; `anew` builds it again. It must not be open. */
export async function ensureSample(parts: SampleParts, { anew }: { readonly anew: boolean }): Promise<void> {
  const file = workspaceFile(parts.dataFolder, sampleWorkspace);
  if (hasWorkspace(parts.dataFolder, sampleWorkspace)) {
    // One whose building was broken off is built again.
    if ((await isSampleWhole(parts)) && !anew) return;
    deleteWorkspace(file);
  }
  const { backups, log } = parts;
  const holder = { what: parts.holder, pid: process.pid, since: clock.now() };
  await parts.sampleKit.build({ file, backups, holder, log });
}

/** Deletes the sample, if there is one. It must not be open. */
export async function dropSample(parts: SampleParts): Promise<void> {
  if (!hasWorkspace(parts.dataFolder, sampleWorkspace)) return;
  await isSampleWhole(parts);
  deleteWorkspace(workspaceFile(parts.dataFolder, sampleWorkspace));
}

/** Refusal: sample-only, when somebody's own workspace has the sample's name: that is never deleted. */
async function isSampleWhole({ openQuiet, sampleKit }: SampleParts): Promise<boolean> {
  const found = await openQuiet();
  try {
    if (found.kind !== "sample") throw new Refusal("sample-only", { name: found.name });
    return await sampleKit.isWhole(found.store);
  } finally {
    await found.close();
  }
}
