import { useMutation, type UseMutationResult } from "@tanstack/react-query";
import { type EngineError, type Input, type Output, reasonOf } from "./engine.ts";
import { useLink } from "./use-engine.tsx";

type Name = "sources.discover";

/** Looks for feeds at an address, when asked: `discover.mutate({ url })`. The answer is not kept: the next look is a new one. */
export function useDiscover(): UseMutationResult<Output<Name>, EngineError, Input<Name>> {
  const link = useLink();
  return useMutation<Output<Name>, EngineError, Input<Name>>({
    mutationFn: (input) =>
      link.call("sources.discover", input).catch((error: unknown) => Promise.reject(reasonOf(error))),
  });
}
