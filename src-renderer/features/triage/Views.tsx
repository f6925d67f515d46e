import { Link } from "wouter";
import type { TriageView } from "../../../src-main/contract/methods/triage.ts";
import type { Output } from "../../lib/engine.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { classNames } from "../../ui/class-names.ts";
import { Icon } from "../../ui/Icon.tsx";
import { DepartmentViews } from "./DepartmentViews.tsx";
import { SavedViews } from "./SavedViews.tsx";
import { viewGroups } from "./view-groups.ts";
import styles from "./Views.module.css";

/** The views of triage with how many stories stand in each now. */
export function Views({
  current,
  counts,
  saved,
}: {
  current: TriageView | null;
  counts: Output<"triage.counts"> | undefined;
  /** The saved view that is shown, by id. */
  saved: string | null;
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
      {viewGroups.map((group) => (
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
      <DepartmentViews />
      <SavedViews current={saved} />
    </nav>
  );
}
