import { type RefObject, useEffect, useEffectEvent, useRef, useState } from "react";
import { useSearchParams } from "wouter";
import type { CaseDetail } from "../../../src-main/contract/methods/cases.ts";
import type { Reply } from "../../../src-main/contract/methods/replies.ts";
import { currentReply, isLiving } from "../../lib/reply-phase.ts";
import { useOnce } from "../../lib/use-once.ts";
import { privateChannelOf } from "../../lib/private-channel.ts";
import type { DraftWords } from "./script-text.ts";
import { useOfferUndo } from "./use-offer-undo.ts";
import { type Beginning, type ReplyActs, useReplyActs, type Variant } from "./use-reply-acts.ts";

export type DraftBefore = { instead?: { reply: Reply; words: DraftWords }; carry: DraftWords };

/** What the keys and buttons outside a draft can ask of it. */
export type DraftHandle = { focusText: () => void; submit: () => void; turnPrivate: () => void };

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
  /** Somebody writes words of an answer: colleagues are shown so. */
  typed: () => void;
  /** Begins a draft, with words that it takes along; where one is being written it is replaced, which can be taken back. */
  begin: (beginning: Beginning, draft?: DraftBefore) => Promise<void>;
  /** R: opens the composer at the draft, and begins one where there is none. */
  draft: (variant: Variant) => void;
  /** The submitted reply that one wants to change all the same. */
  unlockedId: string | null;
  setUnlocked: (replyId: string | null) => void;
  handle: RefObject<DraftHandle | null>;
  /** Asks for the caret as soon as the draft can be written in. */
  askFocus: () => void;
  /** Whether the caret was asked for this draft; asking ends with it. */
  takeFocus: (replyId: string) => boolean;
};

/** The reply on the screen stays there: one that a colleague begins never takes its place under somebody's fingers. */
function useStay({
  reply,
  chosenId,
  show,
}: {
  reply: Reply | null;
  chosenId: string | null;
  show: (id: string) => void;
}) {
  const shownId = reply && isLiving(reply) ? reply.id : null;
  useEffect(() => {
    if (shownId !== null && shownId !== chosenId) show(shownId);
  }, [shownId, chosenId, show]);
}

/** What the composer shows, and how it is opened. `?draft=1`, `?draft=private` and `?note=1` open it at once. */
export function useComposer(detail: CaseDetail, typed: () => void): Composer {
  const { story, replies, suggestedScript } = detail;
  const acts = useReplyActs(story.id);
  const [chosenId, show] = useState<string | null>(null);
  const [place, setPlace] = useState<"public" | "note">("public");
  const [isPicking, setPicking] = useState(false);
  const [unlockedId, setUnlocked] = useState<string | null>(null);
  const { isBusy: isBeginning, once } = useOnce();
  const offerUndo = useOfferUndo({ replies, acts, show });
  const focus = useWantedFocus();
  const handle = useRef<DraftHandle>(null);
  const reply = replies.find((one) => one.id === chosenId && isLiving(one)) ?? currentReply(replies);
  useStay({ reply, chosenId, show });

  async function begin(beginning: Beginning, { instead, carry }: Partial<DraftBefore> = {}): Promise<void> {
    setPicking(false);
    // The draft that is replaced is still shown for a moment: the caret is for the new one.
    focus.ask(instead?.reply.id ?? null);
    const started = await once(() => acts.begin(beginning, { instead: instead?.reply, carry }));
    if (!started) return;
    show(started.id);
    if (instead) offerUndo(started, instead);
  }

  function draft(variant: Variant): void {
    setPlace("public");
    focus.ask(null);
    if (reply && isLiving(reply)) setUnlocked(reply.id);
    if (reply && isLiving(reply)) return handle.current?.[variant === "privateVariant" ? "turnPrivate" : "focusText"]();
    if (story.case === null || story.case.status === "resolved") return;
    // A call is answered on the telephone: nothing public is begun for it.
    if (privateChannelOf(story.network) !== null) return;
    if (suggestedScript) return void begin({ scriptId: suggestedScript, variant });
    setPicking(true);
  }

  useAsked({ draft, note: () => setPlace("note") });
  const drafts = replies.filter(isLiving);
  const opened = { reply, drafts, show, place, setPlace, isPicking, setPicking, isBeginning, unlockedId, setUnlocked };
  return { ...opened, typed, acts, begin, draft, handle, askFocus: () => focus.ask(null), takeFocus: focus.take };
}

/** The caret goes where a key sent it, even when that place is not on the screen yet. */
function useWantedFocus(): { ask: (exceptId: string | null) => void; take: (replyId: string) => boolean } {
  const wanted = useRef<{ exceptId: string | null } | null>(null);
  return {
    ask: (exceptId) => void (wanted.current = { exceptId }),
    take: (replyId) => {
      if (!wanted.current || wanted.current.exceptId === replyId) return false;
      wanted.current = null;
      return true;
    },
  };
}

/** What the address asks for is done once and then taken out of it, so that a reload does not do it again. */
function useAsked({ draft, note }: { draft: (variant: Variant) => void; note: () => void }): void {
  const [params, setParams] = useSearchParams();
  const isDone = useRef(false);
  const arrive = useEffectEvent(() => {
    const asked = params.get("draft");
    if (isDone.current || (asked === null && !params.has("note"))) return;
    isDone.current = true;
    setParams({}, { replace: true });
    if (asked === null) note();
    else draft(asked === "private" ? "privateVariant" : "body");
  });
  useEffect(() => arrive(), []);
}
