import type { Understood } from "../sources/understanding.ts";
import type { Item } from "../store/item.ts";

/** An item that is to count, with what was understood of its words. */
export type Candidate = {
  readonly item: Item;
  readonly understood: Understood;
  /** Its source had shown it under another key, and it was decided then or not needed: it opens no case again. */
  readonly asSeen?: boolean;
};
