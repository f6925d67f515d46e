import type { KeyPreferences } from "../../src-main/contract/methods/preferences.ts";
import { keysOf } from "./key-choice.ts";
import type { KeyAct, KeyPlace } from "./key-act.ts";
import { keyMap } from "./key-map.ts";
import { keyLabel } from "./keys.ts";
import type { Translate, WordKey } from "./words.ts";

export type ListedPlace = { readonly place: KeyPlace; readonly acts: readonly KeyAct[] };

type Search = { readonly search: string; readonly preferences: KeyPreferences; readonly t: Translate };

/** The acts by place whose words, place or keys have what is searched; everything when nothing is. */
export function findActs({ search, preferences, t }: Search): readonly ListedPlace[] {
  const wanted = search.trim().toLowerCase();
  const has = (text: string) => text.toLowerCase().includes(wanted);
  return keyMap
    .map((place) => ({
      place,
      acts: place.acts.filter(
        (act) =>
          has(t(act.says)) ||
          has(t(place.title)) ||
          keysOf(act, preferences.changed).some((keys) => keyLabel(keys).toLowerCase() === wanted),
      ),
    }))
    .filter(({ acts }) => acts.length > 0);
}

/** The places whose acts are offered now come first, each in the order of the map. */
export function offeredFirst(places: readonly ListedPlace[], offered: ReadonlySet<WordKey>): readonly ListedPlace[] {
  const rank = ({ place }: ListedPlace) => (!offered.has(place.title) ? 2 : place.isEverywhere ? 1 : 0);
  return places.toSorted((one, other) => rank(one) - rank(other));
}
