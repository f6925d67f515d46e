import type { NearMatch, NearTextIndex } from "../../domain/stories/near-text-index.ts";
import { isOneStory, isPublisher, printOf, type Voice } from "../../domain/stories/near-text.ts";
import type { Bucket } from "../../contract/values.ts";
import type { Item } from "../store/item.ts";
import { printedOf } from "./near-text-memory.ts";
import { saidBy } from "./said-by.ts";

/** What says nearly the same as an item, nearest first. `id` of a match is the row of its mention. */
export type Nearby = { readonly voice: Voice; readonly matches: readonly NearMatch[] };

/**
 * Looks for near texts of items in the order of arrival, and remembers each, so that a later one of the same batch finds
 * an earlier one. Items whose words are too few find nothing and are not found.
 */
export function findNear(index: NearTextIndex, items: readonly Item[]): ReadonlyMap<number, Nearby> {
  const found = new Map<number, Nearby>();
  // A batch that was broken off and is stored again must not meet itself.
  for (const { rowId } of items) index.forget(rowId);
  for (const item of items) {
    const print = printOf(item);
    if (!print) continue;
    const printed = printedOf(saidBy(item));
    const matches = index.near(print, { ...printed, sourceId: item.sourceId });
    if (matches.length > 0) found.set(item.rowId, { voice: printed.voice, matches });
    index.add(printed, print);
  }
  return found;
}

export type Choice<Of> = {
  /** The story that the item is a copy of. */
  readonly joins: Of | null;
  /** Other stories that say nearly the same. */
  readonly similar: readonly { readonly draft: Of; readonly likeness: number }[];
};

/** At most so many stories are linked with a new one. */
const mostSimilar = 5;

/** Where each author waits for an answer of their own, and a story must not hold two of them. */
const answeredOneByOne: ReadonlySet<Bucket> = new Set<Bucket>(["care", "unsorted"]);

/**
 * Where a publisher and somebody else say the same, it is one story only when both belong in the same bucket: a copy decided
 * otherwise stands for itself. So does one that waits for its own answer, unless it only passes the publisher's words on.
 */
function mayMix(
  one: Voice,
  other: Voice,
  { story, own }: { readonly story: Bucket; readonly own: () => Bucket },
): boolean {
  const person = isPublisher(one) ? other : one;
  if (answeredOneByOne.has(story) && person.reposts === null) return false;
  return story === own();
}

/** The story that an item joins, if any, and those that it is only like. */
export function chooseStory<Of extends { readonly story: { readonly bucket: Bucket } }>(
  { voice, matches }: Nearby,
  { draftOf, bucket }: { readonly draftOf: (mentionRowId: number) => Of | undefined; readonly bucket: () => Bucket },
): Choice<Of> {
  const similar = new Map<Of, number>();
  for (const match of matches) {
    const draft = draftOf(match.id);
    if (!draft) continue;
    const isMixed = isPublisher(voice) !== isPublisher(match.voice);
    const isOne =
      match.reportsSame &&
      isOneStory(voice, match.voice) &&
      (!isMixed || mayMix(voice, match.voice, { story: draft.story.bucket, own: bucket }));
    if (isOne) return { joins: draft, similar: [] };
    if (!similar.has(draft)) similar.set(draft, match.likeness);
  }
  return {
    joins: null,
    similar: [...similar].slice(0, mostSimilar).map(([draft, likeness]) => ({ draft, likeness })),
  };
}
