/** A piece of a post that can carry feeling. `words` as written, `key` as looked up. */
export type Token = {
  readonly kind: "word" | "emoji" | "stop" | "gap" | "masked";
  readonly words: string;
  readonly key: string;
  /** Written in capitals among words that are not. */
  readonly isShouted: boolean;
  /** Letters were drawn out: "sooooo". */
  readonly isStretched: boolean;
  /** Stands inside quotation marks of at most three words. */
  readonly isQuoted: boolean;
  /** One of several words in a row with a capital: part of a name, not somebody's opinion. */
  readonly isName: boolean;
};

const PIECE =
  /(?<skip>https?:\/\/\S+|www\.\S+|[^\s@]{1,64}@[^\s@.]{1,63}(?:\.[^\s@.]{1,63})+|[@]\w[\w.-]*)|(?<emoji>\p{RI}\p{RI}|(?:\p{Extended_Pictographic}|[♥❤])[\u{FE0F}\u{1F3FB}-\u{1F3FF}\u{200D}\p{Extended_Pictographic}]*)|(?<word>#?[\p{L}\p{N}_]+(?:['’][\p{L}]+)*)|(?<stop>[.!?…]+|[\n\r]+)|(?<gap>[,;:()—–|]+|(?<!\w)-+(?!\w))/gu;
const QUOTED = /["“”«»]([^"“”«»]{1,40})["“”«»]|(?<![\p{L}\p{N}])['‘]([^'‘’]{1,40})['’](?![\p{L}])/gu;
const SKIN_AND_VARIANT = /[\u{FE0F}\u{1F3FB}-\u{1F3FF}]/gu;

/** Cuts a post into words, emoji, emoticons and the ends of clauses. `emoticons` are looked up before anything else is cut. */
export function tokenise(text: string, emoticons: ReadonlyMap<string, number>): Token[] {
  const quoted = quotedRanges(text);
  const shouting = isMixedCase(text);
  const tokens: Token[] = [];
  for (const chunk of text.matchAll(/\S+|\n+/g)) {
    const emoticon = emoticonIn(chunk[0], emoticons);
    const rest = emoticon === null ? chunk[0] : chunk[0].slice(0, -emoticon.length);
    for (const match of rest.matchAll(PIECE)) {
      const at = chunk.index + match.index;
      const token = tokenOf(match, { shouting, isQuoted: quoted.some(([from, to]) => from <= at && at < to) });
      if (token) tokens.push(token);
    }
    if (emoticon !== null) tokens.push({ ...blank("emoji", emoticon), key: emoticon });
  }
  return markNames(tokens);
}

function tokenOf(match: RegExpExecArray, place: { shouting: boolean; isQuoted: boolean }): Token | null {
  const { skip, emoji, word, stop, gap } = match.groups ?? {};
  if (skip !== undefined) return blank("masked", skip);
  if (emoji !== undefined) return { ...blank("emoji", emoji), key: emoji.replace(SKIN_AND_VARIANT, "") };
  if (stop !== undefined) return blank("stop", stop);
  if (gap !== undefined) return blank("gap", gap);
  if (word === undefined) return null;
  const plain = word.replace(/^#/, "").replaceAll("’", "'");
  const key = plain.toLowerCase();
  return {
    kind: "word",
    words: word,
    key: key.replace(/(\p{L})\1{2,}/gu, "$1$1"),
    isShouted: place.shouting && plain.length > 1 && plain === plain.toUpperCase() && plain !== key,
    isStretched: /(\p{L})\1{2,}/u.test(key),
    isQuoted: place.isQuoted,
    isName: false,
  };
}

function blank(kind: Token["kind"], words: string): Token {
  return { kind, words, key: words, isShouted: false, isStretched: false, isQuoted: false, isName: false };
}

/** The emoticon that ends a chunk, so that "thanks:)" is a word and a smile. */
function emoticonIn(chunk: string, emoticons: ReadonlyMap<string, number>): string | null {
  for (let length = Math.min(chunk.length, 5); length >= 2; length -= 1) {
    const tail = chunk.slice(-length);
    const before = chunk.at(-length - 1) ?? " ";
    if (!emoticons.has(tail)) continue;
    // "items:" ends like ":s" turned round, "(8)" like a wink: written onto something, only signs after letters count.
    if (length === chunk.length || (/[\p{L}!?.]/u.test(before) && !/[\p{L}\p{N}]/u.test(tail) && tail.length > 1))
      return tail;
  }
  return null;
}

/** "Bright & Best Lighting" says nothing good of anybody; in a text where most words have capitals they tell nothing. */
function markNames(tokens: readonly Token[]): Token[] {
  const isCapital = (token: Token | undefined) => token?.kind === "word" && /^\p{Lu}[\p{Ll}'’]+$/u.test(token.words);
  const words = tokens.filter(({ kind }) => kind === "word");
  if (words.filter(isCapital).length * 2 > words.length) return [...tokens];
  return tokens.map((token, at) => ({
    ...token,
    isName: isCapital(token) && (isCapital(tokens[at - 1]) || isCapital(tokens[at + 1])),
  }));
}

function quotedRanges(text: string): readonly (readonly [number, number])[] {
  const ranges: [number, number][] = [];
  for (const match of text.matchAll(QUOTED)) {
    const words = (match[1] ?? match[2] ?? "").trim().split(/\s+/);
    if (words.length <= 3) ranges.push([match.index, match.index + match[0].length]);
  }
  return ranges;
}

/** Capitals say something only where not everything is written in them. */
function isMixedCase(text: string): boolean {
  return /\p{Ll}/u.test(text);
}
