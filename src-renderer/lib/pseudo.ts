const PLAIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const ACCENTED = "ÅƁÇÐÉƑĜĤÎĴĶĻṀÑÖÞǪŔŠŢÛṼŴẊÝŽåƀçðéƒĝĥîĵķļɱñöþǫŕšţûṽŵẋýž";

/** A test language: every letter accented and a third longer, so that words outside the catalogue and tight boxes show. */
export function pseudo(text: string): string {
  const parts = text.split(/(\{\{[^}]*\}\})/);
  const accented = parts.map((part) => (part.startsWith("{{") ? part : accent(part)));
  return `${accented.join("")}${"·".repeat(Math.floor(text.length / 3))}`;
}

function accent(words: string): string {
  return words.replaceAll(/[A-Za-z]/g, (letter) => ACCENTED[PLAIN.indexOf(letter)] ?? letter);
}

type Tree = { readonly [key: string]: string | Tree };

/** The whole catalogue in the test language. */
export function pseudoTree(tree: Tree): Tree {
  return Object.fromEntries(
    Object.entries(tree).map(([key, value]) => [key, typeof value === "string" ? pseudo(value) : pseudoTree(value)]),
  );
}
