import { useRef } from "react";
import type { ClockNow } from "../../lib/clock-now.ts";
import { useWords } from "../../lib/words.ts";
import { Badge } from "../../ui/Badge.tsx";
import { BucketChip } from "../../ui/BucketChip.tsx";
import { classNames } from "../../ui/class-names.ts";
import { Icon } from "../../ui/Icon.tsx";
import { SlaPill } from "../../ui/SlaPill.tsx";
import { type Entry, groupOf } from "./approval-entries.ts";
import work from "../../ui/WorkSheet.module.css";
import styles from "./Decision.module.css";
import { DecisionGate } from "./DecisionGate.tsx";
import { DraftCard } from "./DraftCard.tsx";
import { Original } from "./Original.tsx";
import { Reach } from "./Reach.tsx";
import { useApprovalKeys } from "./use-approval-keys.ts";
import { useDecision } from "./use-decision.ts";

type DecisionProps = {
  entry: Entry;
  now: number;
  clockNow: ClockNow;
  move: (by: number) => void;
  /** Goes on to the next line, because this one is done. */
  leave: () => void;
};

/** One decision: what was said above, what we want to say below, who may decide at the foot. */
export function Decision({ entry, now, clockNow, move, leave }: DecisionProps) {
  const { t } = useWords();
  const decision = useDecision({ entry, now, leave });
  const original = useRef<HTMLAnchorElement>(null);
  const { picked, group, approve, addLegal, write, other, openCase } = decision;
  const { cards } = entry;
  const openOriginal = () => original.current?.click();
  useApprovalKeys({
    ...{ move, approve, addLegal, other, openOriginal },
    edit: () => write("edit"),
    giveBack: () => write("return"),
    comment: () => write("comment"),
    openCase: () => openCase(),
  });
  const isPair = cards.length > 1;
  return (
    <section className={work["work"]} aria-label={t("approvals.decision")}>
      <Head card={picked} elapsedMs={now - clockNow.asOf} />
      <div className={work["sheet"]} tabIndex={0} role="group" aria-label={t("approvals.decision")}>
        <Original key={picked.original.id} card={picked} linkRef={original} />
        {group !== "void" && <Against entry={entry} picked={picked} />}
        <div className={classNames(styles["drafts"], isPair && styles["pair"])}>
          {cards.map((card, index) => (
            <DraftCard
              key={card.reply.id}
              card={card}
              place={isPair ? { number: index + 1, count: cards.length } : null}
              decision={decision}
              group={groupOf(card, now)}
              clockNow={clockNow}
            />
          ))}
        </div>
      </div>
      <DecisionGate decision={decision} />
    </section>
  );
}

function Head({ card: { story, reach }, elapsedMs }: { card: Entry["cards"][number]; elapsedMs: number }) {
  const { t } = useWords();
  return (
    <header className={classNames(work["bar"], styles["head"])}>
      <h2 className="clip">{story.title ?? story.excerpt}</h2>
      <BucketChip bucket={story.bucket} />
      {story.case && <b className={styles["priority"]}>{t(`priority.${story.case.priority}`)}</b>}
      <span className="grow" />
      <Reach key={story.id} storyId={story.id} reach={reach} />
      {story.copies > 1 && (
        <span className={styles["copies"]} title={t("triage.copies", { count: story.copies })}>
          <Icon name="copies" size={13} />×{story.copies}
        </span>
      )}
      <SlaPill clock={story.clock} elapsedMs={elapsedMs} />
    </header>
  );
}

function Against({ entry: { cards }, picked }: { entry: Entry; picked: Entry["cards"][number] }) {
  const { t } = useWords();
  const { script } = picked.reply;
  const isLive = cards.some((card) => card.reply.state !== "submitted");
  const named = script && t("case.script.named", { name: script.name, version: script.version });
  return (
    <div className={styles["against"]}>
      {cards.length > 1 && (
        <>
          <Badge icon="incident" tone="warn">
            {t("approvals.conflict")}
          </Badge>
          <span>{isLive ? t("approvals.conflictLive") : t("approvals.conflictHelp")}</span>
        </>
      )}
      <span className="grow" />
      <span>{named ? t("approvals.against", { script: named }) : t("approvals.freeWords")}</span>
    </div>
  );
}
