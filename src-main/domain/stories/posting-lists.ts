/** More texts than this with the same pair of words ("of the") tell nothing; the rarer pairs of the same texts do. */
const mostPostings = 64;

/** From a hash to the entries that have it: chains in flat arrays, without an object for each of a million postings. */
export type PostingLists = {
  readonly post: (hash: number, entry: number) => void;
  readonly visit: (hash: number, visit: (entry: number) => void) => void;
};

type Flat = Uint32Array | Int32Array;

/** The array itself, or a larger one with its content. */
export function grown<Of extends Flat>(array: Of, least: number): Of {
  if (array.length >= least) return array;
  const larger = new (array.constructor as new (length: number) => Of)(Math.max(least, array.length * 2));
  larger.set(array);
  return larger;
}

export function createPostingLists(): PostingLists {
  let heads = new Int32Array(1 << 14).fill(-1);
  let hashes = new Uint32Array(1 << 13);
  let entries = new Int32Array(1 << 13);
  let next = new Int32Array(1 << 13);
  let size = 0;

  // Every index below is within its array: a posting's number is below `size`, a head's below the length of heads.
  const link = (posting: number) => {
    const head = (hashes[posting] as number) & (heads.length - 1);
    next[posting] = heads[head] as number;
    heads[head] = posting;
  };
  const visit: PostingLists["visit"] = (hash, found) => {
    for (let at = heads[hash & (heads.length - 1)] as number; at >= 0; at = next[at] as number)
      if (hashes[at] === hash) found(entries[at] as number);
  };
  return {
    visit,
    post: (hash, entry) => {
      let same = 0;
      visit(hash, () => (same += 1));
      if (same >= mostPostings) return;
      const posting = size++;
      hashes = grown(hashes, size);
      entries = grown(entries, size);
      next = grown(next, size);
      hashes[posting] = hash;
      entries[posting] = entry;
      if (size <= heads.length) return link(posting);
      heads = new Int32Array(heads.length * 4).fill(-1);
      for (let at = 0; at < size; at += 1) link(at);
    },
  };
}
