import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useState } from "react";
import type { KeyPreferences } from "../../src-main/contract/methods/preferences.ts";
import { doesAct, keysOf } from "./key-choice.ts";
import { actOf } from "./act-of.ts";
import { useKeyPreferences } from "./key-preferences.tsx";
import { actsInFields, ariaKeys, isInteractive, isWriting, keyName, SEQUENCE_MS } from "./keys.ts";
import { createListeners } from "./listeners.ts";
import type { WordKey } from "./words.ts";

/** What a screen offers: an act of the key map, named by its words. Its keys stand in lib/key-map.ts. */
export type Shortcut = { says: WordKey; run: () => void };

/** An act that is offered now, with the keys that do it now. */
export type OfferedAct = {
  readonly says: WordKey;
  readonly run: () => void;
  readonly keys: readonly string[];
  /** The keys it came with: controls name it by them. */
  readonly usual: readonly string[];
  readonly isMove: boolean;
};
export type ShortcutGroup = { readonly title: WordKey; readonly acts: readonly OfferedAct[] };

type Given = { title: WordKey; shortcuts: readonly Shortcut[] };
type Registry = {
  add: (group: { current: Given }) => () => void;
  list: () => readonly Given[];
  onList: (listener: () => void) => () => void;
};
const RegistryContext = createContext<Registry | null>(null);

/** Listens for keys on the whole page. In a text field only keys with Ctrl and function keys act; nothing acts during composition. */
export function ShortcutsProvider({ children }: { children: ReactNode }) {
  const preferences = useKeyPreferences();
  const groups = useRef<{ current: Given }[]>([]);
  const [listeners] = useState(() => createListeners<void>());
  const registry = useMemo<Registry>(
    () => ({
      add(group) {
        groups.current = [...groups.current, group];
        listeners.tell();
        return () => {
          groups.current = groups.current.filter((kept) => kept !== group);
          listeners.tell();
        };
      },
      list: () => groups.current.map((group) => group.current),
      onList: (listener) => listeners.add(listener),
    }),
    [listeners],
  );
  // Kept over what changes between two keys: the keys of a person arrive a moment after they sat down.
  const before = useRef<{ key: string; at: number } | null>(null);
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      const key = keyName(event);
      if (key === null || !mayAct(event, key)) return;
      const last = before.current;
      const sequence = last && event.timeStamp - last.at < SEQUENCE_MS ? `${last.key} ${key}` : null;
      const all = offered(registry.list(), preferences);
      const found =
        (sequence && all.find(({ keys }) => keys.includes(sequence))) || all.find(({ keys }) => keys.includes(key));
      before.current = found ? null : { key, at: event.timeStamp };
      if (!found) return;
      event.preventDefault();
      found.run();
    }
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [registry, preferences]);
  return <RegistryContext value={registry}>{children}</RegistryContext>;
}

/** Every act that is offered. The screen that was opened last comes first: it wins over the frame. */
function offered(groups: readonly Given[], preferences: KeyPreferences): readonly OfferedAct[] {
  return groups.toReversed().flatMap((group) => offeredBy(group, preferences).acts);
}

function offeredBy({ title, shortcuts }: Given, preferences: KeyPreferences): ShortcutGroup {
  const acts = shortcuts.map(({ says, run }): OfferedAct => {
    const listed = actOf(title, says);
    const keys = listed ? keysOf(listed, preferences.changed).filter((one) => doesAct(one, preferences)) : [];
    return { says, run, keys, usual: listed?.keys ?? [], isMove: listed?.isMove === true };
  });
  return { title, acts };
}

function mayAct(event: KeyboardEvent, key: string): boolean {
  if (event.isComposing || event.keyCode === 229 || event.defaultPrevented) return false;
  const target = event.target instanceof Element ? event.target : null;
  if (key.startsWith("Ctrl+") && !(isWriting(target) && !actsInFields(key))) return true;
  if (target?.closest('[role="dialog"], [role="menu"]') || (isWriting(target) && !actsInFields(key))) return false;
  return !((key === "Enter" || key === "Space") && isInteractive(target));
}

function useRegistry(): Registry {
  const registry = useContext(RegistryContext);
  if (!registry) throw new Error("Shortcuts need a ShortcutsProvider above them");
  return registry;
}

/** Offers acts of a place as long as it is shown; they also stand on the sheet of all keys and in the palette. */
export function useShortcuts(title: WordKey, shortcuts: readonly Shortcut[]): void {
  const registry = useRegistry();
  const group = useRef<Given>({ title, shortcuts });
  useEffect(() => {
    group.current = { title, shortcuts };
  });
  useEffect(() => registry.add(group), [registry]);
}

/** All acts that are offered now with their keys, for the sheet and the palette. */
export function useShortcutGroups(): readonly ShortcutGroup[] {
  const registry = useRegistry();
  const preferences = useKeyPreferences();
  const [, setCount] = useState(0);
  useEffect(() => registry.onList(() => setCount((count) => count + 1)), [registry]);
  return registry.list().map((group) => offeredBy(group, preferences));
}

/**
 * The keys to show at a control that is named by one it came with: what a person put in its place, null where no key does
 * it now. A key that no offered act came with belongs to the control itself and stays.
 */
export function useShownKeys(usual: string | undefined): string | null {
  const registry = useContext(RegistryContext);
  const preferences = useKeyPreferences();
  const [, setCount] = useState(0);
  useEffect(() => registry?.onList(() => setCount((count) => count + 1)), [registry]);
  if (usual === undefined) return null;
  const act = registry && offered(registry.list(), preferences).find((one) => one.usual.includes(usual));
  if (!act) return usual;
  return act.keys.includes(usual) ? usual : (act.keys[0] ?? null);
}

/** The same keys as assistive technology names them: for `aria-keyshortcuts`. */
export function useAriaKeys(usual: string): string | undefined {
  const shown = useShownKeys(usual);
  return shown === null ? undefined : ariaKeys(shown);
}
