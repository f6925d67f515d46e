import { QueryProblem } from "./query.ts";
import { readRegexTree, type RegexTree } from "./regex-tree.ts";

// Saved regular expressions run inside the engine on texts that strangers write, so what could run for long is refused
// before it is saved (a repeat inside a repeat, two overlapping repeats side by side, too many ways to match), and what
// is quadratic or cubic reads only so much of a field that the worst text costs a fraction of a second. Steps by exponent:
const STEPS = [2.5e7, 2.5e7, 2.5e7, 2.5e8];
const LARGEST_CAP = 100_000;
const LONGEST_REGEX = 500;
const LARGEST_COUNT = 100;
const MOST_WAYS = 500;
// A repeat that may go further than this counts as endless.
const SMALL_REPEAT = 10;

const EVERYTHING = (1n << 129n) - 1n;

type Reason = "nested" | "neighbours" | "many" | "backreference" | "long";

class SlowRegex extends Error {
  readonly reason: Reason;

  constructor(reason: Reason) {
    super(reason);
    this.reason = reason;
  }
}

/**
 * Compiles a regular expression of a query, or refuses it with a QueryProblem at `at`.
 * `cap`: how many UTF-16 units of a field it may read.
 */
export function screenRegex({ source, ignoreCase, at }: { source: string; ignoreCase: boolean; at: number }): {
  regex: RegExp;
  cap: number;
} {
  const regex = compile(source, ignoreCase ? "i" : "", at);
  if (regex.test("")) throw new QueryProblem(at, "regex_matches_empty");
  regex.lastIndex = 0;
  return { regex, cap: capOf(regex, at) };
}

function compile(source: string, ignoreCase: string, at: number): RegExp {
  try {
    return new RegExp(source, `gu${ignoreCase}`);
  } catch {
    // Without u, escapes such as `\-` that people carry over from other tools are allowed.
    return compileLoosely(source, `g${ignoreCase}`, at);
  }
}

function compileLoosely(source: string, flags: string, at: number): RegExp {
  try {
    return new RegExp(source, flags);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message.replace(/^.*\/\w*: /s, "").toLowerCase() : String(cause);
    throw new QueryProblem(at, "regex_broken", { why });
  }
}

function capOf(regex: RegExp, at: number): number {
  try {
    if (regex.source.length > LONGEST_REGEX) throw new SlowRegex("long");
    const tree = readRegexTree(regex.source, regex.flags.replace("g", ""));
    screenPart(tree);
    const ways = waysOf(tree);
    if (ways > MOST_WAYS) throw new SlowRegex("many");
    const exponent = exponentOf([tree]) + (scansFromAnywhere([tree], []) ? 1 : 0);
    const steps = STEPS[exponent];
    if (steps === undefined) throw new SlowRegex("many");
    return Math.floor(Math.min(LARGEST_CAP, (steps / (ways * (1 + countedOf(tree)))) ** (1 / Math.max(exponent, 1))));
  } catch (problem) {
    if (problem instanceof SlowRegex) throw new QueryProblem(at, "regex_slow", { reason: problem.reason });
    throw problem;
  }
}

function screenPart(part: RegexTree): void {
  if (part.kind === "backreference") throw new SlowRegex("backreference");
  if (part.kind === "repeat" && part.max > 1 && isAmbiguous(part.part)) throw new SlowRegex("nested");
  if (part.kind === "repeat" && Number.isFinite(part.max) && part.max > LARGEST_COUNT) throw new SlowRegex("many");
  for (const child of childrenOf(part)) screenPart(child);
}

/** Whether the same text can be taken in several ways, which multiply when it is repeated. */
function isAmbiguous(part: RegexTree): boolean {
  if (part.kind === "repeat") return part.min !== part.max || part.max > SMALL_REPEAT || isAmbiguous(part.part);
  if (part.kind === "edge") return part.inside !== null;
  if (part.kind === "choice" && (overlappingOptions(part.options) || part.options.some(isNullable))) return true;
  return childrenOf(part).some(isAmbiguous);
}

function waysOf(part: RegexTree): number {
  const inside = childrenOf(part).reduce((ways, child) => ways * waysOf(child), 1);
  if (part.kind === "choice" && overlappingOptions(part.options)) return inside * part.options.length;
  if (part.kind !== "repeat" || isEndless(part)) return inside;
  return inside * (part.max - part.min + 1);
}

/** How many letters all counted repeats may take together. */
function countedOf(part: RegexTree): number {
  const own = part.kind === "repeat" && !isEndless(part) ? part.max : 0;
  return childrenOf(part).reduce((sum, child) => sum + countedOf(child), own);
}

/**
 * The time of one attempt is the length of the text to this power: endless repeats multiply when each of their lengths
 * must be tried, because what follows them also fits inside them, and otherwise one after the other is still linear.
 */
