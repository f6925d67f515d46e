import { useEffect, useState } from "react";

/** Gives the focus to what stands under an id as soon as it is there: what had it goes away with the act. */
export function useFocusNext(): (id: string) => void {
  const [wanted, setWanted] = useState<string | null>(null);
  useEffect(() => {
    const found = wanted === null ? null : document.getElementById(wanted);
    if (!found) return;
    found.focus();
    setWanted(null);
  });
  return setWanted;
}
