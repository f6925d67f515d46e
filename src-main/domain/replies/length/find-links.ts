import { topLevelNames } from "./top-level-names.ts";

/** A web address in a text, in UTF-16 units. */
export type LinkSpan = { readonly from: number; readonly to: number; readonly hasProtocol: boolean };

/** What a host's label may hold by the networks' own reading: all but marks, spaces and signs of direction. */
const LABEL_CHARACTER =
  "[^\\s!#%&'()*+,\\\\\\-./:;<=>?@[\\]^_{|}~$\\u202A-\\u202E\\u061C\\u200E\\u200F\\u2066-\\u2069\\uFEFF\\uFFFE\\uFFFF]";
const LABEL = `${LABEL_CHARACTER}+(?:[-_]+${LABEL_CHARACTER}+)*`;
const RUN = new RegExp(`([hH][tT]{2}[pP][sS]?:\\/\\/)?(${LABEL}(?:\\.${LABEL})+)`, "y");
/** The end of a label before the dot at which it is asked for, and the beginning of the next. */
const DOT_INSIDE = new RegExp(`(?<=${LABEL_CHARACTER})\\.(?=${LABEL_CHARACTER})`, "g");
const OF_LABEL = new RegExp(`${LABEL_CHARACTER}|[-_]`);
const PROTOCOL = /https?:\/\/$/i;
const MAY_NOT_PRECEDE = /[A-Za-z0-9@＠$#＃\uFFFE\uFEFF\uFFFF]/;
const BARE_MAY_NOT_FOLLOW = /[-_./]/;
const LATIN = "a-z0-9\\u00C0-\\u00D6\\u00D8-\\u00F6\\u00F8-\\u024F\\u0300-\\u036F\\u1E00-\\u1EFF";
/** The labels at the end of a name that could stand in an address typed without "https://". */
const PLAIN_LABEL = new RegExp(`[-${LATIN}]+$`, "i");
const PORT = /:\d+/y;
const PATH = new RegExp(`\\/[${LATIN}\\u0400-\\u04FF!*';:=+,.$/%#[\\]\\-–_~@|&()]*`, "iy");
const PATH_END = new RegExp(`[${LATIN}\\u0400-\\u04FF+\\-=_#/)]`, "i");
const QUERY = /\?[a-z0-9!?*'@();:&=+$/%#[\]\-_.,~|]*/iy;
const QUERY_END = /[a-z0-9\-_&=#/]/i;

export type LinkRule = {
  /** Whether a host after "https://" needs a known top-level name, as on X, or may be any. */
  readonly hosts: "known" | "any";
};

/**
 * The web addresses that a network would make links of: with "https://" or without, by X's rules (twitter-text 3.1.0).
 * Linear in the length of the text.
 */
export function findLinks(text: string, { hosts }: LinkRule = { hosts: "known" }): readonly LinkSpan[] {
  // Most replies hold none, and no address is without a dot.
  if (!text.includes(".")) return [];
  const links: LinkSpan[] = [];
  RUN.lastIndex = 0;
  for (let match = nextRun(text); match; match = nextRun(text)) {
    const [all, protocol, run = ""] = match;
    const end = match.index + all.length;
    const swallowed = text.startsWith("://", end) ? (/https?$/i.exec(run)?.[0].length ?? 0) : 0;
    const host = run.slice(0, run.length - swallowed);
    RUN.lastIndex = end - swallowed;
    if (MAY_NOT_PRECEDE.test(text[match.index - 1] ?? " ")) continue;
    const found = linksOfRun(text, {
      host,
      hostFrom: end - run.length,
      from: match.index,
      hasProtocol: !!protocol,
      hosts,
    });
    links.push(...found);
    RUN.lastIndex = Math.max(RUN.lastIndex, found.at(-1)?.to ?? 0);
  }
  return links;
}

/** The next run of labels from `RUN.lastIndex` on, looked for by its first dot: trying every letter would take much longer. */
function nextRun(text: string): RegExpExecArray | null {
  const begun = RUN.lastIndex;
  DOT_INSIDE.lastIndex = begun + 1;
  const dot = DOT_INSIDE.exec(text)?.index;
  if (dot === undefined) return null;
  let from = dot;
  while (from > begun && OF_LABEL.test(text[from - 1] ?? " ")) from -= 1;
  while (/[-_]/.test(text[from] ?? "")) from += 1;
  const protocol = PROTOCOL.exec(text.slice(Math.max(begun, from - 8), from))?.[0].length ?? 0;
  RUN.lastIndex = from - protocol;
  return RUN.exec(text);
}

type Run = LinkRule & {
  readonly host: string;
  readonly hostFrom: number;
  readonly from: number;
  readonly hasProtocol: boolean;
};

function linksOfRun(text: string, { host, hostFrom, from, hasProtocol, hosts }: Run): readonly LinkSpan[] {
  if (hasProtocol && hosts === "any")
    return [{ from, to: endOfAddress(text, from, hostFrom + host.length), hasProtocol }];
  if (!hasProtocol && BARE_MAY_NOT_FOLLOW.test(text[from - 1] ?? " ")) return [];
  // A name that goes on after its top-level name is none: the place of an e-mail address, or half a word.
  const names = namesIn(host, hasProtocol).filter(({ to }) => !/[a-z0-9@+-]/i.test(text[hostFrom + to] ?? " "));
  return names.map((name, index) => ({
    from: hasProtocol ? from : hostFrom + name.from,
    to: index === names.length - 1 ? endOfAddress(text, from, hostFrom + name.to) : hostFrom + name.to,
    hasProtocol,
  }));
}

/** The parts of a run of labels that end in a known top-level name, each as long as can be. */
function namesIn(host: string, hasProtocol: boolean): readonly { readonly from: number; readonly to: number }[] {
  const labels = host.split(".");
  const names: { from: number; to: number }[] = [];
  let at = host.length;
  let taken = host.length;
  for (let index = labels.length - 1; index > 0; index -= 1) {
    const label = labels[index] ?? "";
    at -= label.length;
    const length = at >= taken ? 0 : lengthOfTopLevelName(label);
    const from = length === 0 ? null : hasProtocol ? 0 : startOfPlainName(labels, index, at);
    if (from !== null) {
      names.unshift({ from, to: at + length });
      taken = from;
    }
    at -= 1;
  }
  return names;
}

/** A top-level name that the label begins with and that ends before the next letter of an address; 0 = none. */
function lengthOfTopLevelName(label: string): number {
  const plain = /^[a-z0-9-]+/i.exec(label)?.[0] ?? "";
  if (plain !== "") return /^xn--/i.test(plain) || topLevelNames.has(plain.toLowerCase()) ? plain.length : 0;
  for (let length = Math.min(label.length, 24); length > 0; length -= 1)
    if (topLevelNames.has(label.slice(0, length)) && !/^[a-z0-9]/i.test(label.slice(length))) return length;
  return 0;
}

/** Where a name without "https://" begins that ends with the label `index` at `at`; null when none does. */
function startOfPlainName(labels: readonly string[], index: number, at: number): number | null {
  let from: number | null = null;
  let labelAt = at;
  for (let before = index - 1; before >= 0; before -= 1) {
    const label = labels[before] ?? "";
    labelAt -= label.length + 1;
    const plain = PLAIN_LABEL.exec(label)?.[0];
    if (plain === undefined) return from;
    from = labelAt + label.length - plain.length;
    if (plain.length < label.length) return from;
  }
  return from;
}

/** X's own short addresses hold one word, and nothing after it belongs to them. */
const SHORT = /https?:\/\/t\.co\/[a-z0-9]+/iy;

function endOfAddress(text: string, from: number, end: number): number {
  SHORT.lastIndex = from;
  const short = SHORT.exec(text)?.[0].length;
  if (short !== undefined) return from + short;
  PORT.lastIndex = end;
  const afterPort = end + (PORT.exec(text)?.[0].length ?? 0);
  PATH.lastIndex = afterPort;
  const path = trimmed(PATH.exec(text)?.[0] ?? "", PATH_END);
  QUERY.lastIndex = afterPort + path.length;
  return afterPort + path.length + trimmed(QUERY.exec(text)?.[0] ?? "", QUERY_END).length;
}

/** Without marks at its end that belong to the sentence; a bracket only where it was opened inside. */
function trimmed(part: string, mayEnd: RegExp): string {
  let open = 0;
  for (const sign of part) open += sign === "(" ? 1 : sign === ")" ? -1 : 0;
  let length = part.length;
  while (length > 1) {
    const last = part[length - 1] ?? "";
    const isStray = last === ")" && open < 0;
    if (!isStray && mayEnd.test(last)) break;
    open += last === ")" ? 1 : last === "(" ? -1 : 0;
    length -= 1;
  }
  return length <= 1 && mayEnd !== PATH_END ? "" : part.slice(0, length);
}
