import { useEffect, useRef, useState } from "react";
import type { ApprovalCard } from "../../../src-main/contract/methods/cases.ts";
import { type ClockNow, useEngineNow } from "../../lib/clock-now.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { type Entry, entriesOf } from "./approval-entries.ts";
import styles from "./ApprovalsDesk.module.css";
import { Decision } from "./Decision.tsx";
import { Gone } from "./Gone.tsx";
import { Queue } from "./Queue.tsx";

const SECOND = 1000;

/** The list at the left, the decision at the right. The chosen line stays chosen, whatever comes in. */
export function ApprovalsDesk({ cards, clockNow }: { cards: readonly ApprovalCard[]; clockNow: ClockNow }) {
  const { t } = useWords();
  const { moment } = useFormat();
  const doesCount = cards.some((card) => card.reply.state === "approved");
  const now = useEngineNow(clockNow, doesCount ? SECOND : 10 * SECOND);
  const entries = entriesOf(cards, now);
  const { entry, gone, choose, move, leave } = useChosen(entries);
  return (
    <div className={styles["desk"]}>
      <Queue
        entries={entries}
        chosenId={entry?.storyId ?? gone?.storyId ?? null}
        now={now}
        clockNow={clockNow}
        onChoose={choose}
      />
      {entry && <Decision key={entry.storyId} entry={entry} now={now} clockNow={clockNow} move={move} leave={leave} />}
      {gone && <Gone key={gone.storyId} entry={gone} move={move} />}
      {!entry && !gone && (
        <EmptyState title={t("approvals.empty")} facts={t("approvals.emptyFacts", { time: moment(now) })} />
      )}
      <p className="sr" role="status">
        {entry && t("approvals.announce", { title: titleOf(entry), place: t(`approvals.group.${entry.group}`) })}
      </p>
    </div>
  );
}

const titleOf = ({ cards: [{ story }] }: Entry) => story.title ?? story.excerpt;

/**
 * Which line is on the screen. A line that left the queue by somebody else's act stays until one moves on, so that a
 * decision never slides under the approver's fingers.
 */
function useChosen(entries: readonly Entry[]) {
  const [chosenId, choose] = useState<string | null>(null);
  const seen = useRef<Entry | null>(null);
  // A line that one is done with may still be listed for a moment: it is not chosen again.
  const [doneId, setDoneId] = useState<string | null>(null);
  const entry = entries.find((one) => (chosenId === null ? one.storyId !== doneId : one.storyId === chosenId));
  useEffect(() => {
    if (entry) seen.current = entry;
    if (entry && chosenId === null) choose(entry.storyId);
    if (doneId !== null && !entries.some((one) => one.storyId === doneId)) setDoneId(null);
  });
  const gone = !entry && seen.current?.storyId === chosenId ? seen.current : null;
  // Where the line stood, so that "next" goes on from there.
  const place = useRef(0);
  useEffect(() => {
    const at = entries.findIndex((one) => one.storyId === chosenId);
    if (at >= 0) place.current = at;
  });
  function move(by: number): void {
    const at = entries.findIndex((one) => one.storyId === chosenId);
    const from = at >= 0 ? at + by : place.current + (by > 0 ? 0 : by);
    choose(entries[Math.min(entries.length - 1, Math.max(0, from))]?.storyId ?? null);
  }
  function leave(): void {
    const at = entries.findIndex((one) => one.storyId === chosenId);
    setDoneId(chosenId);
    choose((entries[at + 1] ?? entries[at - 1])?.storyId ?? null);
  }
  return { entry, gone, choose, move, leave };
}
