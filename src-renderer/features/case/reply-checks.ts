import type { Reply } from "../../../src-main/contract/methods/replies.ts";
import { type DraftWords, emptyFieldsOf, type Template, textOf } from "./script-text.ts";

/** Over this share of the limit the meter turns amber. */
const NEAR = 0.8;

export type ReplyLength = { used: number; max: number | null; level: "fine" | "near" | "over" };

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });
const countGraphemes = (text: string): number => [...graphemes.segment(text)].length;

/**
 * The length while one types: what the engine counted in the network's own way for the stored text, and the letters
 * typed since. The next save brings the exact number.
 */
export function lengthOf(text: string, { text: stored, limit }: Pick<Reply, "text" | "limit">): ReplyLength {
  const used = text === stored ? limit.used : Math.max(0, limit.used + countGraphemes(text) - countGraphemes(stored));
  const { max } = limit;
  if (max === null) return { used, max, level: "fine" };
  return { used, max, level: used > max ? "over" : used > max * NEAR ? "near" : "fine" };
}

export type ReplyChecks = {
  emptyFields: readonly string[];
  isEmpty: boolean;
  length: ReplyLength;
  /** Whether anything stops the submit. */
  isBlocked: boolean;
};

/** What the engine would refuse, found before anybody presses the key. */
export function checkReply({
  words,
  template,
  reply,
}: {
  words: DraftWords;
  template: Template | null;
  reply: Reply;
}): ReplyChecks {
  const text = textOf(words, template);
  const emptyFields = emptyFieldsOf(words, template);
  const length = lengthOf(text, reply);
  const isEmpty = text.trim() === "";
  return { emptyFields, isEmpty, length, isBlocked: isEmpty || emptyFields.length > 0 || length.level === "over" };
}
