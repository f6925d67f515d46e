import { mkdir, open, readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { ExportFolder } from "../../ports/export-folder.ts";
import { toFolderTrouble } from "./folder-trouble.ts";
import { beginFile, writerOf } from "./pending-file.ts";
import type { OpenFile } from "./pending-file.ts";
import { safeName } from "./safe-name.ts";

export type DiskFolderParts = {
  /** The desk's own exports; made when the first file is begun, for its owner only. */
  readonly own: string;
  /** Tells this program's half-written files from those of one that was killed. */
  readonly mark: string;
  /** Who may read files in folders of the computer; left out: whom the system lets read new files. */
  readonly mode?: number;
  /** Opens a new file; left out: the system's own way. */
  readonly openFile?: OpenFile;
};

/** Files on the disks of this computer. */
export function createDiskFolder({ own, mark, mode = 0o666, openFile = open }: DiskFolderParts): ExportFolder {
  return {
    begin: async (folder, fileName) => {
      try {
        const place = folder ?? own;
        if (folder === null) await mkdir(own, { recursive: true, mode: 0o700 });
        await removeAbandoned(place, mark);
        return await beginFile({
          folder: place,
          fileName: safeName(fileName),
          mark,
          openFile,
          mode: folder === null ? 0o600 : mode,
        });
      } catch (cause) {
        throw toFolderTrouble(cause);
      }
    },
    read: async (path, offset, length) => {
      try {
        return await readPiece(path, offset, length);
      } catch (cause) {
        throw toFolderTrouble(cause);
      }
    },
    sweep: async (before) => {
      await removeAbandoned(own, mark);
      for (const name of await namesIn(own)) {
        if (writerOf(name)?.mark === mark) continue; // it is being written
        const file = join(own, name);
        const found = await stat(file).catch(() => null); // somebody was quicker
        if (found?.isFile() === true && found.mtimeMs < before) await rm(file, { force: true });
      }
    },
  };
}

async function readPiece(path: string, offset: number, length: number): Promise<Uint8Array> {
  const handle = await open(path, "r");
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, offset);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

/** What a program that no longer runs had begun. */
async function removeAbandoned(folder: string, mark: string): Promise<void> {
  for (const name of await namesIn(folder)) {
    const writer = writerOf(name);
    if (writer === null || writer.mark === mark || isRunning(writer.pid)) continue;
    await rm(join(folder, name), { force: true });
  }
}

/** Our own number with another mark is that of a program before us: numbers are given anew after a restart. */
function isRunning(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    return cause instanceof Error && "code" in cause && cause.code === "EPERM";
  }
}

/** Nothing where there is no such folder: beginning a file in it says so. */
async function namesIn(folder: string): Promise<readonly string[]> {
  return readdir(folder).catch(() => []);
}
