/** Remembers what was worked out of the objects met last, without keeping these alive. */
type RecentMemo<Key extends object, Value> = {
  readonly get: (key: Key) => Value | undefined;
  readonly set: (key: Key, value: Value) => void;
};

/**
 * A memo of the last `most` to twice as many keys, in two parts of which the older one is let go whole. A single WeakMap of
 * all that comes in would be gone through entry by entry whenever old objects are cleared away, and hold up everybody then.
 */
export function createRecentMemo<Key extends object, Value>(most: number): RecentMemo<Key, Value> {
  let older = new WeakMap<Key, Value>();
  let recent = new WeakMap<Key, Value>();
  let count = 0;
  return {
    get: (key) => recent.get(key) ?? older.get(key),
    set: (key, value) => {
      if (count >= most) {
        older = recent;
        recent = new WeakMap();
        count = 0;
      }
      recent.set(key, value);
      count += 1;
    },
  };
}
