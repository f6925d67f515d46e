import type { Reply } from "../../../src-main/contract/methods/replies.ts";
import type { RefusalCode } from "../../../src-main/contract/refusal.ts";
import { type EngineError, reasonOf } from "../../lib/engine.ts";
import { createDraftState } from "./draft-state.ts";
import { createSaveLoop } from "../../lib/save-loop.ts";
import { type DraftWords, sameWords, type Template } from "./script-text.ts";

export type { Keeping } from "./draft-state.ts";

/** A key is on its way to the engine this long after it was pressed, however fast one types. */
export const SAVE_AFTER_MS = 700;
/** What may pass by itself is tried again this often. */
const RETRY_MS = 1500;
const passing: readonly RefusalCode[] = ["engine-gone", "stale", "internal", "disk-full"];

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
export function createDraftKeeper({ save, read, remembered, ...parts }: DraftKeeperParts) {
  const draft = createDraftState(parts);
  const hasMore = () => draft.isDirty() && ["saving", "unsaved"].includes(draft.get().status);
  const loop = createSaveLoop({ work: store, hasMore });

  function type(words: DraftWords): void {
    draft.change({ words });
    if (!draft.isDirty() && !loop.isRunning()) return draft.settle();
    parts.remember(words);
    const { status } = draft.get();
    if (status === "changed") return;
    if (status !== "saving") draft.change({ status: "unsaved", error: null });
    loop.plan(SAVE_AFTER_MS);
  }

  async function store(): Promise<void> {
    const { words, reply, status } = draft.get();
    if (!draft.isDirty() || status === "changed") return;
    draft.change({ status: "saving" });
    try {
      const { id, version } = reply;
      draft.accept(await save({ replyId: id, version, fields: { ...words.fields }, text: words.text }), words);
    } catch (cause) {
      await explain(reasonOf(cause), words);
    }
  }

  /** A lost answer looks like a stale version: when the engine holds words of ours, that save had got through. */
  async function explain(error: EngineError, sent: DraftWords): Promise<void> {
    const now = error.code === "stale" ? await read().catch(() => null) : null;
    if (!now) {
      draft.lose(sent, error);
      return passing.includes(error.code) ? loop.plan(RETRY_MS) : undefined;
    }
    const theirs = draft.wordsOf(now);
    if (!draft.isOurs(theirs) && !sameWords(theirs, sent))
      return draft.change({ reply: now, status: "changed", error });
    draft.accept(now, theirs);
  }

  return {
    get: draft.get,
    onChange: draft.onChange,
    type,
    /** Takes up what an earlier visit could not store. */
    begin(): void {
      if (remembered && !sameWords(remembered, draft.get().words)) type(remembered);
    },
    told(reply: Reply): void {
      const known = draft.get().reply;
      if (reply.id === known.id && reply.version >= known.version && !loop.isRunning()) draft.read(reply);
    },
    /** Stores all that is typed now and answers whether it is stored. */
    async flush(): Promise<boolean> {
      if (loop.isRunning()) await loop.run();
      if (draft.isDirty()) await loop.run();
      return !draft.isDirty();
    },
    /** Somebody else wrote meanwhile: stores one's own words over theirs, or takes theirs and drops one's own. */
    resolve(winner: "mine" | "theirs"): void {
      if (winner === "theirs") return draft.giveIn();
      draft.insist();
      type(draft.get().words);
    },
  };
}
