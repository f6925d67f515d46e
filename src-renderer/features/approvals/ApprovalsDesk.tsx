import { useMemo } from "react";
import type { ApprovalCard } from "../../../src-main/contract/methods/replies.ts";
import { type ClockNow, useEngineNow } from "../../lib/clock-now.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { type Entry, entriesOf } from "./approval-entries.ts";
import styles from "./ApprovalsDesk.module.css";
import { Decision } from "./Decision.tsx";
import { Gone } from "./Gone.tsx";
import { Queue } from "./Queue.tsx";
import { useChosen } from "./use-chosen.ts";

const SECOND = 1000;

/** The list at the left, the decision at the right. The chosen line stays chosen, whatever comes in. */
export function ApprovalsDesk({ cards, clockNow }: { cards: readonly ApprovalCard[]; clockNow: ClockNow }) {
  const { t } = useWords();
  const { moment } = useFormat();
  const doesCount = cards.some((card) => card.reply.state === "approved");
  const now = useEngineNow(clockNow, doesCount ? SECOND : 10 * SECOND);
  const entries = useMemo(() => entriesOf(cards, now), [cards, now]);
  const { entry, gone, choose, move, leave } = useChosen(entries);
  const chosenId = (entry ?? gone)?.storyId ?? null;
  return (
    <div className={styles["desk"]}>
      <Queue entries={entries} chosenId={chosenId} now={now} clockNow={clockNow} onChoose={choose} />
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
