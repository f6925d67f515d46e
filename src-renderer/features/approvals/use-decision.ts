import { useState } from "react";
import { useLocation } from "wouter";
import { mayApprove } from "../../lib/approval.ts";
import { useMe } from "../../lib/session.ts";
import { useEngine } from "../../lib/use-engine.tsx";
import { useOnce } from "../../lib/use-once.ts";
import { type Entry, groupOf } from "./approval-entries.ts";
import { useApprovalActs } from "./use-approval-acts.ts";

export type DecisionState = ReturnType<typeof useDecision>;

type Parts = { entry: Entry; now: number; leave: () => void };

/** Which draft is decided on, who may decide, and the ways to decide. */
export function useDecision({ entry: { storyId, cards }, now, leave }: Parts) {
  const me = useMe();
  const [, go] = useLocation();
  const acts = useApprovalActs();
  const { isBusy, once } = useOnce();
  const { data: desk } = useEngine("settings.get", {});
  const [pickedId, pick] = useState<string | null>(null);
  const [isReturning, setReturning] = useState(false);
  const waiting = cards.filter((card) => card.reply.state === "submitted");
  const picked = cards.find((card) => card.reply.id === pickedId) ?? waiting[0] ?? cards[0];
  const selfApproval = desk?.settings.selfApproval ?? false;
  const may = me && mayApprove({ person: me, reply: picked.reply, selfApproval });
  const group = groupOf(picked, now);
  const isApprover = me?.roles.some((role) => role === "corpcomm" || role === "legal") === true;
  const mayReturn = isApprover && (group === "waiting" || picked.reply.state === "approved");

  function approve(): void {
    if (group !== "waiting" || (may !== "yes" && may !== "own")) return;
    void once(() =>
      acts.approve(
        picked,
        cards.filter((card) => card !== picked),
      ),
    );
  }
  async function giveBack(reason: string): Promise<void> {
    setReturning(false);
    if ((await once(() => acts.giveBack(picked, reason))) && cards.length === 1) leave();
  }
  return {
    picked,
    pick,
    group,
    may,
    mayReturn,
    isBusy,
    isReturning,
    setReturning: (isWanted: boolean) => setReturning(isWanted && mayReturn),
    approve,
    giveBack: (reason: string) => void giveBack(reason),
    cancel: () => void once(() => acts.cancel(picked)),
    other: () => pick(cards[(cards.indexOf(picked) + 1) % cards.length]?.reply.id ?? null),
    openCase: (query = "") => go(`/case/${storyId}${query}`),
  };
}