function exponentOf(parts: readonly RegexTree[]): number {
  const [part, ...rest] = parts;
  if (!part) return 0;
  if (part.kind === "sequence") return exponentOf([...part.parts, ...rest]);
  if (part.kind === "choice") return Math.max(...part.options.map((option) => exponentOf([option, ...rest])));
  if (part.kind === "edge" && part.inside) return Math.max(exponentOf([part.inside]), exponentOf(rest));
  if (part.kind !== "repeat") return exponentOf(rest);
  if (!isEndless(part)) return exponentOf([part.part, ...rest]);
  const { overlaps, meetsEndless } = follow(lettersOf(part), rest);
  if (meetsEndless) throw new SlowRegex("neighbours");
  return overlaps ? 1 + exponentOf(rest) : Math.max(1, exponentOf(rest));
}

/** Whether attempts from many places read the same stretch again, as nothing before an endless repeat stands outside it. */
function scansFromAnywhere(parts: readonly RegexTree[], before: readonly bigint[]): boolean {
  const [part, ...rest] = flat(parts);
  if (!part || (part.kind === "edge" && part.start)) return false;
  if (part.kind === "choice" && part.options.some((option) => scansFromAnywhere([option], before))) return true;
  if (part.kind === "edge" && part.inside && scansFromAnywhere([part.inside], before)) return true;
  if (part.kind === "repeat" && !isEndless(part) && scansFromAnywhere([part.part], before)) return true;
  if (part.kind === "repeat" && isEndless(part) && !before.some((letters) => (letters & lettersOf(part)) === 0n))
    return true;
  return scansFromAnywhere(rest, isNullable(part) ? before : [...before, lettersOf(part)]);
}

/** Compares a repeat's letters with all that can come right after it. */
function follow(letters: bigint, rest: readonly RegexTree[]): { overlaps: boolean; meetsEndless: boolean } {
  let overlaps = false;
  for (const part of flat(rest)) {
    const meets = (firstLetters(part) & letters) !== 0n;
    overlaps ||= meets;
    if (meets && holdsEndlessStart(part)) return { overlaps, meetsEndless: true };
    if (!isNullable(part)) return { overlaps, meetsEndless: false };
    // An edge such as $ can fail after the repeat, which is then tried at each length.
    overlaps ||= part.kind === "edge";
  }
  return { overlaps, meetsEndless: false };
}

function holdsEndlessStart(part: RegexTree): boolean {
  if (part.kind === "repeat") return isEndless(part) || holdsEndlessStart(part.part);
  if (part.kind === "choice") return part.options.some(holdsEndlessStart);
  if (part.kind !== "sequence") return false;
  for (const child of part.parts) {
    if (holdsEndlessStart(child)) return true;
    if (!isNullable(child)) return false;
  }
  return false;
}

function flat(parts: readonly RegexTree[]): readonly RegexTree[] {
  return parts.flatMap((part) => (part.kind === "sequence" ? flat(part.parts) : [part]));
}

function isEndless(part: RegexTree): boolean {
  return part.kind === "repeat" && part.max > SMALL_REPEAT && part.max !== part.min;
}

function isNullable(part: RegexTree): boolean {
  if (part.kind === "repeat") return part.min === 0 || isNullable(part.part);
  if (part.kind === "choice") return part.options.some(isNullable);
  if (part.kind === "sequence") return part.parts.every(isNullable);
  return part.kind !== "set";
}

function overlappingOptions(options: readonly RegexTree[]): boolean {
  let seen = 0n;
  for (const option of options) {
    const first = firstLetters(option);
    if ((first & seen) !== 0n) return true;
    seen |= first;
  }
  return false;
}

function firstLetters(part: RegexTree): bigint {
  if (part.kind === "set") return part.set;
  if (part.kind === "backreference") return EVERYTHING;
  if (part.kind === "repeat") return firstLetters(part.part);
  if (part.kind === "choice") return part.options.reduce((letters, option) => letters | firstLetters(option), 0n);
  if (part.kind === "edge") return 0n;
  let letters = 0n;
  for (const child of part.parts) {
    letters |= firstLetters(child);
    if (!isNullable(child)) break;
  }
  return letters;
}

function lettersOf(part: RegexTree): bigint {
  if (part.kind === "set") return part.set;
  if (part.kind === "edge") return 0n;
  return childrenOf(part).reduce((letters, child) => letters | lettersOf(child), 0n);
}

function childrenOf(part: RegexTree): readonly RegexTree[] {
  if (part.kind === "sequence") return part.parts;
  if (part.kind === "choice") return part.options;
  if (part.kind === "repeat") return [part.part];
  return part.kind === "edge" && part.inside ? [part.inside] : [];
}
