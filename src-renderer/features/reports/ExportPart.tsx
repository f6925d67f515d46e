import { useState } from "react";
import type { ExportWhat } from "../../../src-main/contract/methods/exports.ts";
import type { KpiScope } from "../../../src-main/contract/methods/kpis.ts";
import { useWords } from "../../lib/words.ts";
import { ExportPanel } from "../../ui/ExportPanel.tsx";
import { Segments } from "../../ui/Segments.tsx";
import type { Tab } from "./choice.ts";
import styles from "./ExportPart.module.css";

const kinds = ["cases", "kpi", "report"] as const;
type Kind = (typeof kinds)[number];

type ExportPartProps = { tab: Tab; scope: KpiScope; title: string; onClose: () => void };

/** What of the period goes into a file: the cases behind its figures, the figures, or the report as it is shown. */
export function ExportPart({ tab, scope, title, onClose }: ExportPartProps) {
  const { t } = useWords();
  const offered = kinds.filter((kind) => kind !== "report" || (tab !== "all" && tab !== "saved"));
  const [chosen, setChosen] = useState<Kind>("cases");
  const kind = offered.includes(chosen) ? chosen : "cases";
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
  return { of: kind === "kpi" ? "kpi" : "cases", ...scope };
}
