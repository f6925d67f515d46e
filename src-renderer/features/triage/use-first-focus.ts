import { type RefObject, useEffect, useRef } from "react";

/** The field that takes the focus when its form comes in place of a list, where no popover opens anew. */
export function useFirstFocus(): RefObject<HTMLInputElement | null> {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    // After the list that was there before has given its focus back.
    const timer = setTimeout(() => field.current?.focus());
    return () => clearTimeout(timer);
  }, []);
  return field;
}
