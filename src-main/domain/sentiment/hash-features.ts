/** Numbers of the hashed features; a power of two, so that a bucket is a mask away. */
export const BUCKETS = 1 << 17;

const PRIME = 16777619;
const BASIS = 0x811c9dc5 | 0;
const DENIED = 0x9e3779b9 | 0;

/** FNV-1a over UTF-16 units. */
export function hashOf(key: string): number {
  let hash = BASIS;
  for (let at = 0; at < key.length; at += 1) hash = Math.imul(hash ^ key.charCodeAt(at), PRIME);
  return hash;
}

/** The hash of a word where a negation reaches it. */
export function deniedHash(hash: number): number {
  return Math.imul(hash ^ DENIED, PRIME);
}

/** The hash of words in a row. */
export function joinHashes(before: number, hash: number): number {
  return Math.imul(before, 31) ^ hash;
}

/** Goes on with a run of letters by one more; a run begins with `runStart`. */
export function addLetter(run: number, code: number): number {
  return Math.imul(run ^ code, PRIME);
}

export const runStart = BASIS ^ 0x5bd1;

/** The bucket of a hash. `kind` keeps a word, a pair and a run of letters of the same hash apart. */
export function bucketOf(hash: number, kind: number): number {
  let mixed = hash ^ Math.imul(kind, 0x85ebca6b);
  mixed ^= mixed >>> 15;
  mixed = Math.imul(mixed, 0x2c1b3c6d);
  mixed ^= mixed >>> 12;
  return mixed & (BUCKETS - 1);
}
