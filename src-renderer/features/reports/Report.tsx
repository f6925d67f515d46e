import { type ReactNode, useRef, useState } from "react";
import type { KpiScope } from "../../../src-main/contract/methods/kpis.ts";
import { useShortcuts } from "../../lib/shortcuts.tsx";
import { useEngine, useLinkState } from "../../lib/use-engine.tsx";
import { useFormat } from "../../lib/use-format.ts";
import { useOffBecause } from "../../lib/use-may.ts";
import { useWords } from "../../lib/words.ts";
import { classNames } from "../../ui/class-names.ts";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { Loading } from "../../ui/Loading.tsx";
import { AllFigures } from "./AllFigures.tsx";
import type { Choice, OpenFigure } from "./choice.ts";
import { DefinitionsPanel } from "./DefinitionsPanel.tsx";
import { ExportButton, exporters } from "./ExportButton.tsx";
import { ExportPart } from "./ExportPart.tsx";
import { mainFigures } from "./figures.ts";
import { ReportHead } from "./ReportHead.tsx";
import { RowsPanel } from "./RowsPanel.tsx";
import sheet from "./Sheet.module.css";
import { MainFigures, Notes, ReportBody } from "./Sheet.tsx";
import styles from "./screen.module.css";
import { useScopeWords } from "./use-scope-words.ts";

type ReportProps = {
  choice: Choice;
  scope: KpiScope;
  onChange: (change: Partial<Choice>) => void;
  onDefine: () => void;
  children: ReactNode;
};

/** The chosen report over its period, and beside it the rows of the figure that is open. */
export function Report({ choice, scope, onChange, onDefine, children }: ReportProps) {
  const { t, sayError } = useWords();
  const { number, moment } = useFormat();
  const words = useScopeWords();
  const link = useLinkState();
  const desk = useRef<HTMLDivElement>(null);
  const [isExporting, setExporting] = useState(false);
  const mayExport = useOffBecause(exporters) === undefined;
  const exportRows = () => setExporting((isOpen) => mayExport && !isOpen);
  useShortcuts("reportsPage.keys.title", [{ says: "reportsPage.keys.export", run: exportRows }]);
  const { data, error, refetch, dataUpdatedAt, isPlaceholderData } = useEngine("kpis.read", scope, {
    keepPrevious: true,
  });
  const { tab, filter, open, row, isDefining } = choice;
  const isLost = link === "lost" || link === "connecting";
  const trouble = error ? sayError(error) : isLost && data ? t("reportsPage.lost") : null;
  const isOld = trouble !== null || isPlaceholderData;
  const isReport = tab !== "all" && tab !== "saved";
  const show = (next: OpenFigure) => onChange({ open: next, isDefining: false });
  function close(): void {
    onChange({ open: null, isDefining: false });
    const back = open && desk.current?.querySelector<HTMLElement>(`#figure-${open.kpi}`);
    (back ?? desk.current?.querySelector<HTMLElement>("main button, button"))?.focus();
  }
  const title = t("reportsPage.title", { report: t(`reportsPage.tab.${tab}`), period: words.span(scope) });
  const clock = data ? words.clock(data.basis) : t(`reportsPage.clock.${filter.clock}`);
  return (
    <>
      <div ref={desk} className={classNames(styles["desk"], (open || isDefining) && styles["beside"])}>
        <ReportHead
          title={title}
          more={[words.buckets(filter), clock, words.counted(filter)].join(" · ")}
          onDefine={onDefine}
        >
          <ExportButton tab={tab} scope={scope} isOpen={isExporting} onClick={exportRows} />
        </ReportHead>
        {children}
        {isExporting && mayExport && (
          <ExportPart tab={tab} scope={scope} title={title} onClose={() => setExporting(false)} />
        )}
        <div className={styles["sheet"]} tabIndex={0} role="region" aria-label={t(`reportsPage.tab.${tab}`)}>
          {/* Its line is there before its words, so nothing jumps. */}
          <p className={styles["asOf"]}>
            {data &&
              t("reportsPage.asOf", {
                at: moment(data.basis.scope.asOf),
                zone: data.basis.timeZone.replaceAll("_", " "),
              })}
            {data && " · "}
            {data && t("reportsPage.excluded", { count: data.basis.excluded, shown: number(data.basis.excluded) })}
          </p>
          <Notes figures={data} error={trouble} readAt={dataUpdatedAt} />
          {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
          {isReport && !(error && !data) && (
            <>
              <div className={classNames(isOld && sheet["old"])}>
                <MainFigures report={tab} figures={data} open={open} onOpen={show} />
              </div>
              <ReportBody report={tab} scope={scope} isOld={isOld} onOpen={show} />
            </>
          )}
          {tab === "all" && !data && !error && <Loading />}
          {tab === "all" && data && (
            <div className={classNames(sheet["body"], isOld && sheet["old"])}>
              <AllFigures kpis={data.kpis} basis={data.basis} onOpen={(kpi, part) => show({ kpi, part, only: {} })} />
            </div>
          )}
        </div>
      </div>
      {open && (
        <RowsPanel
          open={open}
          scope={scope}
          row={row}
          onPart={(part) => onChange({ open: { ...open, part } })}
          onClose={close}
          onLeave={(left) => onChange({ row: left })}
        />
      )}
      {isDefining && !open && (
        <DefinitionsPanel first={isReport ? mainFigures[tab] : []} basis={data?.basis} onClose={close} />
      )}
    </>
  );
}
