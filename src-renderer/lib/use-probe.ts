import { useMutation, type UseMutationResult } from "@tanstack/react-query";
import { type EngineError, type Input, type Output, reasonOf } from "./engine.ts";
import { useLink } from "./use-engine.tsx";

/** Looks at an address once, when asked: `probe.mutate({ url })`. The answer is not kept: the next look is a new one. */
export function useProbe(): UseMutationResult<Output<"sources.probe">, EngineError, Input<"sources.probe">> {
  const link = useLink();
  return useMutation<Output<"sources.probe">, EngineError, Input<"sources.probe">>({
    mutationFn: (input) => link.call("sources.probe", input).catch((error: unknown) => Promise.reject(reasonOf(error))),
  });
}
