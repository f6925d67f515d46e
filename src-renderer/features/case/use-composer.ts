import { type RefObject, useEffect, useRef, useState } from "react";
import { useSearchParams } from "wouter";
import type { CaseDetail, Reply } from "../../../src-main/contract/methods/cases.ts";
import { useActs } from "../../lib/acts.tsx";
import { useOnce } from "../../lib/use-once.ts";
import { useWords } from "../../lib/words.ts";
import { currentReply, isLiving } from "../../lib/reply-phase.ts";
import type { DraftWords } from "./script-text.ts";
import { type Beginning, type ReplyActs, useReplyActs, type Variant } from "./use-reply-acts.ts";

type DraftBefore = { instead?: { reply: Reply; words: DraftWords }; carry: DraftWords };

export type Composer = {
  /** The reply in the composer; null when there is none yet. */
  reply: Reply | null;
  /** All replies that are still going on: two people may have begun one each. */
  drafts: readonly Reply[];
  show: (replyId: string) => void;
  place: "public" | "note";
  setPlace: (place: "public" | "note") => void;
  isPicking: boolean;
  setPicking: (isPicking: boolean) => void;
  isBeginning: boolean;
  acts: ReplyActs;
  /** Begins a draft, with words that it takes along; where one is being written it is replaced, which can be taken back. */
  begin: (beginning: Beginning, draft?: DraftBefore) => Promise<void>;
  /** R: opens the composer at the draft, and begins one where there is none. */
  draft: (variant: Variant) => void;
  /** Puts the caret into the draft; set by the draft, which looks at `wantsFocus` when it is first shown. */
  focusText: RefObject<() => void>;
  wantsFocus: RefObject<{ except: string | null } | null>;
  /** Turns the draft into one for a private channel; set by it. */
  toPrivate: RefObject<() => void>;
  /** Submits the draft of the composer; set by it. */
  submit: RefObject<() => void>;
};

/** What the composer shows, and how it is opened. `?draft=1`, `?draft=private` and `?note=1` open it at once. */
export function useComposer(detail: CaseDetail): Composer {
  const { story, replies, suggestedScript } = detail;
  const { t } = useWords();
  const { did } = useActs();
  const acts = useReplyActs(story.id);
  // An undo comes later: it must act on the replies as they are then.
  const latest = useRef(replies);
  useEffect(() => void (latest.current = replies), [replies]);
  const [chosenId, setChosenId] = useState<string | null>(null);
  const [place, setPlace] = useState<"public" | "note">("public");
  const [isPicking, setPicking] = useState(false);
  const { isBusy: isBeginning, once } = useOnce();
  const focusText = useRef(() => {});
  const wantsFocus = useRef<{ except: string | null } | null>(null);
  const submit = useRef(() => {});
  const toPrivate = useRef(() => {});
  const reply = replies.find((one) => one.id === chosenId && isLiving(one)) ?? currentReply(replies);
  const canBegin = story.case !== null && story.case.status !== "resolved";

  async function begin(beginning: Beginning, { instead, carry }: Partial<DraftBefore> = {}): Promise<void> {
    setPicking(false);
    // The draft that is replaced is still shown for a moment: the caret is for the new one.
    wantsFocus.current = { except: instead?.reply.id ?? null };
    const started = await once(() => acts.begin(beginning, { instead: instead?.reply, carry }));
    if (!started) return;
    setChosenId(started.id);
    if (!instead) return;
    const { script } = instead.reply;
    const before = { scriptId: script?.id ?? null, variant: script?.variant ?? "body" };
    did({
      says: t("case.done.scriptChanged"),
      undo: async () => {
        const newest = latest.current.find((one) => one.id === started.id);
        const back = await acts.begin(before, { instead: newest, carry: instead.words });
        if (back) setChosenId(back.id);
      },
    });
  }

  function draft(variant: Variant): void {
    setPlace("public");
    wantsFocus.current = { except: null };
    if (reply && isLiving(reply)) return variant === "privateVariant" ? toPrivate.current() : focusText.current();
    if (!canBegin) return;
    if (suggestedScript) return void begin({ scriptId: suggestedScript, variant });
    setPicking(true);
  }

  useAsked({ draft, note: () => setPlace("note") });
  const drafts = replies.filter(isLiving);
  return {
    reply,
    drafts,
    show: setChosenId,
    place,
    setPlace,
    isPicking,
    setPicking,
    isBeginning,
    acts,
    begin,
    draft,
    focusText,
    wantsFocus,
    toPrivate,
    submit,
  };
}

/** What the address asks for is done once and then taken out of it, so that a reload does not do it again. */
function useAsked({ draft, note }: { draft: (variant: Variant) => void; note: () => void }): void {
  const [params, setParams] = useSearchParams();
  const isDone = useRef(false);
  useEffect(() => {
    const asked = params.get("draft");
    if (isDone.current || (asked === null && !params.has("note"))) return;
    isDone.current = true;
    setParams({}, { replace: true });
    if (asked !== null) draft(asked === "private" ? "privateVariant" : "body");
    else note();
    // Only the arrival asks.
  }, []);
}
