/** What a token is wherever it stands; one bit each. */
export const facts = {
  word: 1,
  /** Ends what a negation or a strengthening word reaches. */
  endsReach: 1 << 1,
  /** All its letters are capitals. */
  loud: 1 << 2,
  /** Letters were drawn out: "sooooo". */
  stretched: 1 << 3,
  /** Begins with a capital, as names do. */
  capital: 1 << 4,
  contrast: 1 << 5,
  /** Denies what follows, unless that is spared. */
  denial: 1 << 6,
  spared: 1 << 7,
  personal: 1 << 8,
  /** Has buckets: it says something to the model. */
  speaks: 1 << 9,
  beginsPhrases: 1 << 10,
  /** Has a valence of its own. */
  feels: 1 << 11,
  hashtag: 1 << 12,
  /** Begins with a digit. */
  numeral: 1 << 13,
  stop: 1 << 14,
  question: 1 << 15,
  exclamation: 1 << 16,
  dots: 1 << 17,
  handle: 1 << 18,
  address: 1 << 19,
  /** A number in digits or words, as phrases mean it; a unit of time. */
  number: 1 << 20,
  time: 1 << 21,
} as const;

/** Where the number of buckets begins in a token's facts. */
export const COUNT_SHIFT = 22;
