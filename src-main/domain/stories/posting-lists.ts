/** A pair of words that so many texts have tells little; only the first of them are kept. */
export const mostPostings = 16;

/** From a hash to the first entries that have it: chains in one flat array, without an object for each of a million postings. */
export type PostingLists = {
  /** Whether so many have it that it tells nothing; of a hundred others, one is taken for such a one. */
  readonly isCommon: (hash: number) => boolean;
  /** Writes the entries of a hash into `found` (of at least mostPostings places) and answers how many there are. */
  readonly read: (hash: number, found: Int32Array) => number;
  readonly post: (hash: number, entry: number) => void;
};

type Flat = Uint32Array | Int32Array | Float64Array;

/** The array itself, or a larger one with its content. */
export function grown<Of extends Flat>(array: Of, least: number): Of {
  if (array.length >= least) return array;
  const larger = new (array.constructor as new (length: number) => Of)(Math.max(least, array.length * 2));
  larger.set(array);
  return larger;
}

// A posting is three numbers and a free place, so that one never lies across two lines of the processor's cache.
const commonBits = 1 << 20;
const stride = 4;
const [HASH, ENTRY, NEXT] = [0, 1, 2];

export function createPostingLists(): PostingLists {
  let heads = new Int32Array(1 << 14).fill(-1);
  let postings = new Int32Array(stride << 13);
  let size = 0;
  const scratch = new Int32Array(mostPostings);
  // A bit for each of a million remainders: common pairs are passed over without walking their chains.
  const common = new Int32Array(commonBits >> 5);
  const wordOf = (hash: number) => ((hash >>> 5) & (common.length - 1)) as number;
  const isCommon = (hash: number) => ((common[wordOf(hash)] ?? 0) & (1 << (hash & 31))) !== 0;

  // Every index below is within its array: a posting's number is below `size`, a head's below the length of heads.
  const link = (posting: number) => {
    const head = (postings[posting * stride + HASH] as number) & (heads.length - 1);
    postings[posting * stride + NEXT] = heads[head] as number;
    heads[head] = posting;
  };
  const read: PostingLists["read"] = (hash, found) => {
    const signed = hash | 0;
    let count = 0;
    let at = heads[signed & (heads.length - 1)] as number;
    while (at >= 0) {
      const place = at * stride;
      if (postings[place + HASH] === signed) found[count++] = postings[place + ENTRY] as number;
      at = postings[place + NEXT] as number;
    }
    return count;
  };
  return {
    isCommon,
    read,
    post: (hash, entry) => {
      if (isCommon(hash)) return;
      const others = read(hash, scratch);
      if (others === mostPostings - 1) common[wordOf(hash)] = (common[wordOf(hash)] ?? 0) | (1 << (hash & 31));
      const posting = size++;
      postings = grown(postings, size * stride);
      postings[posting * stride + HASH] = hash | 0;
      postings[posting * stride + ENTRY] = entry;
      if (size <= heads.length) return link(posting);
      heads = new Int32Array(heads.length * 4).fill(-1);
      for (let at = 0; at < size; at += 1) link(at);
    },
  };
}
