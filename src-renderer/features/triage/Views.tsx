import { Link } from "wouter";
import type { TriageView } from "../../../src-main/contract/methods/triage.ts";
import type { Output } from "../../lib/engine.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { classNames } from "../../ui/class-names.ts";
import { Icon, type IconName } from "../../ui/Icon.tsx";
import styles from "./Views.module.css";

const groups = [
  {
    title: "triage.queues",
    views: [
      { view: "waiting", icon: "inbox" },
      { view: "unsorted", icon: "unsorted" },
      { view: "mine", icon: "contacts" },
      { view: "care", icon: "care" },
      { view: "pr", icon: "pr" },
      { view: "analytics", icon: "analytics" },
    ],
  },
  {
    title: "triage.closely",
    views: [
      { view: "breaching", icon: "clock" },
      { view: "approval", icon: "approve" },
      { view: "private", icon: "private" },
      { view: "snoozed", icon: "snooze" },
      { view: "resolved", icon: "check" },
    ],
  },
] as const satisfies readonly { title: string; views: readonly { view: TriageView; icon: IconName }[] }[];

export const triageViews: readonly TriageView[] = groups.flatMap((group) => group.views.map(({ view }) => view));

/** The views of triage with how many stories stand in each now. */
export function Views({
  current,
  counts,
}: {
  current: TriageView | null;
  counts: Output<"triage.counts"> | undefined;
}) {
  const { t } = useWords();
  const { number } = useFormat();
  function countOf(view: TriageView): string {
    const count = counts?.counts[view];
    if (count === undefined || !counts) return "";
    return count >= counts.cappedAt ? t("triage.capped", { count: number(counts.cappedAt) }) : number(count);
  }
  return (
    <nav className={styles["views"]} aria-label={t("triage.views")}>
      {groups.map((group) => (
        <div key={group.title}>
          <h2>{t(group.title)}</h2>
          {group.views.map(({ view, icon }) => (
            <Link
              key={view}
              href={view === "waiting" ? "/triage" : `/triage?view=${view}`}
              aria-current={view === current ? "true" : undefined}
            >
              <Icon name={icon} size={14} />
              <span className="clip">{t(`triage.view.${view}`)}</span>
              <span
                className={classNames(
                  styles["count"],
                  view === "breaching" && (counts?.counts[view] ?? 0) > 0 && styles["hot"],
                )}
              >
                {countOf(view)}
              </span>
            </Link>
          ))}
        </div>
      ))}
    </nav>
  );
}
