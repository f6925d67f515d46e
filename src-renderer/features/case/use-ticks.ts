import { useState } from "react";

/** Which rows of a list are ticked; a row that has gone is ticked no more. */
export function useTicks(ids: readonly string[]) {
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const chosen = ids.filter((id) => ticked.has(id));
  return {
    chosen,
    has: (id: string): boolean => ticked.has(id),
    flip: (id: string): void =>
      setTicked((before) =>
        before.has(id) ? new Set([...before].filter((one) => one !== id)) : new Set([...before, id]),
      ),
    clear: (): void => setTicked(new Set()),
  };
}
