import type { SourceRow, SourceState, SourceWord } from "../../../src-main/contract/methods/sources.ts";
import type { Format } from "../../lib/use-format.ts";
import type { WordKey, WordParams } from "../../lib/words.ts";
import type { SlaState } from "../../ui/SlaShape.tsx";

export type SourceLook = {
  readonly shape: SlaState;
  readonly tone: "plain" | "warn" | "bad";
  readonly key: WordKey;
  readonly params?: WordParams;
};

const looks: Readonly<Record<SourceState, Pick<SourceLook, "shape" | "tone">>> = {
  broken: { shape: "breached", tone: "bad" },
  gone: { shape: "breached", tone: "bad" },
  retrying: { shape: "watch", tone: "warn" },
  quiet: { shape: "paused", tone: "plain" },
  new: { shape: "none", tone: "plain" },
  ok: { shape: "ok", tone: "plain" },
  by_hand: { shape: "none", tone: "plain" },
  import: { shape: "none", tone: "plain" },
};

type Formats = Pick<Format, "age" | "minutes" | "moment" | "date">;

/** A source's health as two or three words with a shape. */
export function lookOf({ state, word, isBeforeOffline }: SourceRow, now: number, format: Formats): SourceLook {
  const look = word.is === "paused" ? { ...looks[state], shape: "paused" as const } : looks[state];
  return { ...look, ...wordsOf(word, { now, isBeforeOffline, format }) };
}

type Saying = { readonly now: number; readonly isBeforeOffline: boolean; readonly format: Formats };

function wordsOf(word: SourceWord, { now, isBeforeOffline, format }: Saying): Pick<SourceLook, "key" | "params"> {
  switch (word.is) {
    case "ok":
    case "new":
    case "repaired":
    case "by_hand":
      return { key: `sourceWord.${word.is}` };
    case "import":
      return { key: "sourceWord.import", params: { date: format.date(word.at) } };
    case "quiet":
      return { key: "sourceWord.quiet", params: { age: format.age(now - word.since) } };
    case "retrying":
      if (isBeforeOffline) return { key: "sourceWord.retryingOnline" };
      if (word.at === null || word.at <= now) return { key: "sourceWord.retryingNow" };
      return retryingWords(word.at - now, format);
    case "paused":
      if (word.until === null || word.until <= now) return { key: "sourceWord.paused" };
      return { key: "sourceWord.pausedUntil", params: { time: format.moment(word.until) } };
    case "moved":
      return { key: "sourceWord.moved", params: { to: word.to } };
    case "trouble":
      // The engine's codes of this kind are keys of the catalogue: a test holds one against the other.
      return { key: word.says.code as WordKey, params: word.says.params };
  }
}

const hour = 60 * 60_000;

/** Minutes while they are few: "in 8 min", then "in 2 h 06". */
function retryingWords(leftMs: number, { minutes }: Formats): Pick<SourceLook, "key" | "params"> {
  if (leftMs >= 2 * hour) return { key: "sourceWord.retrying", params: { left: minutes(leftMs) } };
  return { key: "sourceWord.retryingMinutes", params: { count: Math.max(1, Math.floor(leftMs / 60_000)) } };
}

/** A share of a whole in percent; null where there is no whole. */
export function shareOf(part: number, whole: number): number | null {
  return whole === 0 ? null : (100 * part) / whole;
}
