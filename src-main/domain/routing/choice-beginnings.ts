/** How a match may begin: a few letters, and whether a word must end after them (`end`) or anything may follow (`open`). */
type Beginning = { readonly letters: string; readonly then: "end" | "open" };

type Reader = { readonly source: string; at: number };
/** Letters so far; `isOpen` when nothing more is known or wanted. */
type Known = { readonly letters: string; readonly isOpen: boolean };

/** More letters tell hardly more words apart. */
const ENOUGH_LETTERS = 5;
const QUANTIFIER = /[?+*]|\{\d+(?:,\d*)?\}/y;
const CLASS = /\[((?:[^\]\\-]|-(?=\]))+)\]/y;
const OTHER_CLASS = /\[(?:\\.|[^\]\\])*\]/y;

/**
 * The beginnings of all that a list of choices can match, in lower case and with 0 for any digit: `late|delay(?:s|ed)?` gives
 * "late" with an end, "delay" open. It may name too many, never too few. Reads what routing's patterns are written in: letters, groups,
 * lookbehinds, classes, \d and \w, quantifiers.
 */
export function choiceBeginnings(choices: string): readonly Beginning[] {
  return readChoices({ source: choices, at: 0 }).map(({ letters, isOpen }) => ({
    letters,
    then: isOpen ? "open" : "end",
  }));
}

function readChoices(reader: Reader): readonly Known[] {
  const found = [...readSequence(reader)];
  while (reader.source[reader.at] === "|") {
    reader.at += 1;
    found.push(...readSequence(reader));
  }
  return unique(found);
}

function readSequence(reader: Reader): readonly Known[] {
  let known: readonly Known[] = [{ letters: "", isOpen: false }];
  while (reader.at < reader.source.length && !"|)".includes(reader.source[reader.at] ?? "")) {
    known = follow(known, quantified(reader, readAtom(reader)));
  }
  return known;
}

function follow(known: readonly Known[], next: readonly Known[]): readonly Known[] {
  if (known.every(({ isOpen }) => isOpen)) return known;
  return unique(
    known.flatMap((one) =>
      one.isOpen ? [one] : next.map((after) => cut({ letters: one.letters + after.letters, isOpen: after.isOpen })),
    ),
  );
}

function cut({ letters, isOpen }: Known): Known {
  return letters.length < ENOUGH_LETTERS
    ? { letters, isOpen }
    : { letters: letters.slice(0, ENOUGH_LETTERS), isOpen: true };
}

function unique(known: readonly Known[]): readonly Known[] {
  return [...new Map(known.map((one) => [`${one.letters}${one.isOpen ? "*" : "$"}`, one])).values()];
}

const anything: readonly Known[] = [{ letters: "", isOpen: true }];
const nothing: readonly Known[] = [{ letters: "", isOpen: false }];

function readAtom(reader: Reader): readonly Known[] {
  const { source } = reader;
  if (source.startsWith("(", reader.at)) return readGroup(reader);
  const listed = take(reader, CLASS);
  if (listed !== null) return [...listed.slice(1, -1)].flatMap(letter);
  if (take(reader, OTHER_CLASS) !== null) return anything;
  const character = source[reader.at] ?? "";
  reader.at += 1;
  if (character === ".") return anything;
  if (character !== "\\") return letter(character);
  const escaped = source[reader.at] ?? "";
  reader.at += 1;
  if (escaped === "d") return letter("0");
  return /[a-z]/i.test(escaped) ? anything : letter(escaped);
}

function readGroup(reader: Reader): readonly Known[] {
  const looks = /\(\?<?[=!]/y;
  if (take(reader, looks) === null) {
    take(reader, /\((?:\?:)?/y);
    const inside = readChoices(reader);
    reader.at += 1;
    return inside;
  }
  readChoices(reader);
  reader.at += 1;
  return nothing;
}

function quantified(reader: Reader, atom: readonly Known[]): readonly Known[] {
  const quantifier = take(reader, QUANTIFIER);
  if (quantifier === null) return atom;
  const opened = quantifier === "?" ? atom : atom.map(({ letters }) => ({ letters, isOpen: true }));
  return /^(?:[?*]|\{0)/.test(quantifier) ? unique([...opened, ...nothing]) : opened;
}

function letter(character: string): readonly Known[] {
  return [{ letters: /\d/.test(character) ? "0" : character.toLowerCase(), isOpen: false }];
}

function take(reader: Reader, pattern: RegExp): string | null {
  pattern.lastIndex = reader.at;
  const found = pattern.exec(reader.source);
  if (!found) return null;
  reader.at += found[0].length;
  return found[0];
}
