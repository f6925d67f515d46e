import type { Understood } from "../sources/understanding.ts";
import type { PostPlace } from "../sources/feed/parsed-feed.ts";
import type { Item } from "../store/item.ts";

/** An item that is to count, with what was understood of its words. */
export type Candidate = {
  readonly item: Item;
  readonly understood: Understood;
  /** Its source had shown it under another key, and it was decided then or not needed: it opens no case again. */
  readonly asSeen?: boolean;
  /** Where it stands in its thread, when its network told. */
  readonly post?: PostPlace;
  /** The row of the story that it answers us in. */
  readonly answers?: number;
};
