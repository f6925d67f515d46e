import type { Topic } from "../../contract/changes.ts";
import type { Clock } from "../../ports/clock.ts";

/** What makes answers about topics out of date. */
const staleBy: ReadonlySet<Topic> = new Set(["triage", "watches", "settings"]);
const mostKept = 24;
/** An answer serves at least this many times as long as it took to make, so that a busy desk spends little on it. */
const serveTimes = 20;

type Kept<Answer> = {
  readonly answer: Promise<Answer>;
  readonly askedAt: number;
  tookMs: number | null;
  isStale: boolean;
};

export type Answers<Answer> = {
  /** The kept answer of a question, or a new one; asked twice at once, it is made once. */
  readonly get: (question: string, make: () => Promise<Answer>) => Promise<Answer>;
  readonly onChange: (topics: readonly Topic[]) => void;
};

/** Keeps answers that are dear to make until a change puts them out of date. */
export function createAnswers<Answer>(clock: Clock): Answers<Answer> {
  const kept = new Map<string, Kept<Answer>>();

  function stillServes({ askedAt, tookMs, isStale }: Kept<Answer>): boolean {
    if (!isStale || tookMs === null) return true;
    return clock.now() < askedAt + tookMs * (serveTimes + 1);
  }

  return {
    get: (question, make) => {
      const known = kept.get(question);
      if (known && stillServes(known)) return known.answer;
      const entry: Kept<Answer> = { answer: make(), askedAt: clock.now(), tookMs: null, isStale: false };
      kept.delete(question);
      kept.set(question, entry);
      for (const oldest of kept.keys()) {
        if (kept.size <= mostKept) break;
        kept.delete(oldest);
      }
      entry.answer.then(
        () => void (entry.tookMs = clock.now() - entry.askedAt),
        () => void (kept.get(question) === entry && kept.delete(question)),
      );
      return entry.answer;
    },
    onChange: (topics) => {
      if (!topics.some((topic) => staleBy.has(topic))) return;
      for (const entry of kept.values()) entry.isStale = true;
    },
  };
}
