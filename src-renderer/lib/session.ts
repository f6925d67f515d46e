import { createContext, useContext } from "react";
import type { Session } from "../../src-main/contract/methods/session.ts";

export const SessionContext = createContext<Session | null>(null);

/** Which workspace is open and who is signed in here. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error("useSession needs the session gate above it");
  return session;
}

/** The signed-in person; null on a display. */
export function useMe(): Session["person"] {
  return useSession().person;
}
