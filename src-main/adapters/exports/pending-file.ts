import { createHash } from "node:crypto";
import { link, open, rename, rm, stat } from "node:fs/promises";
import type { FileHandle } from "node:fs/promises";
import { hostname } from "node:os";
import { extname, join } from "node:path";
import type { PendingFile } from "../../ports/export-folder.ts";
import { codeOf, toFolderTrouble } from "./folder-trouble.ts";

export type OpenFile = (path: string, flags: "wx", mode: number) => Promise<FileHandle>;

export type FilePlace = {
  readonly folder: string;
  readonly fileName: string;
  readonly mark: string;
  readonly mode: number;
  readonly openFile: OpenFile;
};

/** Rows are small: they go to the disk in pieces of this size. */
const pieceBytes = 64 * 1024;
const mostNumbers = 10_000;
let begun = 0;
/** Two computers may write into one shared folder: numbers of programs mean nothing on the other. */
const thisComputer = createHash("sha256").update(hostname()).digest("hex").slice(0, 8);

/** Begins a file under a hidden name beside its place; it gets its own name when it is whole and on the disk. */
export async function beginFile(place: FilePlace): Promise<PendingFile> {
  const file = await openHidden(place);
  let companionFile: HiddenFile | null = null;
  const abandon = async () => {
    for (const each of [file, companionFile]) await each?.discard();
  };
  return {
    write: (bytes) => guarded(() => file.write(bytes), abandon),
    finish: (companion) =>
      guarded(async () => {
        await file.settle();
        if (companion) {
          companionFile = await openHidden(place);
          await companionFile.write(companion.text);
          await companionFile.settle();
        }
        const path = await putInPlace(place, { file, companionFile, ending: companion?.ending ?? "" });
        await settleFolder(place.folder);
        const beside = companionFile && {
          path: `${path}${companion?.ending ?? ""}`,
          bytes: companionFile.bytes(),
        };
        return { path, bytes: file.bytes(), companion: beside };
      }, abandon),
    abandon,
  };
}

async function guarded<Result>(work: () => Promise<Result>, abandon: () => Promise<void>): Promise<Result> {
  try {
    return await work();
  } catch (cause) {
    await abandon();
    throw toFolderTrouble(cause);
  }
}

type HiddenFile = {
  readonly path: string;
  readonly bytes: () => number;
  readonly write: (bytes: Uint8Array | string) => Promise<void>;
  /** All of it is on the disk, and it is closed. */
  readonly settle: () => Promise<void>;
  readonly discard: () => Promise<void>;
};

async function openHidden({ folder, mark, mode, openFile }: FilePlace): Promise<HiddenFile> {
  begun += 1;
  const path = join(folder, hiddenName({ number: begun, pid: process.pid, mark }));
  const handle = await openFile(path, "wx", mode);
  let waiting: Buffer[] = [];
  let waitingBytes = 0;
  let bytes = 0;
  let isOpen = true;
  const flush = async () => {
    const piece = Buffer.concat(waiting);
    waiting = [];
    waitingBytes = 0;
    // A write may take less than it was given.
    for (let from = 0; from < piece.length;)
      from += (await handle.write(piece, from, piece.length - from)).bytesWritten;
  };
  const close = async () => {
    if (!isOpen) return;
    isOpen = false;
    await handle.close();
  };
  return {
    path,
    bytes: () => bytes,
    write: async (given) => {
      const piece = typeof given === "string" ? Buffer.from(given, "utf8") : Buffer.from(given);
      waiting.push(piece);
      waitingBytes += piece.length;
      bytes += piece.length;
      if (waitingBytes >= pieceBytes) await flush();
    },
    settle: async () => {
      await flush();
      await handle.sync();
      await close();
    },
    discard: async () => {
      await close();
      await rm(path, { force: true });
    },
  };
}

type Ready = { readonly file: HiddenFile; readonly companionFile: HiddenFile | null; readonly ending: string };

/** The companion first: what is seen under the file's own name always has it beside. */
async function putInPlace(place: FilePlace, { file, companionFile, ending }: Ready): Promise<string> {
  for (let number = 1; number <= mostNumbers; number += 1) {
    const path = join(place.folder, numbered(place.fileName, number));
    // A companion without its file belongs to one that somebody took away.
    if (await exists(`${path}${ending}`)) continue;
    if (companionFile && !(await claim(companionFile.path, `${path}${ending}`))) continue;
    if (await claim(file.path, path).catch((cause: unknown) => takeBack(cause, companionFile, `${path}${ending}`)))
      return path;
    if (companionFile) await unclaim(`${path}${ending}`, companionFile.path);
  }
  throw new Error(`All names like ${place.fileName} are taken`);
}

async function takeBack(cause: unknown, companionFile: HiddenFile | null, path: string): Promise<never> {
  if (companionFile) await rm(path, { force: true });
  throw cause;
}

/** "log.csv", "log-2.csv", "log-3.csv" … */
function numbered(fileName: string, number: number): string {
  if (number === 1) return fileName;
  const ending = extname(fileName);
  return `${fileName.slice(0, fileName.length - ending.length)}-${number}${ending}`;
}

/** Gives a file a name that nobody has: never over another one. False when it is taken. */
async function claim(hidden: string, path: string): Promise<boolean> {
  try {
    await link(hidden, path);
  } catch (cause) {
    if (codeOf(cause) === "EEXIST") return false;
    if (!["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EMLINK"].includes(codeOf(cause))) throw cause;
    // Not every file system has second names (USB sticks): there it is looked for first.
    if (await exists(path)) return false;
    await rename(hidden, path);
    return true;
  }
  await rm(hidden, { force: true });
  return true;
}

async function unclaim(path: string, hidden: string): Promise<void> {
  await rename(path, hidden);
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/** The names themselves, too, are on the disk. */
async function settleFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r").catch(() => null);
  if (!handle) return; // Windows opens no folder, and needs none of this.
  try {
    await handle.sync();
  } catch (cause) {
    if (!["EINVAL", "EPERM", "ENOTSUP", "EBADF"].includes(codeOf(cause))) throw cause;
  } finally {
    await handle.close();
  }
}

type Hidden = { readonly number: number; readonly pid: number; readonly mark: string; readonly computer?: string };

/** Short, whatever the file is going to be called. */
export function hiddenName({ number, pid, mark, computer = thisComputer }: Hidden): string {
  return `.${number}.${pid}.${mark}.${computer}.partial`;
}

/** Which program of this computer writes under a name; null for every other file. */
export function writerOf(name: string): { readonly pid: number; readonly mark: string } | null {
  const [, pid, mark = "", computer] = /^\.\d+\.(\d+)\.([\w-]+)\.([0-9a-f]{8})\.partial$/.exec(name) ?? [];
  return computer === thisComputer ? { pid: Number(pid), mark } : null;
}
