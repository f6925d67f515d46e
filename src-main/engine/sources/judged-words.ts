/** Beyond this a text says the same again; the cost grows with its length. */
const mostLetters = 5000;

/** The words of an item that its sentiment is judged by. Microblogs repeat the beginning of the text as its title. */
export function judgedWords(item: { readonly title: string | null; readonly text: string }): string {
  return wordsOf(item).slice(0, mostLetters);
}

/** Title and text, the title only where the text does not begin with it. */
export function wordsOf({ title, text }: { readonly title: string | null; readonly text: string }): string {
  const repeated = title === null || text.startsWith(title.replace(/(?:…|\.\.\.)$/, ""));
  return repeated ? text : `${title}\n${text}`;
}
