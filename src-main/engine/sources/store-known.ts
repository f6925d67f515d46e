import type { Act } from "../commands.ts";
import { wakeStory } from "../cases/queue-story.ts";
import { refreshTone } from "../mentions/refresh-tone.ts";
import { rematchItems } from "../mentions/rematch-items.ts";
import { saveItemVersion } from "../store/item-version.ts";
import { itemsByRow } from "../store/item.ts";
import { saveItemKey } from "../store/item-second.ts";
import { mentionStates } from "../store/mention.ts";
import { indexMentions, unindexMentions } from "../store/search.ts";
import { recount } from "../store/slot.ts";
import type { Source } from "../store/source.ts";
import { saidBy } from "../mentions/said-by.ts";
import type { Entry } from "./known-entries.ts";
import { understand } from "./read-entry.ts";
import type { Understanding } from "./understanding.ts";

/**
 * Brings a stored item up to date: the key that its feed gives it now, and its words. It stays the same mention with the
 * same date and the same case. Answers whether its words changed.
 */
export async function storeKnown(
  act: Act,
  understanding: Understanding,
  source: Source,
  entry: Entry,
): Promise<boolean> {
  const { stored, parsed } = entry;
  if (stored === null) return false;
  if (entry.isRekeyed) {
    const { key, hash: keyHash, secondHash, canonicalUrl } = entry;
    await saveItemKey(act.trx, stored.rowId, { key, keyHash, secondHash, canonicalUrl, url: parsed.link });
  }
  if (stored.contentHash === entry.contentHash) return false;
  await storeEdit(act, understanding, source, { ...entry, stored });
  return true;
}

/**
 * Changed words are a new version of the same item: a resolved case is not opened again, one that waits until they
 * answer comes back.
 */
async function storeEdit(
  act: Act,
  understanding: Understanding,
  source: Source,
  { parsed, stored, contentHash }: Entry & { readonly stored: NonNullable<Entry["stored"]> },
): Promise<void> {
  const understood = understand(understanding, source, parsed);
  const { title, text, replyUrl, categories, enclosures } = parsed;
  const { lang, sentiment } = understood;
  const mention = (await mentionStates(act.trx, [stored.rowId])).get(stored.rowId);
  if (mention) await unindexMentions(act.trx, [stored.rowId]);
  await saveItemVersion(act.trx, stored, {
    ...{ title, text, contentHash, lang, sentiment, spellings: understood.spellings(), at: act.at },
    ...{ replyUrl, categories, enclosures },
  });
  if (mention) await indexMentions(act.trx, [stored.rowId]);
  if (mention && !stored.corrected) await recount(act.trx, [stored.rowId], { sentiment: understood.slot });
  await rematchItems(act, understanding, [stored.rowId]);
  if (!mention) return;
  const [item] = await itemsByRow(act.trx, [stored.rowId]);
  if (item) understanding.nearText.reword(saidBy(item));
  await refreshTone(act, mention.storyRowId);
  await wakeStory(act, understanding.settings, { storyRowId: mention.storyRowId, at: act.at });
}
