import type { Db } from "../store/open.ts";
import { type ItemPlace, itemsPublished } from "../store/topic.ts";

/** Items looked at between two chances for other work: some 10 ms with reading and counting their words. */
const itemsASlice = 120;

/**
 * What was published in a stretch, `to` excluded, in lots, newest first. Other work gets its turn between two lots, so that
 * reading a hundred thousand holds nobody up.
 */
export async function* publishedSlices(
  db: Db,
  { from, to }: { readonly from: number; readonly to: number },
): AsyncGenerator<readonly ItemPlace[], void, undefined> {
  let before: ItemPlace = { at: to, rowId: 0 };
  for (;;) {
    const items = await itemsPublished(db, { from, before, limit: itemsASlice });
    const last = items.at(-1);
    if (last === undefined) return;
    yield items;
    if (items.length < itemsASlice) return;
    before = last;
    await letOthersWork();
  }
}

export function letOthersWork(): Promise<void> {
  return new Promise((resolve) => void setImmediate(resolve));
}
