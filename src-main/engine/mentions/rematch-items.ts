import type { Act } from "../commands.ts";
import { understandStored } from "../rules/understand-stored.ts";
import type { Understanding, Understood } from "../sources/understanding.ts";
import { echoesAmong } from "../store/item-echo.ts";
import { itemsByRow } from "../store/item.ts";
import { mentionStates, saveHits } from "../store/mention.ts";
import type { MentionState } from "../store/mention.ts";
import { countedOf, writeCounts } from "../store/slot.ts";
import { addMentions } from "./add-mentions.ts";
import { dropMentions } from "./drop-mentions.ts";

export type Rematched = { readonly added: number; readonly dropped: number };

/**
 * Asks the watches anew about stored items (at most 200): new matches become mentions, changed ones move between the
 * counts of the watches, and what matches nothing any more stops counting, unless a person has decided about its story.
 */
export async function rematchItems(
  act: Act,
  understanding: Understanding,
  rowIds: readonly number[],
): Promise<Rematched> {
  const items = await itemsByRow(act.trx, rowIds);
  const states = await mentionStates(act.trx, rowIds);
  const judged = items.map((item) => {
    const state = states.get(item.rowId);
    const understood = understandStored(understanding, item);
    return { item, state, understood: { ...understood, hits: withKept(understood.hits, state, understanding) } };
  });
  const echoes = await echoesAmong(act.trx, rowIds);
  const missing = judged.filter(
    ({ item, understood, state }) =>
      !state && !echoes.has(item.rowId) && (item.everything || understood.hits.length > 0),
  );
  const kept = judged.filter(({ item, understood, state }) => state && (item.everything || understood.hits.length > 0));
  const lost = judged.filter(
    ({ item, understood, state }) => state && !item.everything && understood.hits.length === 0,
  );
  await moveHits(
    act,
    kept.flatMap(({ understood, state }) =>
      state && differs(understood, state) ? [{ rowId: state.rowId, hits: understood.hits }] : [],
    ),
  );
  const added = await addMentions(act, understanding, missing);
  const dropped = await dropMentions(
    act,
    lost.flatMap(({ state }) => state ?? []),
  );
  return { added: added.mentions, dropped };
}

/** A watch that is switched off finds nothing, but what it found stays. */
function withKept(
  hits: Understood["hits"],
  state: MentionState | undefined,
  { isOff }: Understanding,
): Understood["hits"] {
  if (!state) return hits;
  const kept = [...state.hits].flatMap(([watchId, spans]) =>
    // Written by saveHits as the spans of a match.
    isOff(watchId) && !hits.some((hit) => hit.watchId === watchId)
      ? [{ watchId, spans: JSON.parse(spans) as Understood["hits"][number]["spans"] }]
      : [],
  );
  return [...hits, ...kept];
}

function differs(understood: Understood, state: MentionState): boolean {
  if (understood.hits.length !== state.hits.size) return true;
  return understood.hits.some(({ watchId, spans }) => state.hits.get(watchId) !== JSON.stringify(spans));
}

async function moveHits(
  act: Act,
  mentions: readonly { readonly rowId: number; readonly hits: Understood["hits"] }[],
): Promise<void> {
  if (mentions.length === 0) return;
  const ids = mentions.map(({ rowId }) => rowId);
  const before = await countedOf(act.trx, ids);
  await saveHits(act.trx, mentions);
  const after = await countedOf(act.trx, ids);
  await writeCounts(act.trx, [
    ...[...before.values()].map((counted) => ({ counted, by: -1 as const })),
    ...[...after.values()].map((counted) => ({ counted, by: 1 as const })),
  ]);
}
