import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useState } from "react";
import { isInteractive, isWriting, keyName, SEQUENCE_MS } from "./keys.ts";
import { createListeners } from "./listeners.ts";
import { usePreferences } from "./preferences.ts";
import type { WordKey } from "./words.ts";

export type Shortcut = {
  /** "j", "Shift+J", "Ctrl+Z" (also Command), "ArrowDown", or a sequence: "g t". */
  keys: string;
  says: WordKey;
  run: () => void;
  /** Moves the cursor: on the sheet of keys, but no command of the palette. */
  isMove?: boolean;
};
export type ShortcutGroup = { title: WordKey; shortcuts: readonly Shortcut[] };

type Registry = {
  add: (group: { current: ShortcutGroup }) => () => void;
  list: () => readonly ShortcutGroup[];
  onList: (listener: () => void) => () => void;
};
const RegistryContext = createContext<Registry | null>(null);

/** Listens for keys on the whole page. Single keys never act in a text field, during composition, or when switched off. */
export function ShortcutsProvider({ children }: { children: ReactNode }) {
  const { singleKeys } = usePreferences();
  const groups = useRef<{ current: ShortcutGroup }[]>([]);
  const registry = useMemo<Registry>(() => {
    const listeners = createListeners<void>();
    return {
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
    };
  }, []);
  useEffect(() => {
    let before: { key: string; at: number } | null = null;
    function onKeyDown(event: KeyboardEvent) {
      const key = keyName(event);
      if (key === null || !mayAct(event, key, singleKeys)) return;
      const sequence = before && event.timeStamp - before.at < SEQUENCE_MS ? `${before.key} ${key}` : null;
      // The screen that was opened last wins over the frame.
      const all = registry
        .list()
        .toReversed()
        .flatMap((group) => group.shortcuts);
      const found =
        (sequence && all.find((shortcut) => shortcut.keys === sequence)) ||
        all.find((shortcut) => shortcut.keys === key);
      before = found ? null : { key, at: event.timeStamp };
      if (!found) return;
      event.preventDefault();
      found.run();
    }
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [registry, singleKeys]);
  return <RegistryContext value={registry}>{children}</RegistryContext>;
}

const IS_CHARACTER = /^(Shift\+)?.$/u;

function mayAct(event: KeyboardEvent, key: string, singleKeys: boolean): boolean {
  if (event.isComposing || event.keyCode === 229 || event.defaultPrevented) return false;
  const target = event.target instanceof Element ? event.target : null;
  if (key.startsWith("Ctrl+") && !(isWriting(target) && key === "Ctrl+Z")) return true;
  if (isWriting(target) || target?.closest('[role="dialog"], [role="menu"]')) return false;
  if ((key === "Enter" || key === "Space") && isInteractive(target)) return false;
  return singleKeys || !IS_CHARACTER.test(key);
}

function useRegistry(): Registry {
  const registry = useContext(RegistryContext);
  if (!registry) throw new Error("Shortcuts need a ShortcutsProvider above them");
  return registry;
}

/** Offers the keys of a screen as long as it is shown; they also stand on the sheet of all keys and in the palette. */
export function useShortcuts(title: WordKey, shortcuts: readonly Shortcut[]): void {
  const registry = useRegistry();
  const group = useRef<ShortcutGroup>({ title, shortcuts });
  useEffect(() => {
    group.current = { title, shortcuts };
  });
  useEffect(() => registry.add(group), [registry]);
}

/** All keys that act now, for the sheet and the palette. */
export function useShortcutGroups(): readonly ShortcutGroup[] {
  const registry = useRegistry();
  const [, setCount] = useState(0);
  useEffect(() => registry.onList(() => setCount((count) => count + 1)), [registry]);
  return registry.list();
}
