import type { WordKey, WordParams } from "./words.ts";

/** What is wrong with what was typed, by the field's name. */
export type Faults = Readonly<Record<string, { says: WordKey; params?: WordParams }>>;
