import { readFileSync, renameSync, writeFileSync } from "node:fs";
import type { Db } from "../store/open.ts";

/** The newest entry of the event log, as it was some time ago. */
export type ChainHead = { readonly seq: number; readonly hash: string };

const mirrorOf = (file: string): string => `${file}.head.json`;

/**
 * Keeps the log's head outside the database: a chain by itself cannot tell that its end was cut off, nor a database that
 * its -wal file was deleted (both measured). Written beside and renamed, so that it is always whole.
 */
export function mirrorHead(file: string, head: ChainHead): void {
  const unfinished = `${mirrorOf(file)}.partial`;
  writeFileSync(unfinished, `${JSON.stringify(head)}\n`, { mode: 0o600 });
  renameSync(unfinished, mirrorOf(file));
}

/** Whether the entry that was kept still stands in the log; without a kept head nothing is missing. */
export async function isTailWhole(db: Db, file: string): Promise<boolean> {
  const head = mirroredHead(file);
  if (!head || head.seq === 0) return true;
  const entry = await db.selectFrom("event").select("hash").where("seq", "=", head.seq).executeTakeFirst();
  return entry?.hash === head.hash;
}

/** The head that was kept; null when there is none or it cannot be read, which only means that it can prove nothing. */
export function mirroredHead(file: string): ChainHead | null {
  try {
    const head = JSON.parse(readFileSync(mirrorOf(file), "utf8")) as Partial<ChainHead>;
    return typeof head.seq === "number" && typeof head.hash === "string" ? { seq: head.seq, hash: head.hash } : null;
  } catch {
    return null;
  }
}
