import type { CheckedText, CheckHit } from "../../../src-main/contract/methods/checks.ts";
import type { Reply } from "../../../src-main/contract/methods/replies.ts";
import { isOpen } from "../../lib/check-words.ts";
import type { TypedChecks } from "../../lib/use-reply-checks.ts";
import { type DraftWords, emptyFieldsOf, type Template, textOf } from "./script-text.ts";

/** Over this share of the limit the meter turns amber. */
const NEAR = 0.8;

export type ReplyLength = {
  used: number;
  max: number | null;
  unit: "characters" | "bytes";
  level: "fine" | "near" | "over";
};

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });
const countGraphemes = (text: string): number => [...graphemes.segment(text)].length;

/**
 * The length while one types: what the engine counted in the network's own way, exact for the words it has answered on, and
 * the letters typed since they were stored. Its next answer, a moment after the last key, brings the exact number.
 */
export function lengthOf(
  text: string,
  { text: stored, limit }: Pick<Reply, "text" | "limit">,
  checked?: CheckedText["length"],
): ReplyLength {
  const { max, unit } = checked ?? { ...limit, unit: "characters" as const };
  const used =
    checked?.used ??
    (text === stored ? limit.used : Math.max(0, limit.used + countGraphemes(text) - countGraphemes(stored)));
  if (max === null) return { used, max, unit, level: "fine" };
  return { used, max, unit, level: used > max ? "over" : used > max * NEAR ? "near" : "fine" };
}

export type ReplyChecks = {
  emptyFields: readonly string[];
  isEmpty: boolean;
  length: ReplyLength;
  /** What the engine found, but for what the page itself shows: empty fields and the length. */
  hits: readonly CheckHit[];
  /** Of these, what must be changed, and what must be changed or signed. */
  open: readonly CheckHit[];
  /** Whether anything stops the submit. */
  isBlocked: boolean;
};

/** What the engine would refuse, found before anybody presses the key. */
export function checkReply({
  words,
  template,
  reply,
  checked,
}: {
  words: DraftWords;
  template: Template | null;
  reply: Reply;
  /** The engine's last answer, on what is typed now or was a moment ago. */
  checked?: TypedChecks;
}): ReplyChecks {
  const text = textOf(words, template);
  const emptyFields = emptyFieldsOf(words, template);
  const length = lengthOf(text, reply, checked?.isCurrent === true ? checked.checks?.length : undefined);
  const isEmpty = text.trim() === "" || text.trim() === reply.prefix.trim();
  const isOurs = ({ rule }: CheckHit) => rule === "placeholder" || rule === "too-long";
  // Of an older answer only what still stands there.
  const found = (isEmpty ? undefined : checked?.checks)?.hits ?? [];
  const hits = found.filter((hit) => !isOurs(hit) && text.includes(hit.words));
  const open = hits.filter(isOpen);
  const isBlocked = isEmpty || emptyFields.length > 0 || length.level === "over" || open.length > 0;
  return { emptyFields, isEmpty, length, hits, open, isBlocked };
}
