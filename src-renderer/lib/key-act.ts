import type { WordKey } from "./words.ts";

/** Something a key does: how it is remembered when a person gives it other keys, its words, the keys it came with. */
export type KeyAct = {
  /** Its name in what is saved: place and act. Never changed once released. */
  readonly act: string;
  readonly says: WordKey;
  /** "j", "Shift+J", "Ctrl+Z" (also Command), "ArrowDown", or a sequence: "g t". Each of them does it. */
  readonly keys: readonly string[];
  /** Moves the cursor: on the sheet of keys, but no command of the palette. */
  readonly isMove?: true;
  /** Heard only by the field or form in which one writes: no key that writes can do it. */
  readonly isInField?: true;
};

/** The acts of one place. Those of a place that is everywhere act beside those of the screen that is shown. */
export type KeyPlace = {
  readonly title: WordKey;
  readonly isEverywhere?: true;
  /** The place on whose screen it stands, when it has none of its own. */
  readonly on?: WordKey;
  readonly acts: readonly KeyAct[];
};
