import { readMeta, writeMeta } from "../store/meta.ts";
import type { Db, Trx } from "../store/open.ts";

const key = "sample-now";

/** The end of the four weeks of a sample, which fixes every date in its feeds; null while it is not built to its end. */
export async function readSampleNow(db: Db): Promise<number | null> {
  const text = await readMeta(db, key);
  return text === null ? null : Number(text);
}

export async function writeSampleNow(trx: Trx, now: number): Promise<void> {
  await writeMeta(trx, key, String(now));
}
