import { type ReactNode, useEffect } from "react";
import { useEngine, useLink, useLinkState } from "../lib/use-engine.tsx";
import { Pairing } from "./Pairing.tsx";
import { StartRefused } from "./StartRefused.tsx";

/** Lets nothing through before there is an engine that lets this page in: where it asks for a code, so does the page; why it does not start stands here. */
export function LinkGate({ children }: { children: ReactNode }) {
  const state = useLinkState();
  const refused = useLink().refusedStart?.();
  const session = useEngine("session.get", {});
  const { refetch } = session;
  useEffect(() => {
    if (state === "connected") void refetch();
  }, [state, refetch]);
  if (state === "refused" && refused) return <StartRefused reason={refused.reason} onRetry={refused.tryAgain} />;
  return state === "not-paired" ? <Pairing /> : children;
}
