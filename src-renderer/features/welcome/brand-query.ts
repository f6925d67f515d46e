const PLAIN = /^[#@]?[\p{L}\p{N}]+$/u;
const OPERATOR = /^(AND|OR|NOT|NEAR)$/;

/** The watch for a firm's names and the ways people misspell them; empty without any. */
export function brandQuery(names: readonly string[], misspellings: readonly string[]): string {
  const seen = new Set<string>();
  const terms = [...names, ...misspellings].flatMap((name) => {
    const plain = name.trim();
    const known = seen.has(plain.toLowerCase());
    seen.add(plain.toLowerCase());
    return plain === "" || known ? [] : [termOf(plain)];
  });
  return terms.join(" OR ");
}

/** One word stands as it is; everything else is a phrase. */
function termOf(name: string): string {
  return PLAIN.test(name) && !OPERATOR.test(name) ? name : `"${name.replaceAll(/["\\]/g, "\\$&")}"`;
}
