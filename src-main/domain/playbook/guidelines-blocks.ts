import type { GuidelinesBlock } from "../../contract/methods/playbook.ts";

type Span = GuidelinesBlock["spans"][number];

/**
 * The little Markdown that guidelines are written in: `#` and `##` headings, `-` and `1.` lists, **strong** and *emphasis*;
 * an empty line ends a paragraph. All else is words as they stand, so that nothing in them is ever run or loaded.
 */
export function readGuidelinesBlocks(text: string): GuidelinesBlock[] {
  const blocks: { kind: GuidelinesBlock["kind"]; words: string; isOpen: boolean }[] = [];
  for (const line of text.split(/\r\n|\n|\r/)) {
    const open = blocks.at(-1);
    if (line.trim() === "") {
      if (open) open.isOpen = false;
      continue;
    }
    const begun = beginOf(line);
    // A list item goes on in an indented line, a paragraph in the next one.
    if (begun.kind === "paragraph" && open?.isOpen && (open.kind === "paragraph" || /^\s/.test(line)))
      open.words += ` ${line.trim()}`;
    else blocks.push({ ...begun, isOpen: begun.kind !== "title" && begun.kind !== "heading" });
  }
  return blocks.map(({ kind, words }) => ({ kind, spans: readSpans(words) }));
}

const beginnings: readonly [RegExp, GuidelinesBlock["kind"]][] = [
  [/^#\s+(.+)$/, "title"],
  [/^#{2,6}\s+(.+)$/, "heading"],
  [/^[-*•]\s+(.+)$/, "point"],
  [/^\d{1,3}[.)]\s+(.+)$/, "number"],
];

function beginOf(line: string): { readonly kind: GuidelinesBlock["kind"]; readonly words: string } {
  for (const [pattern, kind] of beginnings) {
    const words = pattern.exec(line)?.[1];
    if (words !== undefined) return { kind, words: words.trim() };
  }
  return { kind: "paragraph", words: line.trim() };
}

function readSpans(words: string): Span[] {
  const spans: Span[] = [];
  let at = 0;
  for (const match of words.matchAll(/\*\*([^*]+)\*\*|\*([^*\s][^*]*)\*/g)) {
    if (match.index > at) spans.push({ text: words.slice(at, match.index), look: "plain" });
    spans.push(
      match[1] === undefined ? { text: match[2] ?? "", look: "emphasis" } : { text: match[1], look: "strong" },
    );
    at = match.index + match[0].length;
  }
  if (at < words.length) spans.push({ text: words.slice(at), look: "plain" });
  return spans;
}

/** The words alone, for a small card: headings and paragraphs a line each, without their marks. */
export function plainGuidelines(text: string): string {
  let wasList = true;
  return readGuidelinesBlocks(text)
    .filter(({ kind }) => kind !== "title")
    .map(({ kind, spans }) => {
      const words = spans.map((span) => span.text).join("");
      const isList = kind === "point" || kind === "number";
      const gap = isList || wasList ? "" : "\n";
      wasList = isList;
      return `${gap}${isList ? "– " : ""}${words}`;
    })
    .join("\n");
}
