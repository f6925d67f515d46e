import { QueryClient } from "@tanstack/react-query";
import { reasonOf } from "./engine.ts";

/** The page's memory of answers. The engine sits on this computer: being offline never pauses a call. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: "always",
        staleTime: Number.POSITIVE_INFINITY,
        refetchOnWindowFocus: false,
        // A refusal stays a refusal; only an engine that is away is asked again.
        retry: (_count, error) => reasonOf(error).code === "engine-gone",
        retryDelay: 1000,
      },
      mutations: { networkMode: "always" },
    },
  });
}
