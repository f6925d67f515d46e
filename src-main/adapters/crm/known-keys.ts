import { createReadStream } from "node:fs";
import type { LineForm } from "./line-forms.ts";

/** How a file was when it was last read or written by us; another size or another file means that somebody else was there. */
export type FileMark = { readonly ino: number; readonly size: number };

type Known = FileMark & { readonly keys: Set<string> };

export type KnownKeys = {
  /** The keys of the whole lines of a file, read anew only if it is not as we left it. */
  readonly of: (path: string, mark: FileMark, form: LineForm) => Promise<ReadonlySet<string>>;
  readonly isAsLeft: (path: string, mark: FileMark) => boolean;
  readonly wrote: (path: string, mark: FileMark, key: string) => void;
  readonly forget: (path: string) => void;
};

const pieceBytes = 1 << 18;
/** Two forms, and the few days over which a backlog spreads. */
const mostFiles = 8;

/** Which lines are in which file, so that a repeat costs no second reading; a file is never held as a whole. */
export function createKnownKeys(): KnownKeys {
  const files = new Map<string, Known>();
  const isAsLeft = (path: string, { ino, size }: FileMark) => {
    const known = files.get(path);
    return known !== undefined && known.ino === ino && known.size === size;
  };
  const keep = (path: string, known: Known) => {
    files.delete(path);
    files.set(path, known);
    for (const oldest of files.keys()) if (files.size > mostFiles) files.delete(oldest);
  };
  return {
    isAsLeft,
    of: async (path, mark, form) => {
      const known = files.get(path);
      if (known && isAsLeft(path, mark)) return known.keys;
      const keys = await readKeys(path, mark.size, form);
      keep(path, { ...mark, keys });
      return keys;
    },
    wrote: (path, mark, key) => {
      const keys = files.get(path)?.keys ?? new Set<string>();
      keys.add(key);
      keep(path, { ...mark, keys });
    },
    forget: (path) => void files.delete(path),
  };
}

async function readKeys(path: string, size: number, form: LineForm): Promise<Set<string>> {
  const reader = form.createKeyReader();
  const stream = createReadStream(path, { highWaterMark: pieceBytes, end: size - 1 });
  for await (const piece of stream as AsyncIterable<Buffer>) reader.read(piece);
  return reader.keys;
}
