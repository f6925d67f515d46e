const STRUCK = "█████";
const mostLetters = /[\p{L}\p{N}]/u;
/** Shorter words of a name are words of the language as well. */
const leastLetters = 4;

/**
 * Takes what somebody is known by out of a text that people wrote: whole names, handles, numbers and addresses wherever they
 * stand, and single words of a name with four letters or more where they stand as a whole word, written as in the name.
 */
export function strikeOut(
  text: string,
  known: { readonly names: readonly string[]; readonly others: readonly string[] },
): string {
  const whole = [...known.names, ...known.others].filter((one) => one.trim().length > 2);
  const pieces = known.names.flatMap((name) => name.split(/\s+/u)).filter((word) => word.length >= leastLetters);
  let struck = text;
  for (const one of whole.toSorted((a, b) => b.length - a.length)) struck = strike(struck, one, "i");
  for (const piece of pieces) struck = strike(struck, piece, "");
  return struck;
}

function strike(text: string, words: string, flags: "i" | ""): string {
  const escaped = words.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  const [first = "", last = ""] = [words.at(0), words.at(-1)];
  const before = mostLetters.test(first) ? String.raw`(?<![\p{L}\p{N}])` : "";
  const after = mostLetters.test(last) ? String.raw`(?![\p{L}\p{N}])` : "";
  return text.replaceAll(new RegExp(`${before}${escaped}${after}`, `gu${flags}`), STRUCK);
}
