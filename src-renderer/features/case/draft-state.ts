import type { Reply } from "../../../src-main/contract/methods/replies.ts";
import type { EngineError } from "../../lib/engine.ts";
import { createState } from "../../lib/listeners.ts";
import { type DraftWords, draftWordsOf, sameWords, type Template } from "./script-text.ts";

/**
 * `unsaved` = typed and not sent yet; `failed` = the engine said no or is away, the words stay here; `changed` =
 * somebody else wrote into the same draft meanwhile, and one of the two must win.
 */
export type KeepingStatus = "saved" | "unsaved" | "saving" | "failed" | "changed";

export type Keeping = {
  /** What stands on the screen: the truth until it is stored. */
  words: DraftWords;
  status: KeepingStatus;
  error: EngineError | null;
  /** The reply as the engine told it last. */
  reply: Reply;
};

type DraftStateParts = { reply: Reply; template: Template | null; remember: (words: DraftWords | null) => void };

/** What is typed, what is stored, and what may have been stored by a save whose answer was lost. */
export function createDraftState({ reply: first, template, remember }: DraftStateParts) {
  const wordsOf = (reply: Reply) => draftWordsOf(reply, template);
  const state = createState<Keeping>({ words: wordsOf(first), status: "saved", error: null, reply: first });
  let stored = state.get().words;
  let unanswered: DraftWords[] = [];
  const change = (part: Partial<Keeping>) => state.set({ ...state.get(), ...part });
  const isDirty = () => !sameWords(state.get().words, stored);

  function settle(): void {
    remember(null);
    change({ status: "saved", error: null });
  }

  return {
    get: state.get,
    onChange: state.add,
    change,
    isDirty,
    settle,
    wordsOf,
    /** The engine holds these words now. */
    accept(reply: Reply, words: DraftWords): void {
      stored = words;
      unanswered = [];
      change({ reply });
      if (!isDirty()) settle();
    },
    /** These words may have got through, or not. */
    lose(words: DraftWords, error: EngineError): void {
      unanswered.push(words);
      change({ status: "failed", error });
    },
    isOurs: (words: DraftWords) => [stored, ...unanswered].some((ours) => sameWords(ours, words)),
    /** A newer reading of the reply; words that are being typed are never replaced by it. */
    read(reply: Reply): void {
      const words = wordsOf(reply);
      const isClean = !isDirty();
      if (!isClean && !sameWords(words, stored)) return;
      if (!isClean || sameWords(words, state.get().words)) return change({ reply });
      stored = words;
      change({ reply, words });
    },
    /** Drops what was typed for what is stored. */
    giveIn(): void {
      stored = wordsOf(state.get().reply);
      change({ words: stored });
      settle();
    },
    /** Builds on what is stored, with the words that stand here. */
    insist(): void {
      stored = wordsOf(state.get().reply);
      change({ status: "unsaved", error: null });
    },
  };
}
