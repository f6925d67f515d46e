import type { WallSnapshot } from "../../contract/methods/wallboard.ts";
import { shareOfVoice } from "../../domain/topics/share-of-voice.ts";
import type { Parts } from "../parts.ts";
import { slotMs, slotOf } from "../store/slot.ts";
import { slotsOfWatches } from "../store/wallboard.ts";
import { listWatches, type Watch } from "../store/watch.ts";
import { readVoice } from "../topics/read-voice.ts";

const dayMs = 24 * 3_600_000;

type Voice = WallSnapshot["voice"];
type Brand = Pick<Voice["brands"][number], "name" | "isOwn" | "count">;

/**
 * Share of voice over 24 hours that end with the last whole quarter. A mention that two watches of ours match counts once,
 * which slots cannot say: with several of them the mentions themselves are counted, once in a quarter of an hour.
 */
export function createWallVoice(parts: Parts): (counted: Voice["counted"]) => Promise<Voice> {
  const known = new Map<Voice["counted"], { readonly key: string; readonly brands: readonly Brand[] }>();

  return async (counted) => {
    const db = parts.store.read;
    const to = slotOf(parts.clock.now()) * slotMs;
    const window = { from: to - dayMs, to };
    const watches = (await listWatches(db)).filter(({ set }) => set === "own" || set === "competitor");
    const own = watches.filter(({ set }) => set === "own");
    const asked: Asked = { counted, window, watches };
    if (own.length < 2) return voiceOf(asked, await brandsBySlots(parts, asked));
    const key = `${to} ${watches.map(({ id, version }) => `${id}:${version}`).join()}`;
    const last = known.get(counted);
    const brands = last?.key === key ? last.brands : await brandsByMentions(parts, asked);
    known.set(counted, { key, brands });
    return voiceOf(asked, brands);
  };
}

type Asked = {
  readonly counted: Voice["counted"];
  readonly window: { readonly from: number; readonly to: number };
  readonly watches: readonly Watch[];
};

async function brandsBySlots({ store }: Parts, { counted, window, watches }: Asked): Promise<readonly Brand[]> {
  const counts = await slotsOfWatches(store.read, {
    watchRowIds: watches.map(({ rowId }) => rowId),
    from: slotOf(window.from),
    to: slotOf(window.to) - 1,
    counted,
  });
  return watches.map(({ rowId, name, set }) => ({ name, isOwn: set === "own", count: counts.get(rowId) ?? 0 }));
}

async function brandsByMentions(parts: Parts, { counted, window }: Asked): Promise<readonly Brand[]> {
  const { brands } = await readVoice(parts, { counted, window });
  return brands.map(({ watches, isOwn, now }) => ({ name: watches[0]?.name ?? "", isOwn, count: now.count }));
}

function voiceOf({ counted, window }: Asked, brands: readonly Brand[]): Voice {
  const sum = brands.reduce((total, { count }) => total + count, 0);
  return {
    ...{ counted, ...window, sum },
    brands: brands
      .toSorted((one, other) => Number(other.isOwn) - Number(one.isOwn) || other.count - one.count)
      .map((brand) => ({ ...brand, percent: shareOfVoice(brand.count, sum) })),
  };
}
