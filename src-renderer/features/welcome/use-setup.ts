import type { Settings, Setup } from "../../../src-main/contract/methods/settings.ts";
import type { EngineError, Output } from "../../lib/engine.ts";
import { useCommand, useEngine } from "../../lib/use-engine.tsx";

export type StepName = Setup["steps"][number]["step"];
export const stepNames = ["brand", "sources", "hours", "people"] as const satisfies readonly StepName[];

export type SetupDesk = {
  readonly settings: Settings;
  readonly isDone: (step: StepName) => boolean;
  /** Saves sections of the settings over what is saved now. Rejects with an EngineError. */
  readonly save: (change: Partial<Settings>) => Promise<void>;
  /** Hides the list of steps for good. */
  readonly dismiss: () => Promise<void>;
};

/** The settings that the first steps fill, and which steps are done. */
export function useSetup(): { desk: SetupDesk | null; error: EngineError | null; retry: () => void } {
  const { data, error, refetch } = useEngine("settings.get", {});
  const saving = useCommand("settings.save");
  const dismissing = useCommand("settings.dismissSetup");
  return { desk: data ? deskOf(data) : null, error, retry: () => void refetch() };

  function deskOf({ version, settings, setup }: Output<"settings.get">): SetupDesk {
    return {
      settings,
      isDone: (step) => setup.steps.some((each) => each.step === step && each.done),
      save: async (change) => {
        await saving.mutateAsync({ version, change });
        await refetch();
      },
      dismiss: async () => {
        await dismissing.mutateAsync({ dismissed: true });
      },
    };
  }
}
