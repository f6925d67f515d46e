const PLAIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const ACCENTED = "ÅƁÇÐÉƑĜĤÎĴĶĻṀÑÖÞǪŔŠŢÛṼŴẊÝŽåƀçðéƒĝĥîĵķļɱñöþǫŕšţûṽŵẋýž";
const letters = new Map([...PLAIN].map((letter, index) => [letter, [...ACCENTED][index] ?? letter]));

/** A test language: every letter accented and a third longer, so that words outside the catalogue and tight boxes show. */
export function pseudo(text: string): string {
  const parts = text.split(/(\{\{[^}]*\}\})/);
  const accented = parts.map((part) => (part.startsWith("{{") ? part : [...part].map((letter) => letters.get(letter) ?? letter).join("")));
  return `${accented.join("")}${"·".repeat(Math.floor(text.length / 3))}`;
}

type Tree = { readonly [key: string]: string | Tree };

/** The whole catalogue in the test language. */
export function pseudoTree(tree: Tree): Tree {
  return Object.fromEntries(Object.entries(tree).map(([key, value]) => [key, typeof value === "string" ? pseudo(value) : pseudoTree(value)]));
}
