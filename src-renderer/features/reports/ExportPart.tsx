import { useState } from "react";
import type { ExportWhat } from "../../../src-main/contract/methods/exports.ts";
import type { KpiScope } from "../../../src-main/contract/methods/kpis.ts";
import { useWords } from "../../lib/words.ts";
import { ExportPanel } from "../../ui/ExportPanel.tsx";
import { Segments } from "../../ui/Segments.tsx";
import type { Tab } from "./choice.ts";
import styles from "./ExportPart.module.css";

const kinds = ["mentions", "cases", "kpi", "report"] as const;
type Kind = (typeof kinds)[number];

type ExportPartProps = { tab: Tab; scope: KpiScope; title: string; onClose: () => void };

/** Reports of what was said stand on mentions, all others on cases. */
export const isOfMentions = (tab: Tab): boolean => tab === "volume" || tab === "voice";

/** The rows behind the figures of a report. */
export function rowsOf(tab: Tab, scope: KpiScope): ExportWhat {
  if (isOfMentions(tab)) return { of: "mentions", from: scope.from, to: scope.to, search: "" };
  return { of: "cases", ...scope };
}

/** What of the period goes into a file: the rows behind its figures, the figures, or the report as it is shown. */
export function ExportPart({ tab, scope, title, onClose }: ExportPartProps) {
  const { t } = useWords();
  const offered = kinds.filter(
    (kind) => (kind !== "report" || (tab !== "all" && tab !== "saved")) && (kind !== "mentions" || isOfMentions(tab)),
  );
  const [chosen, setChosen] = useState<Kind | null>(null);
  const usual = isOfMentions(tab) ? "mentions" : "cases";
  const kind = chosen !== null && offered.includes(chosen) ? chosen : usual;
  return (
    <div className={styles["part"]}>
      <Segments
        label={t("reportsPage.export.what")}
        value={kind}
        options={offered.map((value) => ({ value, says: t(`reportsPage.export.${value}`) }))}
        onChange={setChosen}
      />
      <ExportPanel
        // Another content is another file: what was made of the last one is not offered as this.
        key={`${kind} ${tab} ${JSON.stringify(scope)}`}
        what={whatOf(kind, { tab, scope })}
        title={t("reportsPage.export.title", { what: t(`reportsPage.export.${kind}`), title })}
        onClose={onClose}
      />
    </div>
  );
}

function whatOf(kind: Kind, { tab, scope }: { tab: Tab; scope: KpiScope }): ExportWhat {
  if (kind === "report" && tab !== "all" && tab !== "saved") return { of: "report", report: tab, step: null, ...scope };
  if (kind === "mentions") return rowsOf(tab, scope);
  return { of: kind === "kpi" ? "kpi" : "cases", ...scope };
}
