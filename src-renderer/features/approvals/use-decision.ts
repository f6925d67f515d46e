import { useState } from "react";
import { useLocation } from "wouter";
import { isMayYes, mayApprove } from "../../lib/approval.ts";
import { useMe } from "../../lib/session.ts";
import { useEngine } from "../../lib/use-engine.tsx";
import { useOnce } from "../../lib/use-once.ts";
import { type Entry, groupOf } from "./approval-entries.ts";
import { useApprovalActs, type WhyBack } from "./use-approval-acts.ts";

export type DecisionState = ReturnType<typeof useDecision>;

type Parts = { entry: Entry; now: number; leave: () => void };
/** What is being written beside the decision: only one thing at a time. */
type Writing = "return" | "edit" | "comment" | null;

/** Which draft is decided on, who may decide, and the ways to decide. */
export function useDecision({ entry: { storyId, cards }, now, leave }: Parts) {
  const me = useMe();
  const [, go] = useLocation();
  const acts = useApprovalActs();
  const { isBusy, once } = useOnce();
  const { data: desk } = useEngine("settings.get", {});
  const [pickedId, pick] = useState<string | null>(null);
  const [writing, setWriting] = useState<Writing>(null);
  const waiting = cards.filter((card) => card.reply.state === "submitted");
  const picked = cards.find((card) => card.reply.id === pickedId) ?? waiting[0] ?? cards[0];
  const selfApproval = desk?.settings.selfApproval ?? false;
  const may = me && mayApprove({ person: me, reply: picked.reply, selfApproval });
  const group = groupOf(picked, now);
  const isApprover = me?.roles.some((role) => role === "corpcomm" || role === "legal") === true;
  const isOpen = group === "waiting" || picked.reply.state === "approved";
  const mayChange = isApprover && isOpen;
  const hasApproved = picked.reply.approvals.some(({ by, voidedAt }) => voidedAt === null && by?.id === me?.id);

  function approve(): void {
    if (group !== "waiting" || writing === "edit" || !isMayYes(may)) return;
    const others = cards.filter((card) => card !== picked);
    void once(() => acts.approve(picked, others));
  }
  async function giveBack(why: WhyBack): Promise<void> {
    setWriting(null);
    if ((await once(() => acts.giveBack(picked, why))) && cards.length === 1) leave();
  }
  async function edit(text: string): Promise<void> {
    if (await once(() => acts.edit(picked, text))) setWriting(null);
  }
  const write = (wanted: Writing) => {
    if (wanted === "comment" ? isOpen : wanted === null || mayChange) setWriting(wanted);
  };
  return {
    ...{ picked, pick, group, may, mayChange, isOpen, isBusy, writing, write, approve },
    giveBack: (why: WhyBack) => void giveBack(why),
    edit: (text: string) => void edit(text),
    addLegal: () => {
      if (isOpen && !picked.reply.policy.legal) void once(() => acts.setLegal(picked, true));
    },
    removeLegal: () => void once(() => acts.setLegal(picked, false)),
    takeBack: hasApproved && isOpen ? () => void once(() => acts.takeBack(picked)) : null,
    cancel: () => void once(() => acts.cancel(picked)),
    other: () => pick(cards[(cards.indexOf(picked) + 1) % cards.length]?.reply.id ?? null),
    openCase: (query = "") => go(`/case/${storyId}${query}`),
  };
}
