import { useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext } from "react";
import type { KeyPreferences } from "../../src-main/contract/methods/preferences.ts";
import type { Output } from "./engine.ts";
import { usualKeys } from "./key-choice.ts";
import { useCommand, useEngine } from "./use-engine.tsx";

const KeysContext = createContext<KeyPreferences>(usualKeys);

/** The keys of who is signed in; before anybody is, and on a display, as they came. */
export function KeyPreferencesProvider({ children }: { children: ReactNode }) {
  const { data: session } = useEngine("session.get", {});
  const { data } = useEngine("preferences.get", {}, { enabled: session?.person != null });
  const keys = session?.person ? data?.preferences.keys : undefined;
  return <KeysContext value={keys ?? usualKeys}>{children}</KeysContext>;
}

export function useKeyPreferences(): KeyPreferences {
  return useContext(KeysContext);
}

type Saved = Output<"preferences.get">;
export type ChangePreferences = (change: Partial<Saved["preferences"]>) => Promise<void>;

/** Saves sections of one's own preferences; they act at once, before the engine has answered. Rejects with EngineError. */
export function useChangePreferences(): ChangePreferences {
  const client = useQueryClient();
  const { mutateAsync: save } = useCommand("preferences.save");
  const name = ["preferences.get", {}] as const;
  return async (change) => {
    const before = client.getQueryData<Saved>(name);
    if (!before) return;
    client.setQueryData<Saved>(name, { ...before, preferences: { ...before.preferences, ...change } });
    try {
      client.setQueryData(name, await save({ version: before.version, change }));
    } catch (error) {
      client.setQueryData(name, before);
      void client.invalidateQueries({ queryKey: name });
      throw error;
    }
  };
}
