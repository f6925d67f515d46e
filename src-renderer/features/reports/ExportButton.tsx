import type { KpiScope } from "../../../src-main/contract/methods/kpis.ts";
import { useEngine } from "../../lib/use-engine.tsx";
import { useFormat } from "../../lib/use-format.ts";
import { useOffBecause } from "../../lib/use-may.ts";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import type { Tab } from "./choice.ts";
import { rowsOf } from "./ExportPart.tsx";

/** Who may take figures out of the desk. */
export const exporters = ["lead", "admin", "corpcomm"] as const;

type ExportButtonProps = { tab: Tab; scope: KpiScope; isOpen: boolean; onClick: () => void };

/** Says how many rows a file of the period would hold, to those who may have one. */
export function ExportButton({ tab, scope, isOpen, onClick }: ExportButtonProps) {
  const { t } = useWords();
  const { number, list } = useFormat();
  const isOff = useOffBecause(exporters) !== undefined;
  const offBecause = isOff
    ? t("reportsPage.export.off", { roles: list(exporters.map((role) => t(`role.${role}`))) })
    : undefined;
  const { data } = useEngine("exports.preview", { what: rowsOf(tab, scope) }, { enabled: !isOff, keepPrevious: true });
  return (
    <ActButton size="small" icon="file" keys="x" aria-expanded={isOpen} offBecause={offBecause} onClick={onClick}>
      {data
        ? t("reportsPage.export.rows", { count: data.rows, shown: number(data.rows) })
        : t("reportsPage.keys.export")}
    </ActButton>
  );
}
