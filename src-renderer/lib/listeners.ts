/** A set of listeners with one way to tell them all. */
export function createListeners<Told>() {
  const listeners = new Set<(told: Told) => void>();
  return {
    add(listener: (told: Told) => void): () => void {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    tell(told: Told): void {
      for (const listener of [...listeners]) listener(told);
    },
  };
}

/** The same, but it remembers the last value and tells newcomers at once; equal values are told once. */
export function createState<Value>(first: Value) {
  const listeners = createListeners<Value>();
  let value = first;
  return {
    get: () => value,
    set(next: Value): void {
      if (Object.is(next, value)) return;
      value = next;
      listeners.tell(next);
    },
    add(listener: (value: Value) => void): () => void {
      listener(value);
      return listeners.add(listener);
    },
  };
}
