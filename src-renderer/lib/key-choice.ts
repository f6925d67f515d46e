import type { KeyPreferences } from "../../src-main/contract/methods/preferences.ts";
import type { KeyAct, KeyPlace } from "./key-act.ts";
import { keyMap } from "./key-map.ts";
import { isCharacter } from "./keys.ts";

export type ChangedKeys = KeyPreferences["changed"];

/** Nobody signed in, or nothing said: every key as it came. */
export const usualKeys: KeyPreferences = { single: true, changed: {} };

/** The keys of an act now: a person's own, else those it came with. */
export function keysOf({ act, keys }: Pick<KeyAct, "act" | "keys">, changed: ChangedKeys): readonly string[] {
  return changed[act] ?? keys;
}

/** Whether keys act at all: where single keys are off, what is only characters does not. */
export function doesAct(keys: string, { single }: Pick<KeyPreferences, "single">): boolean {
  return single || !keys.split(" ").every(isCharacter);
}

export type KeyConflict = { readonly place: KeyPlace; readonly act: KeyAct; readonly keys: string };

/** Acts that are never offered together although they stand in one place: they may share a key. */
const neverTogether: readonly (readonly string[])[] = [
  ["case.draft", "case.answered"],
  ["lookUp.log", "lookUp.save"],
];

/**
 * What else the same keys do where this act is offered: in its own place, or everywhere; for an act that is everywhere, in
 * any place. Keys that begin a sequence of another act are in conflict with it too, for the sequence would never be reached.
 * @example conflictsOf("triage.note", "r", {})[0]?.act.act // "triage.draft"
 */
export function conflictsOf(act: string, keys: string, changed: ChangedKeys): readonly KeyConflict[] {
  const own = keyMap.find(({ acts }) => acts.some((one) => one.act === act));
  if (!own) return [];
  const meets = (place: KeyPlace) => screenOf(place) === screenOf(own) || place.isEverywhere || own.isEverywhere;
  const isApart = (other: string) => neverTogether.some((pair) => pair.includes(act) && pair.includes(other));
  return keyMap.filter(meets).flatMap((place) =>
    place.acts
      .filter((other) => other.act !== act && !isApart(other.act))
      .flatMap((other) =>
        keysOf(other, changed)
          .filter((theirs) => isSameStart(theirs, keys))
          .map((theirs) => ({ place, act: other, keys: theirs })),
      ),
  );
}

const screenOf = ({ on, title }: KeyPlace): string => on ?? title;

function isSameStart(one: string, other: string): boolean {
  return one === other || one.startsWith(`${other} `) || other.startsWith(`${one} `);
}

/** Gives an act keys of its own, or its first ones back; what is as it came is not remembered. */
export function changeKeys(changed: ChangedKeys, act: KeyAct, keys: readonly string[] | null): ChangedKeys {
  const { [act.act]: _, ...rest } = changed;
  const isUsual = keys === null || (keys.length === act.keys.length && keys.every((key, at) => key === act.keys[at]));
  return isUsual ? rest : { ...rest, [act.act]: [...keys] };
}

/** Takes keys away from the acts that have them. */
export function takeKeys(changed: ChangedKeys, from: readonly KeyConflict[]): ChangedKeys {
  return from.reduce(
    (left, { act, keys }) =>
      changeKeys(
        left,
        act,
        keysOf(act, left).filter((one) => one !== keys),
      ),
    changed,
  );
}
