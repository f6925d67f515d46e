import { memo, type MouseEvent } from "react";
import type { Present } from "../../../src-main/contract/methods/presence.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { Avatar } from "../../ui/Avatar.tsx";
import { BucketChip } from "../../ui/BucketChip.tsx";
import { classNames } from "../../ui/class-names.ts";
import { Face } from "../../ui/Face.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { LabelMark } from "../../ui/LabelMark.tsx";
import { Marked } from "../../ui/Marked.tsx";
import { NetworkIcon } from "../../ui/NetworkIcon.tsx";
import { SlaPill } from "../../ui/SlaPill.tsx";
import { StateBadge } from "../../ui/StateBadge.tsx";
import { WhoIsHere } from "../../ui/WhoIsHere.tsx";
import type { ListedRow } from "./list-state.ts";
import styles from "./TriageRow.module.css";
import { WhyLine } from "./WhyLine.tsx";

export const optionId = (storyId: string) => `story-${storyId}`;

type TriageRowProps = {
  row: ListedRow;
  top: number;
  position: number;
  /** How many rows the view has; −1 while its end is not known. */
  of: number;
  isCursor: boolean;
  isSelected: boolean;
  isSelecting: boolean;
  isLeft: boolean;
  isCompact: boolean;
  isMine: boolean;
  /** Colleagues at this case now. */
  others: readonly Present[];
  elapsedMs: number;
  onClick: (event: MouseEvent, id: string) => void;
  onOpen: () => void;
  onFace: (id: string) => void;
  onCopies: (id: string) => void;
};

/** One story in two lines; under the cursor with the reason why it is here. Remembered, because each key redraws the list. */
export const TriageRow = memo(function TriageRow({
  row,
  top,
  position,
  of,
  isCursor,
  isSelected,
  isSelecting,
  isLeft,
  isCompact,
  isMine,
  others,
  elapsedMs,
  onClick,
  onOpen,
  onFace,
  onCopies,
}: TriageRowProps) {
  const { t, language: pageLanguage } = useWords();
  const { age, language } = useFormat();
  const isNew = row.case !== null && row.case.status === "new" && !row.case.opened;
  const look = classNames(
    styles["row"],
    isCursor && styles["cursor"],
    isNew && styles["unread"],
    isLeft && styles["left"],
    isCompact && styles["compact"],
  );
  return (
    <div
      id={optionId(row.id)}
      role="option"
      aria-selected={isSelected}
      aria-posinset={position}
      aria-setsize={of}
      className={look}
      style={{ transform: `translateY(${top}px)` }}
      onClick={(event) => onClick(event, row.id)}
      onDoubleClick={onOpen}
    >
      <span className={styles["gutter"]}>{isSelecting ? <Tick isOn={isSelected} /> : isNew && <NewDot />}</span>
      <div className={styles["a"]}>
        <BucketChip bucket={row.bucket} plain />
        <span className={classNames(styles["priority"], row.case?.priority === 1 && styles["first"])}>
          {row.case && t(`priority.${row.case.priority}`)}
        </span>
        <span className={styles["author"]}>{row.author ?? row.handle ?? row.source}</span>
        <NetworkIcon network={row.network} />
        <span className="clip">{row.source}</span>
        {row.lang !== null && row.lang !== pageLanguage.slice(0, 2) && (
          <span className={styles["lang"]}>{language(row.lang)}</span>
        )}
        <Labels labels={row.labels} />
        {isLeft && <span className="sr">{t("triage.isLeft")}</span>}
      </div>
      <div className={styles["right"]}>
        <SlaPill clock={row.clock} elapsedMs={elapsedMs} />
        <span className={styles["age"]}>{age(row.asOf - row.firstSeenAt + elapsedMs)}</span>
      </div>
      <div className={styles["b"]}>
        <Words row={row} />
      </div>
      <div className={styles["right"]}>
        {row.badge && <StateBadge state={row.badge} />}
        {row.copies > 1 && (
          <span
            className={styles["copies"]}
            title={t("queue.openCopies", { count: row.copies })}
            onClick={only(() => onCopies(row.id))}
          >
            <Icon name="copies" size={13} />×{row.copies}
          </span>
        )}
        <span className={styles["mood"]} title={t("queue.correctMood")} onClick={only(() => onFace(row.id))}>
          <Face sentiment={row.sentiment} className={styles["face"]} />
        </span>
        <WhoIsHere present={others} isSmall />
        <Owner row={row} isMine={isMine} elapsedMs={elapsedMs} />
      </div>
      {isCursor && <WhyLine row={row} />}
    </div>
  );
});

/** Who has it, and for how long: in words for the pointer and for screen readers. */
function Owner({ row, isMine, elapsedMs }: Pick<TriageRowProps, "row" | "isMine" | "elapsedMs">) {
  const { t } = useWords();
  const { age } = useFormat();
  const owner = row.case?.owner ?? null;
  const claimedAt = row.case?.claimedAt ?? null;
  const time = claimedAt === null ? null : age(Math.max(0, row.asOf - claimedAt + elapsedMs));
  function says(): string | undefined {
    if (!owner) return t("triage.noOwner");
    if (row.case?.ownerLeft) return t("together.claim.left", { name: owner.name });
    return time === null ? owner.name : t("together.claim.theirs", { name: owner.name, age: time });
  }
  return (
    <Avatar
      person={row.case?.ownerLeft ? null : owner}
      says={says()}
      noneSays={says()}
      isMe={isMine && owner !== null}
    />
  );
}

const SHOWN_LABELS = 2;

/** The first labels of a row; the preview has all of them. */
function Labels({ labels }: Pick<ListedRow, "labels">) {
  const { t } = useWords();
  const more = labels.length - SHOWN_LABELS;
  return (
    <>
      {labels.slice(0, SHOWN_LABELS).map((label) => (
        <LabelMark key={label.name} label={label} />
      ))}
      {more > 0 && (
        <span className={styles["lang"]} title={labels.map(({ name }) => name).join(", ")}>
          {t("queue.moreLabels", { count: more })}
        </span>
      )}
    </>
  );
}

/** A part of a row that does something of its own; by keyboard the same is done by S, and by Enter and the tab of copies. */
function only(run: () => void) {
  return (event: MouseEvent) => {
    event.stopPropagation();
    run();
  };
}

function Words({ row: { title, excerpt, marks } }: { row: ListedRow }) {
  if (title === null) return <b>{<Marked text={excerpt} field="excerpt" marks={marks} />}</b>;
  return (
    <>
      <b>
        <Marked text={title} field="title" marks={marks} />
      </b>
      {excerpt && " – "}
      <Marked text={excerpt} field="excerpt" marks={marks} />
    </>
  );
}

function NewDot() {
  const { t } = useWords();
  return <span className={styles["new"]} role="img" aria-label={t("triage.isNew")} title={t("triage.isNew")} />;
}

function Tick({ isOn }: { isOn: boolean }) {
  return (
    <span className={classNames(styles["tick"], isOn && styles["on"])}>{isOn && <Icon name="check" size={12} />}</span>
  );
}
