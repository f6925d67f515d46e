import { useSyncExternalStore } from "react";
import { type Language, languages } from "./words.ts";

export const themeChoices = ["system", "light", "dark", "contrast"] as const;
export type ThemeChoice = (typeof themeChoices)[number];

/** What a person likes on this screen; it stays in the browser and is no business of the desk. */
export type Preferences = {
  readonly theme: ThemeChoice;
  readonly density: "comfortable" | "compact";
  readonly language: Language;
};

const STORED_AS = "watchroom.preferences";
const defaults: Preferences = { theme: "system", density: "comfortable", language: "en" };

let current: Preferences | null = null;
const listeners = new Set<() => void>();

/** The preferences now; a damaged or foreign value falls back to its default. */
export function readPreferences(): Preferences {
  current ??= parse(localStorage.getItem(STORED_AS));
  return current;
}

export function changePreferences(change: Partial<Preferences>): void {
  current = { ...readPreferences(), ...change };
  localStorage.setItem(STORED_AS, JSON.stringify(current));
  for (const listener of listeners) listener();
}

export function usePreferences(): Preferences {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, readPreferences);
}

function parse(stored: string | null): Preferences {
  const kept = readJson(stored);
  const one = <Value>(values: readonly Value[], value: unknown, otherwise: Value) =>
    values.includes(value as Value) ? (value as Value) : otherwise;
  return {
    theme: one(themeChoices, kept["theme"], defaults.theme),
    density: one(["comfortable", "compact"] as const, kept["density"], defaults.density),
    language: one(languages, kept["language"], defaults.language),
  };
}

function readJson(stored: string | null): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(stored ?? "{}");
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    // Somebody edited the browser's storage by hand: start from the defaults.
    return {};
  }
}
