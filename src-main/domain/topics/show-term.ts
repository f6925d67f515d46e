import type { ReadingRules } from "./read-words.ts";
import type { TopicDocument } from "./topic-document.ts";
import { readDocument, textOf } from "./word-table.ts";

/** So many documents tell well enough how a term is written. */
const documentsRead = 12;

/** A counted term as most documents write it; written alike often, the plainer (small letters) is taken. */
export function showTerm(keys: readonly string[], documents: readonly TopicDocument[], rules: ReadingRules): string {
  const written = new Map<string, number>();
  for (const document of documents.slice(0, documentsRead)) {
    const text = textOf(document);
    const words = readDocument(document, rules);
    words.forEach((first, at) => {
      const last = words[at + keys.length - 1];
      if (
        !last ||
        !keys.every((key, index) => words[at + index]?.key === key && (index === 0 || words[at + index]?.joins))
      )
        return;
      const form = text.slice(first.from, last.to).replace(/\s+/g, " ");
      written.set(form, (written.get(form) ?? 0) + 1);
    });
  }
  const [best] = [...written].toSorted(
    ([one, often], [other, seldom]) => seldom - often || capitals(one) - capitals(other) || (one < other ? -1 : 1),
  );
  return best?.[0] ?? keys.join(" ");
}

function capitals(text: string): number {
  return text.length - text.replace(/\p{Lu}/gu, "").length;
}
