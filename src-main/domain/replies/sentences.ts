/** Where a sentence stands in a text: UTF-16 offsets, without the space after it. */
export type Sentence = { readonly from: number; readonly to: number; readonly text: string };

const segmenter = new Intl.Segmenter("en", { granularity: "sentence" });

/** The sentences of a text in order (Unicode UAX 29), without the space between them. */
export function sentencesOf(text: string): readonly Sentence[] {
  return [...segmenter.segment(text)].flatMap(({ segment, index }) => {
    const trimmed = segment.trim();
    const from = index + segment.indexOf(trimmed);
    return trimmed === "" ? [] : [{ from, to: from + trimmed.length, text: trimmed }];
  });
}

/** How often the same sentence stood before this one. */
export function nthOf(sentences: readonly Sentence[], at: number): number {
  const wanted = sentences[at]?.text;
  return sentences.slice(0, at).filter(({ text }) => text === wanted).length;
}

/** The sentence that a quotation is about, as the text stands now; null when it is not there any more. */
export function findSentence(
  text: string,
  quoted: { readonly sentence: string; readonly nth: number },
): Sentence | null {
  const same = sentencesOf(text).filter((one) => one.text === quoted.sentence);
  return same[quoted.nth] ?? same.at(-1) ?? null;
}
