import type { CaseDetail } from "../../../src-main/contract/methods/cases.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import styles from "./ClockStrip.module.css";

/** So many gaps are told in words; the line shows all of them. */
const mostTold = 2;

/** What the line of points cannot say: the gaps in words, the deadlines of approval and of the case. Nothing when there is nothing to say. */
export function ClockFacts({ clock, now }: { clock: CaseDetail["clock"]; now: number }) {
  const { t } = useWords();
  const { moment, duration } = useFormat();
  const { gaps, approvalDueAt, resolutionDueAt, resolvedAt, responds, firstResponseAt } = clock;
  const by = (words: "case.clock.approveBy" | "case.clock.closeBy", at: number) => {
    const says = t(words, { time: moment(at) });
    return at < now ? t("case.clock.late", { says }) : says;
  };
  const longest = gaps.toSorted((a, b) => b.to - b.from - (a.to - a.from));
  const told = longest.slice(0, mostTold).toSorted((a, b) => a.from - b.from);
  const facts = [
    ...(responds === "next" && firstResponseAt === null && resolvedAt === null ? [t("case.clock.next")] : []),
    ...(approvalDueAt === null ? [] : [by("case.clock.approveBy", approvalDueAt)]),
    ...(resolvedAt !== null
      ? [t("case.clock.closed", { time: moment(resolvedAt) })]
      : resolutionDueAt !== null && firstResponseAt !== null
        ? [by("case.clock.closeBy", resolutionDueAt)]
        : []),
  ];
  if (facts.length === 0 && gaps.length === 0) return null;
  return (
    <p className={styles["facts"]}>
      {facts.map((fact) => (
        <span key={fact}>{fact}</span>
      ))}
      {told.map(({ kind, from, to }) => (
        <span key={`${kind} ${from}`} className={styles["told"]}>
          <i className={styles[kind]} aria-hidden="true" />
          {t(`case.clock.gaps.${kind}`, { from: moment(from), to: moment(to), took: duration(to - from) })}
        </span>
      ))}
      {gaps.length > mostTold && <span>{t("case.clock.gaps.more", { count: gaps.length - mostTold })}</span>}
      {gaps.length > 0 && <span>{t("case.clock.gaps.counts")}</span>}
    </p>
  );
}
