/** The letters of the definitions, by the parts that they stand for. */
const partOfLetter: Readonly<Record<string, string>> = {
  W: "within",
  L: "late",
  D: "due",
  N: "no_reply",
  P: "pending",
  O: "offered",
  X: "excluded",
  A: "answered",
  G: "ignored",
};

/** The formula with its counts in place of letters and names: "100 × 35 ÷ (35 + 11 + 81 − 61)"; null when one is not known. */
export function formulaWithNumbers(
  formula: string,
  parts: Readonly<Record<string, number>>,
  sayNumber: (count: number) => string,
): string | null {
  const filled = formula.replace(/\p{L}+/gu, (word) => {
    const count = parts[partOfLetter[word] ?? word];
    return count === undefined ? word : sayNumber(count);
  });
  return /\p{L}/u.test(filled) ? null : filled;
}
