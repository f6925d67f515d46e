import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { BucketChip } from "../../ui/BucketChip.tsx";
import type { ListedRow } from "./list-state.ts";
import { PanelActs, type PanelChoice } from "./PanelActs.tsx";
import styles from "./Panel.module.css";
import { Preview } from "./Preview.tsx";
import type { TriageActs } from "./use-triage-acts.ts";

type PanelProps = {
  targets: readonly ListedRow[];
  engineNow: number;
  acts: TriageActs;
  choice: PanelChoice;
  selection: Selected;
  openCase: (query?: string) => void;
};

/** What the acts are for, in full, and the acts. */
export function Panel({ targets, engineNow, acts, choice, selection, openCase }: PanelProps) {
  const { t } = useWords();
  const [first] = targets;
  return (
    <aside className={styles["panel"]} aria-label={t("triage.preview")}>
      <div className={styles["body"]} tabIndex={0} role="group" aria-label={t("triage.preview")}>
        {!first && <p className={styles["nothing"]}>{t("triage.nobodySelected")}</p>}
        {first && selection.count === 1 && (
          <Preview key={first.id} row={first} engineNow={engineNow} acts={acts} choice={choice} openCase={openCase} />
        )}
        {selection.count > 1 && <Selection rows={targets} {...selection} />}
      </div>
      {first && <PanelActs targets={targets} acts={acts} choice={choice} openCase={openCase} />}
    </aside>
  );
}

/** How many stories are selected, and what can be done with the selection itself. */
type Selected = { count: number; onClear: () => void; onAll: (() => void) | null };

function Selection({ rows, count, onClear, onAll }: Selected & { rows: readonly ListedRow[] }) {
  const { t } = useWords();
  return (
    <>
      <div className={styles["line"]}>
        <h2>{t("triage.selected", { count })}</h2>
        <span className="grow" />
        <ActButton size="small" look="ghost" keys="Escape" onClick={onClear}>
          {t("triage.clear")}
        </ActButton>
      </div>
      {onAll && (
        <ActButton size="small" keys="Shift+X" onClick={onAll}>
          {t("queue.selectAll")}
        </ActButton>
      )}
      <ul className={styles["chosen"]}>
        {rows.slice(0, 50).map((row) => (
          <li key={row.id}>
            <BucketChip bucket={row.bucket} plain />
            <span className="clip">{row.title ?? row.excerpt}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
