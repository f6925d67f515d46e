import type { KeyAct } from "./key-act.ts";
import { keyMap } from "./key-map.ts";
import type { WordKey } from "./words.ts";

const nameOf = (title: string, says: string): string => `${title} ${says}`;
const byWords = new Map(
  keyMap.flatMap(({ title, acts }) => acts.map((act) => [nameOf(title, act.says), act] as const)),
);

/** The act of a place that has these words; undefined when the map has none. */
export function actOf(title: WordKey, says: WordKey): KeyAct | undefined {
  return byWords.get(nameOf(title, says));
}
