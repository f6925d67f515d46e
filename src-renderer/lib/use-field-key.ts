import type { KeyboardEvent } from "react";
import { doesAct, keysOf } from "./key-choice.ts";
import { keyMap } from "./key-map.ts";
import { useKeyPreferences } from "./key-preferences.tsx";
import { actsInFields, beginsNoWord, keyName } from "./keys.ts";

const acts = new Map(keyMap.flatMap((place) => place.acts.map((act) => [act.act, act] as const)));

type FieldKey = {
  /** The key to show at the control that does the same; undefined where no key does it now. */
  readonly shown: string | undefined;
  readonly isIt: (event: KeyboardEvent) => boolean;
};

/** The keys of an act that a field or form hears by itself, as the person has them: none that writes is among them. */
export function useFieldKey(act: string): FieldKey {
  return useHeard(act, actsInFields);
}

/** The signs of an act that a field hears while nothing is written in it. A letter or digit there begins a word. */
export function useSignOfEmptyField(act: string): FieldKey {
  return useHeard(act, beginsNoWord);
}

function useHeard(name: string, mayHear: (key: string) => boolean): FieldKey {
  const preferences = useKeyPreferences();
  const act = acts.get(name);
  if (!act) throw new Error(`The map of keys has no act ${name}`);
  const keys = keysOf(act, preferences.changed).filter((key) => mayHear(key) && doesAct(key, preferences));
  return {
    shown: keys[0],
    isIt: ({ nativeEvent }) => !nativeEvent.isComposing && keys.includes(keyName(nativeEvent) ?? ""),
  };
}
