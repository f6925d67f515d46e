import { useEffect, useRef } from "react";

/** Gives the focus to what stands under an id as soon as it is there: what had it goes away with the act. */
export function useFocusNext(): (id: string) => void {
  const wanted = useRef<string | null>(null);
  useEffect(() => {
    const found = wanted.current === null ? null : document.getElementById(wanted.current);
    if (!found) return;
    wanted.current = null;
    found.focus();
  });
  return (id) => {
    wanted.current = id;
  };
}
