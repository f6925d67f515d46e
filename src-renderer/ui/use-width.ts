import { type RefObject, useLayoutEffect, useRef, useState } from "react";

/** How wide an element is, kept true while it is there. */
export function useWidth<Kind extends Element>(usual: number): { ref: RefObject<Kind | null>; width: number } {
  const ref = useRef<Kind>(null);
  const [width, setWidth] = useState(usual);
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return undefined;
    const measure = () => setWidth(Math.round(element.clientWidth) || usual);
    measure();
    const watching = new ResizeObserver(measure);
    watching.observe(element);
    return () => watching.disconnect();
  }, [usual]);
  return { ref, width };
}
