import type { ReactNode } from "react";
import type { ShiftEvent, ShiftSummary } from "../../../src-main/contract/methods/shifts.ts";
import { firstNameOf } from "../../lib/approval.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { CaseLine } from "./CaseLine.tsx";
import { PromiseLine } from "./PromiseLine.tsx";
import { SheetLine } from "./SheetLine.tsx";
import { useWhen } from "./use-when.ts";
import styles from "./Sheet.module.css";

/** The handover sheet, as the desk wrote it by itself: what stands open first, then what happened. */
export function Sheet({ summary }: { summary: ShiftSummary }) {
  const { t } = useWords();
  const { moment, number, duration } = useFormat();
  const when = useWhen();
  const { counts, asOf } = summary;
  return (
    <>
      <Part name="open" total={counts.waiting} shown={summary.open.length}>
        {summary.open.map((row) => (
          <CaseLine key={row.caseId} row={row} />
        ))}
      </Part>
      <Part name="promised" total={counts.promisesOpen} shown={summary.promises.length}>
        {summary.promises.map((promise) => (
          <PromiseLine key={promise.id} promise={promise} />
        ))}
      </Part>
      <Part name="approvals" total={counts.awaitingApproval} shown={summary.approvals.length}>
        {summary.approvals.map((reply) => (
          <SheetLine
            key={reply.replyId}
            time={reply.since === null ? "–" : when(reply.since)}
            title={reply.title}
            storyId={reply.storyId}
            sub={[t(`bucket.${reply.bucket}`), reply.needsLegal && t("role.legal"), reply.by && firstNameOf(reply.by)]
              .filter(Boolean)
              .join(", ")}
            end={reply.since !== null && t("shift.sheet.since", { time: duration(asOf - reply.since) })}
          />
        ))}
      </Part>
      <Part name="toPost" total={counts.toPost} shown={summary.toPost.length} isShort>
        {summary.toPost.map((reply) => (
          <SheetLine
            key={reply.replyId}
            time={reply.since === null ? "–" : when(reply.since)}
            title={reply.title}
            storyId={reply.storyId}
            sub={reply.by && t(`shift.sheet.reply.${reply.state}`, { name: firstNameOf(reply.by) })}
          />
        ))}
      </Part>
      <Part name="breached" total={counts.breached} shown={summary.breached.length} isShort>
        {summary.breached.map((row) => (
          <CaseLine key={`${row.caseId} ${row.queuedAt}`} row={row} />
        ))}
      </Part>
      <Events name="decided" events={summary.decided} total={counts.decided} />
      <Part name="gaps" total={summary.gaps.length} shown={summary.gaps.length}>
        {summary.gaps.map((gap) => (
          <SheetLine
            key={`${gap.kind} ${gap.source ?? ""} ${gap.from}`}
            time={when(gap.from)}
            title={gap.kind === "source" ? (gap.source ?? t("shift.sheet.source")) : t(`shift.sheet.gap.${gap.kind}`)}
            sub={gap.to === null ? t("shift.sheet.stillDown") : t("shift.sheet.until", { time: moment(gap.to) })}
            end={duration((gap.to ?? asOf) - gap.from)}
          />
        ))}
      </Part>
      <Events name="alarms" events={summary.alarms} total={summary.alarms.length} />
      <Part name="stuck" total={counts.stuck} shown={summary.stuck.length} isShort>
        {summary.stuck.map((one) => (
          <SheetLine key={one.id} time={when(one.at)} title={one.contact} storyId={one.storyId} sub={one.target} />
        ))}
      </Part>
      <p className={styles["help"]}>{t("shift.sheet.asOf", { time: moment(asOf), shown: number(counts.decided) })}</p>
    </>
  );
}

type PartName = "open" | "promised" | "approvals" | "toPost" | "breached" | "decided" | "gaps" | "alarms" | "stuck";

type PartProps = {
  name: PartName;
  total: number;
  shown: number;
  /** Is left out when there is nothing in it. */
  isShort?: boolean;
  children: ReactNode;
};

function Part({ name, total, shown, isShort = false, children }: PartProps) {
  const { t } = useWords();
  const { number } = useFormat();
  if (isShort && total === 0 && shown === 0) return null;
  return (
    <section aria-label={t(`shift.sheet.${name}`)}>
      <h3 className={styles["heading"]}>
        {t(`shift.sheet.${name}`)} <span className={styles["count"]}>{number(total)}</span>
      </h3>
      {shown === 0 ? <p className={styles["help"]}>{t(`shift.sheet.none.${name}`)}</p> : <ul>{children}</ul>}
      {total > shown && <p className={styles["help"]}>{t("shift.sheet.more", { shown: number(total - shown) })}</p>}
    </section>
  );
}

function Events({ name, events, total }: { name: "decided" | "alarms"; events: readonly ShiftEvent[]; total: number }) {
  const when = useWhen();
  return (
    <Part name={name} total={total} shown={events.length}>
      {events.map((event) => (
        <SheetLine
          key={event.seq}
          time={when(event.at)}
          title={event.what}
          storyId={event.storyId}
          sub={event.contact}
          end={firstNameOf(event.who)}
        />
      ))}
    </Part>
  );
}
