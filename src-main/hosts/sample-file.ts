import { Refusal } from "../contract/refusal.ts";
import { readMeta, writeMeta } from "../engine/store/meta.ts";
import type { Http } from "../ports/http.ts";
import type { OpenWorkspace } from "./open-workspace.ts";
import { deleteWorkspace, hasWorkspace, sampleWorkspace, workspaceFile } from "./workspace-files.ts";

/** What the sample is made with. */
export type SampleKit = {
  /** Answers its sources, which are on no network. */
  readonly http: () => Http;
  /** Plays its history into an empty workspace of kind sample. */
  readonly build: (workspace: OpenWorkspace) => Promise<void>;
};

type SampleParts = {
  readonly dataFolder: string;
  readonly sampleKit: SampleKit;
  /** Opens the sample's file, made if need be, with nothing going on by itself. */
  readonly openQuiet: () => Promise<OpenWorkspace>;
};

const builtKey = "sample-built";

/** Sees that the sample is there, whole; `anew` builds it again. It must not be open. */
export async function ensureSample(parts: SampleParts, { anew }: { readonly anew: boolean }): Promise<void> {
  if (hasWorkspace(parts.dataFolder, sampleWorkspace)) {
    // One whose building was broken off is built again.
    if ((await isSampleWhole(parts)) && !anew) return;
    deleteWorkspace(workspaceFile(parts.dataFolder, sampleWorkspace));
  }
  const empty = await parts.openQuiet();
  try {
    await parts.sampleKit.build(empty);
    await empty.store.write((trx) => writeMeta(trx, builtKey, "1"));
  } finally {
    await empty.close();
  }
}

/** Deletes the sample, if there is one. It must not be open. */
export async function dropSample(parts: SampleParts): Promise<void> {
  if (!hasWorkspace(parts.dataFolder, sampleWorkspace)) return;
  await isSampleWhole(parts);
  deleteWorkspace(workspaceFile(parts.dataFolder, sampleWorkspace));
}

/** Refusal: sample-only, when somebody's own workspace has the sample's name: that is never deleted. */
async function isSampleWhole({ openQuiet }: SampleParts): Promise<boolean> {
  const found = await openQuiet();
  try {
    if (found.kind !== "sample") throw new Refusal("sample-only", { name: found.name });
    return (await readMeta(found.store.read, builtKey)) !== null;
  } finally {
    await found.close();
  }
}
