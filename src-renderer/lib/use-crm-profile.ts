import { useEffect } from "react";
import type { Output } from "./engine.ts";
import { useEngine } from "./use-engine.tsx";

const againMs = 30_000;

/**
 * What the CRMs know of a contact, from what was read before; while it `isLooked` at, the engine reads what is old again
 * behind it. Undefined while nothing was answered for this contact.
 */
export function useCrmProfile(contactId: string, isLooked = true): Output<"crm.profile"> | undefined {
  const { data, isPlaceholderData, refetch } = useEngine(
    "crm.profile",
    { contactId, isLooked },
    { enabled: contactId !== "", keepPrevious: true },
  );
  const hasCards = (data?.cards.length ?? 0) > 0;
  useEffect(() => {
    if (!hasCards || !isLooked) return;
    // Whoever leaves the card open goes on looking; a page behind others does not.
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") void refetch();
    }, againMs);
    return () => clearInterval(timer);
  }, [hasCards, isLooked, refetch]);
  // An answer that is kept while the next one comes may be of somebody else.
  return isPlaceholderData && data?.contact.id !== contactId ? undefined : data;
}
