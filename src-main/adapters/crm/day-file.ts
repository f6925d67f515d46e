import { open } from "node:fs/promises";
import type { FileHandle } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { CrmLine } from "../../domain/crm/interaction.ts";
import type { FileMark, KnownKeys } from "./known-keys.ts";
import { byteOrderMark } from "./line-forms.ts";
import type { LineForm } from "./line-forms.ts";

export type DayFile = {
  readonly folder: string;
  /** `2026-11-21`. */
  readonly day: string;
  readonly form: LineForm;
  readonly withMark: boolean;
};

/**
 * Puts a line into the file of its day unless it stands there. A file that is not of today's form, because its header
 * is older or a spreadsheet saved it in its own manner, is left as it is: the line goes into the next one, `…-2.csv`.
 */
export async function appendOnce(file: DayFile, line: CrmLine, known: KnownKeys): Promise<void> {
  for (let number = 1; ; number++) {
    const name = `watchroom-${file.day}${number === 1 ? "" : `-${number}`}.${file.form.extension}`;
    if (await isDoneIn(join(file.folder, name), { file, line, known })) return;
  }
}

type Task = { readonly file: DayFile; readonly line: CrmLine; readonly known: KnownKeys };

/** False = this file is not to be added to, and the line is not in it. */
async function isDoneIn(path: string, { file, line, known }: Task): Promise<boolean> {
  const handle = await open(path, "a+");
  try {
    const state = await stateOf(handle, file.form);
    if (state === "ours") await mend(handle, path, { file, line, known });
    const mark = await markOf(handle);
    if (mark.size > 0 && (await known.of(path, mark, file.form)).has(line.key)) return true;
    if (state === "other") return false;
    await append(handle, path, { file, line, known });
    return true;
  } catch (cause) {
    known.forget(path);
    throw cause;
  } finally {
    await handle.close();
  }
}

const markOf = async (handle: FileHandle): Promise<FileMark> => {
  const { ino, size } = await handle.stat();
  return { ino, size };
};

/** A header that is only half there is a power cut's: the file begins anew. */
async function stateOf(handle: FileHandle, { heads }: LineForm): Promise<"empty" | "ours" | "other"> {
  // A device gives bytes without end and has no size.
  const { size } = await handle.stat();
  const longest = Math.min(size, Math.max(...heads.map((head) => Buffer.byteLength(head))));
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(longest), 0, longest, 0);
  if (bytesRead === 0) return "empty";
  const found = buffer.subarray(0, bytesRead);
  if (heads.some((head) => found.subarray(0, Buffer.byteLength(head)).equals(Buffer.from(head)))) return "ours";
  if (!heads.some((head) => Buffer.from(head).subarray(0, bytesRead).equals(found))) return "other";
  await handle.truncate(0);
  return "empty";
}

/** What follows must not be glued to a line that has no end: it gets its end if that is all it lacks, else it is cut off. */
async function mend(handle: FileHandle, path: string, { file: { form }, line, known }: Task): Promise<void> {
  const mark = await markOf(handle);
  if (known.isAsLeft(path, mark)) return;
  const { from, text } = await tailOf(handle, mark.size, form.end);
  if (text === "") return;
  known.forget(path);
  // A row that was cut in its last cell looks whole; this very line is known to the letter.
  const isThisLine = form.line(line) === `${text}${form.end}`;
  const isThisRow = text.startsWith(line.key);
  if (isThisLine || (!isThisRow && form.isWhole(text))) await handle.appendFile(form.end);
  else await handle.truncate(from);
}

const stepBytes = 1 << 16;

/** What stands after the last line end, read from the back. */
async function tailOf(
  handle: FileHandle,
  size: number,
  end: string,
): Promise<{ readonly from: number; readonly text: string }> {
  let from = size;
  let tail = Buffer.alloc(0);
  while (from > 0) {
    const step = Math.min(stepBytes, from);
    const { buffer } = await handle.read(Buffer.alloc(step), 0, step, from - step);
    from -= step;
    const seam = Buffer.concat([buffer, tail.subarray(0, end.length - 1)]);
    const at = seam.lastIndexOf(end);
    tail = Buffer.concat([buffer, tail]);
    if (at !== -1) return { from: from + at + end.length, text: tail.toString("utf8", at + end.length) };
  }
  return { from: 0, text: tail.toString("utf8") };
}

/** All or nothing: what a full disk took of a line is taken back. */
async function append(handle: FileHandle, path: string, { file, line, known }: Task): Promise<void> {
  const { size } = await handle.stat();
  try {
    await handle.appendFile(`${size === 0 ? headOf(file) : ""}${file.form.line(line)}`, "utf8");
    await handle.sync();
  } catch (cause) {
    // Where even this fails, the next attempt finds the half line and cuts it off.
    await handle.truncate(size).catch(() => undefined);
    throw cause;
  }
  if (size === 0) await syncFolder(dirname(path));
  known.wrote(path, await markOf(handle), line.key);
}

function headOf({ form, withMark }: DayFile): string {
  if (form.extension !== "csv") return "";
  return `${withMark ? byteOrderMark : ""}${form.heads[0] ?? ""}`;
}

/** A new file is only there after a power cut when its folder is on the disk too; Windows sees to that by itself. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
