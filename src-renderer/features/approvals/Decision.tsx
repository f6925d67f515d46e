import { useRef, useState } from "react";
import { useLocation } from "wouter";
import type { ClockNow } from "../../lib/clock-now.ts";
import { mayApprove } from "../../lib/approval.ts";
import { useMe } from "../../lib/session.ts";
import { useEngine } from "../../lib/use-engine.tsx";
import { useOnce } from "../../lib/use-once.ts";
import { useWords } from "../../lib/words.ts";
import { Badge } from "../../ui/Badge.tsx";
import { BucketChip } from "../../ui/BucketChip.tsx";
import { classNames } from "../../ui/class-names.ts";
import { Icon } from "../../ui/Icon.tsx";
import { SlaPill } from "../../ui/SlaPill.tsx";
import { type Entry, groupOf } from "./approval-entries.ts";
import styles from "./Decision.module.css";
import { DecisionGate } from "./DecisionGate.tsx";
import { DraftCard } from "./DraftCard.tsx";
import { Original } from "./Original.tsx";
import { useApprovalActs } from "./use-approval-acts.ts";
import { useApprovalKeys } from "./use-approval-keys.ts";

type DecisionProps = {
  entry: Entry;
  now: number;
  clockNow: ClockNow;
  move: (by: number) => void;
  /** Goes on to the next line, because this one is done. */ leave: () => void;
};

/** One decision: what was said above, what we want to say below, who may decide at the foot. */
export function Decision({ entry, now, clockNow, move, leave }: DecisionProps) {
  const { t } = useWords();
  const me = useMe();
  const [, go] = useLocation();
  const acts = useApprovalActs();
  const { data: desk } = useEngine("settings.get", {});
  const [pickedId, setPickedId] = useState<string | null>(null);
  const [isReturning, setReturning] = useState(false);
  const { isBusy, once } = useOnce();
  const original = useRef<HTMLAnchorElement>(null);
  const { cards } = entry;
  const waiting = cards.filter((card) => card.reply.state === "submitted");
  const picked = cards.find((card) => card.reply.id === pickedId) ?? waiting[0] ?? cards[0];
  const may = me && mayApprove({ person: me, reply: picked.reply, selfApproval: desk?.settings.selfApproval ?? false });
  const group = groupOf(picked, now);
  const isMine = (may === "yes" || may === "own") && group === "waiting";

  const approve = () =>
    isMine &&
    void once(() =>
      acts.approve(
        picked,
        cards.filter((card) => card !== picked),
      ),
    );
  const cancel = () => group !== "waiting" && void once(() => acts.cancel(picked));
  const giveBack = (reason: string) => {
    setReturning(false);
    void once(() => acts.giveBack(picked, reason)).then((isDone) => isDone && cards.length === 1 && leave());
  };
  const mayReturn =
    me?.roles.some((role) => role === "corpcomm" || role === "legal") === true &&
    (group === "waiting" || picked.reply.state === "approved");
  const other = () => setPickedId(cards[(cards.indexOf(picked) + 1) % cards.length]?.reply.id ?? null);
  const openCase = (query = "") => go(`/case/${entry.storyId}${query}`);
  useApprovalKeys({
    move,
    approve,
    giveBack: () => mayReturn && setReturning(true),
    other,
    openOriginal: () => original.current?.click(),
    openCase,
  });

  const { story } = picked;
  return (
    <section className={styles["work"]} aria-label={t("approvals.decision")}>
      <header className={styles["bar"]}>
        <h2 className="clip">{story.title ?? story.excerpt}</h2>
        <BucketChip bucket={story.bucket} />
        {story.case && <b className={styles["priority"]}>{t(`priority.${story.case.priority}`)}</b>}
        <span className="grow" />
        {story.copies > 1 && (
          <span className={styles["copies"]} title={t("triage.copies", { count: story.copies })}>
            <Icon name="copies" size={13} />×{story.copies}
          </span>
        )}
        <SlaPill clock={story.clock} elapsedMs={now - clockNow.asOf} />
      </header>
      <div className={styles["sheet"]} tabIndex={0} role="group" aria-label={t("approvals.decision")}>
        <Original key={picked.original.id} card={picked} linkRef={original} />
        <Against entry={entry} picked={picked} />
        <div className={classNames(styles["drafts"], cards.length > 1 && styles["pair"])}>
          {cards.map((card, index) => (
            <DraftCard
              key={card.reply.id}
              card={card}
              place={cards.length > 1 ? { number: index + 1, count: cards.length } : null}
              isPicked={cards.length > 1 && card === picked}
              onPick={() => setPickedId(card.reply.id)}
              group={groupOf(card, now)}
              clockNow={clockNow}
            />
          ))}
        </div>
      </div>
      <DecisionGate
        card={picked}
        group={group}
        may={may}
        mayReturn={mayReturn}
        isReturning={isReturning}
        setReturning={setReturning}
        isBusy={isBusy}
        onApprove={approve}
        onReturn={giveBack}
        onCancel={cancel}
        openCase={openCase}
      />
    </section>
  );
}

function Against({ entry: { cards }, picked }: { entry: Entry; picked: Entry["cards"][number] }) {
  const { t } = useWords();
  const { script } = picked.reply;
  const isLive = cards.some((card) => card.reply.state !== "submitted");
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
      <span>
        {script
          ? t("approvals.against", { script: t("case.script.named", { name: script.name, version: script.version }) })
          : t("approvals.freeWords")}
      </span>
    </div>
  );
}
