import { createNearTextIndex, rememberedMs, type NearTextIndex } from "../../domain/stories/near-text-index.ts";
import { printOf, repostOf } from "../../domain/stories/near-text.ts";
import type { Printed } from "../../domain/stories/print-table.ts";
import { firstRowWithin, saidSince, type Said } from "../store/mention-said.ts";
import type { Db } from "../store/open.ts";

const slice = 500;

/** What was said lately, ready to be compared with. */
export type NearTextMemory = {
  /** The index, filled from the store at its first use. Best asked for before a transaction begins. */
  readonly ready: (db: Db) => Promise<NearTextIndex>;
  /** Compares with changed words from now on. Before the first use it does nothing: what is stored will be read. */
  readonly reword: (said: Said) => void;
};

/**
 * Remembers the words of the mentions of the last seven days. It is filled when it is first needed, in slices between which
 * other work gets its turn.
 */
export function createNearTextMemory(): NearTextMemory {
  let filled: NearTextIndex | null = null;
  let filling: Promise<NearTextIndex> | null = null;
  return {
    ready: async (db) => {
      if (filled) return filled;
      filling ??= fill(db);
      try {
        filled = await filling;
      } finally {
        filling = null;
      }
      return filled;
    },
    reword: (said) => {
      if (!filled) return;
      const print = printOf(said);
      if (print) filled.add(printedOf(said), print);
      else filled.forget(said.rowId);
    },
  };
}

async function fill(db: Db): Promise<NearTextIndex> {
  const index = createNearTextIndex();
  let after = (await firstRowWithin(db, rememberedMs)) - 1;
  for (;;) {
    const said = await saidSince(db, { after, limit: slice });
    for (const one of said) {
      const print = printOf(one);
      if (print) index.add(printedOf(one), print);
    }
    const last = said.at(-1);
    if (last === undefined || said.length < slice) return index;
    after = last.rowId;
    await new Promise(setImmediate);
  }
}

/** What the index keeps of a mention beside its words. */
export function printedOf({ rowId, publishedAt, firstSeenAt, ...said }: Said): Printed {
  const { network, sourceId, author, handle, text } = said;
  return {
    id: rowId,
    publishedAt,
    seenAt: firstSeenAt,
    voice: { network, sourceId, author, handle, reposts: repostOf(text) },
  };
}
