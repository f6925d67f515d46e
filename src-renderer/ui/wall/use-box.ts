import { type RefObject, useLayoutEffect, useState } from "react";

export type Box = { readonly width: number; readonly height: number; readonly letter: number };

/** The size of a drawing's place and of the letters in it, in pixels, renewed when the place changes. */
export function useBox(place: RefObject<Element | null>): Box | null {
  const [box, setBox] = useState<Box | null>(null);
  useLayoutEffect(() => {
    const element = place.current;
    if (!element) return;
    function measure() {
      if (!element) return;
      const { clientWidth: width, clientHeight: height } = element;
      setBox({ width, height, letter: Number.parseFloat(getComputedStyle(element).fontSize) || 16 });
    }
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [place]);
  return box;
}
