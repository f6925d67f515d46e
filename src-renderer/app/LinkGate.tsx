import { type ReactNode, useEffect } from "react";
import { useEngine, useLinkState } from "../lib/use-engine.tsx";
import { Pairing } from "./Pairing.tsx";

/** Lets nothing through before this browser is let in: where the engine asks for a code, the page asks for it too. */
export function LinkGate({ children }: { children: ReactNode }) {
  const state = useLinkState();
  const session = useEngine("session.get", {});
  const { refetch } = session;
  useEffect(() => {
    if (state === "connected") void refetch();
  }, [state, refetch]);
  return state === "not-paired" ? <Pairing /> : children;
}
