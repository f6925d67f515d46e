import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import { type EngineError, type Output, type ReadName, reasonOf, type WriteName } from "./engine.ts";
import { type CommandInput, useCommand } from "./use-engine.tsx";

/** A command with its trouble; what it makes out of date is asked again at once, after a refusal too. */
export function useAct<Name extends WriteName>(name: Name, stale: readonly ReadName[]) {
  const client = useQueryClient();
  const command = useCommand(name);
  const [trouble, setTrouble] = useState<EngineError | null>(null);
  async function run(input: CommandInput<Name>): Promise<Output<Name> | null> {
    setTrouble(null);
    let answer: Output<Name> | null = null;
    try {
      answer = await command.mutateAsync(input);
    } catch (error) {
      setTrouble(reasonOf(error));
    }
    await Promise.all(stale.map((read) => client.invalidateQueries({ queryKey: [read] })));
    return answer;
  }
  return { run, trouble, isBusy: command.isPending };
}

/** The version that a form began with. After "somebody changed it" the next save means the present one. */
export function useBaseVersion(present: number) {
  const [base, setBase] = useState<number | null>(present);
  const accept = useCallback(() => setBase(null), []);
  return { version: base ?? present, accept };
}
