/**
 * Whether a post that stands on a server has the words that were sent to it. Servers break lines anew and read marks of
 * Markdown as markup, and some put mentions before the text, so marks, spaces and mentions do not count.
 */
export function hasSameWords(sent: string, standing: string): boolean {
  const [one, other] = [bare(withoutMentions(sent)), bare(withoutMentions(standing))];
  if (one !== "" || other !== "") return one === other;
  return sent.replace(/\s/g, "") === standing.replace(/\s/g, "");
}

/** Whether it also names the same people. Servers show a mention with its host or without. */
export function isSameText(sent: string, standing: string): boolean {
  return hasSameWords(sent, standing) && String(namesIn(sent)) === String(namesIn(standing));
}

const mention = /(?<![\w/])@(\w[\w.-]*)(?:@[\w.-]+(?::\d+)?)?/g;

const withoutMentions = (text: string): string => text.replace(mention, "");

const namesIn = (text: string): readonly string[] =>
  [...new Set([...text.matchAll(mention)].map(([, name]) => (name ?? "").toLowerCase()))].toSorted();

function bare(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\p{Extended_Pictographic}]/gu, "");
}
