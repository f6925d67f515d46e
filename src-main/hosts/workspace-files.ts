import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Refusal } from "../contract/refusal.ts";

export const usualWorkspace = "desk";
export const sampleWorkspace = "sample";

/** Names become file names: letters, digits, dashes and underscores. Refusal: workspace-unknown { name }. */
export function workspaceFile(folder: string, name: string): string {
  if (!/^[\p{L}\p{N}][\p{L}\p{N}_-]{0,63}$/u.test(name)) throw new Refusal("workspace-unknown", { name });
  return join(folder, `${name}.db`);
}

export function hasWorkspace(folder: string, name: string): boolean {
  return existsSync(workspaceFile(folder, name));
}

/** Deletes a workspace with what stands beside it. It must not be open. */
export function deleteWorkspace(file: string): void {
  for (const ending of ["-wal", "-shm", ".head.json", ".head.json.partial", ".lock", ""])
    rmSync(`${file}${ending}`, { force: true });
}

export type LastOpened = {
  /** The workspace that was open last. */
  readonly workspace: string;
  /** The desk's own workspace that was open last: where leaving the sample leads. */
  readonly own: string;
};

const lastOpenedFile = (folder: string): string => join(folder, "last-opened.json");

/** What was open last; the desk's own workspace when nobody knows. */
export function readLastOpened(folder: string): LastOpened {
  const usual: LastOpened = { workspace: usualWorkspace, own: usualWorkspace };
  try {
    const saved = JSON.parse(readFileSync(lastOpenedFile(folder), "utf8")) as Partial<LastOpened>;
    const { workspace, own } = { ...usual, ...saved };
    return hasWorkspace(folder, workspace) && own !== sampleWorkspace ? { workspace, own } : usual;
  } catch {
    // Not there yet or not readable: a convenience is lost, no data.
    return usual;
  }
}

export function writeLastOpened(folder: string, lastOpened: LastOpened): void {
  const file = lastOpenedFile(folder);
  writeFileSync(`${file}.partial`, `${JSON.stringify(lastOpened)}\n`);
  renameSync(`${file}.partial`, file);
}

/** Whether there is any workspace in a data folder. */
export function hasAnyWorkspace(folder: string): boolean {
  return readdirSync(folder).some((name) => name.endsWith(".db"));
}
