import type { Reply } from "../../../src-main/contract/methods/cases.ts";
import type { RefusalCode } from "../../../src-main/contract/refusal.ts";
import { type EngineError, reasonOf } from "../../lib/engine.ts";
import { createState } from "../../lib/listeners.ts";
import { type DraftWords, draftWordsOf, sameWords, type Template } from "./script-text.ts";

/** A key is on its way to the engine this long after it was pressed, however fast one types. */
export const SAVE_AFTER_MS = 700;
/** An engine that is away is asked again this often. */
export const RETRY_MS = 1500;

/** What may pass by itself: the save is tried again without a key. */
const passing: readonly RefusalCode[] = ["engine-gone", "stale", "internal", "disk-full"];

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

export type DraftKeeperParts = {
  reply: Reply;
  template: Template | null;
  save: (input: {
    replyId: string;
    version: number;
    fields: Record<string, string>;
    text: string | null;
  }) => Promise<Reply>;
  /** The stored reply, read anew. */
  read: () => Promise<Reply | null>;
  /** Keeps what is not stored yet where a reload finds it; null when all is stored. */
  remember: (words: DraftWords | null) => void;
  /** What `remember` kept from an earlier visit. */
  remembered: DraftWords | null;
};

export type DraftKeeper = ReturnType<typeof createDraftKeeper>;

/**
 * Stores a draft as it is typed. One save runs at a time and each builds on the version that the one before answered,
 * so that fast typing never overtakes itself; the words on the screen are never replaced by an older answer.
 */
export function createDraftKeeper({ reply: first, template, save, read, remember, remembered }: DraftKeeperParts) {
  const state = createState<Keeping>({
    words: draftWordsOf(first, template),
    status: "saved",
    error: null,
    reply: first,
  });
  let stored = state.get().words;
  // Words of saves whose answer was lost: they may have got through.
  let unanswered: DraftWords[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<void> | null = null;
  const change = (part: Partial<Keeping>) => state.set({ ...state.get(), ...part });
  const isDirty = () => !sameWords(state.get().words, stored);

  function type(words: DraftWords): void {
    change({ words });
    if (state.get().status === "changed") return remember(words);
    if (!isDirty() && running === null) return settle();
    remember(words);
    if (state.get().status !== "saving") change({ status: "unsaved", error: null });
    plan(SAVE_AFTER_MS);
  }

  function plan(afterMs: number): void {
    timer ??= setTimeout(() => void store(), afterMs);
  }

  function settle(): void {
    clearTimeout(timer);
    timer = undefined;
    remember(null);
    change({ status: "saved", error: null });
  }

  function store(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    running ??= storeOnce().finally(() => {
      running = null;
      if (isDirty() && state.get().status === "saving") {
        change({ status: "unsaved" });
        plan(0);
      }
    });
    return running;
  }

  async function storeOnce(): Promise<void> {
    const { words, reply } = state.get();
    if (!isDirty() || state.get().status === "changed") return;
    change({ status: "saving" });
    try {
      take(
        await save({ replyId: reply.id, version: reply.version, fields: { ...words.fields }, text: words.text }),
        words,
      );
    } catch (cause) {
      await explain(reasonOf(cause), words);
    }
  }

  function take(reply: Reply, words: DraftWords): void {
    stored = words;
    unanswered = [];
    change({ reply });
    if (!isDirty()) settle();
  }

  /** A lost answer looks like a stale version: when the engine holds words of ours, that save had got through. */
  async function explain(error: EngineError, sent: DraftWords): Promise<void> {
    const now = error.code === "stale" ? await read().catch(() => null) : null;
    if (!now) {
      unanswered.push(sent);
      change({ status: "failed", error });
      return passing.includes(error.code) ? plan(RETRY_MS) : undefined;
    }
    const theirs = draftWordsOf(now, template);
    if (![sent, stored, ...unanswered].some((ours) => sameWords(ours, theirs)))
      return change({ reply: now, status: "changed", error });
    take(now, theirs);
    if (isDirty()) plan(0);
  }

  /** A newer reading of the reply; words that are being typed are never replaced by it. */
  function told(reply: Reply): void {
    if (reply.id !== state.get().reply.id || reply.version < state.get().reply.version || running) return;
    const words = draftWordsOf(reply, template);
    if (!isDirty()) {
      stored = words;
      return change({ reply, words: sameWords(words, state.get().words) ? state.get().words : words });
    }
    if (sameWords(words, stored)) change({ reply });
  }

  /** Stores all that is typed now and answers whether it is stored. */
  async function flush(): Promise<boolean> {
    if (running) await running;
    if (isDirty()) await store();
    return !isDirty();
  }

  /** Somebody else wrote meanwhile: stores one's own words over theirs, or takes theirs and drops one's own. */
  function resolve(winner: "mine" | "theirs"): void {
    const { reply, words } = state.get();
    stored = draftWordsOf(reply, template);
    if (winner === "mine") {
      change({ status: "unsaved", error: null });
      return type(words);
    }
    change({ words: stored });
    settle();
  }

  /** Takes up what an earlier visit could not store. */
  function begin(): void {
    if (remembered && !sameWords(remembered, state.get().words)) type(remembered);
  }

  return { get: state.get, onChange: state.add, begin, type, told, flush, resolve };
}
