import type { ReactNode } from "react";
import type { Kpi, KpiBasis, KpiScope } from "../../../src-main/contract/methods/kpis.ts";
import type { Opens, ReportChart, ReportName, ReportTable } from "../../../src-main/contract/methods/reports.ts";
import { useEngine } from "../../lib/use-engine.tsx";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { classNames } from "../../ui/class-names.ts";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { Loading } from "../../ui/Loading.tsx";
import { stepAt } from "./chart-lines.ts";
import { ChartCard } from "./ChartCard.tsx";
import type { OpenFigure } from "./choice.ts";
import { ClockPieces } from "./ClockPieces.tsx";
import { mainFigures } from "./figures.ts";
import { KpiCard } from "./KpiCard.tsx";
import { LateByCause } from "./LateByCause.tsx";
import styles from "./Sheet.module.css";
import { TableCard, type TableCardProps } from "./TableCard.tsx";

type Figures = { kpis: readonly Kpi[]; basis: KpiBasis };
type Open = (open: OpenFigure) => void;

/** The four figures of a report. Before the first answer their places are there, so nothing jumps. */
export function MainFigures({
  report,
  figures,
  open,
  onOpen,
}: {
  report: ReportName;
  figures: Figures | undefined;
  open: OpenFigure | null;
  onOpen: Open;
}) {
  return (
    <div className={styles["kpis"]} aria-busy={figures === undefined}>
      {mainFigures[report].map((name) => {
        const kpi = figures?.kpis.find((one) => one.name === name);
        if (!kpi) return <div key={name} className={styles["place"]} />;
        return (
          <KpiCard
            key={name}
            kpi={kpi}
            basis={figures?.basis}
            isOpen={open?.kpi === name}
            onOpen={() => onOpen({ kpi: name, part: null, only: {} })}
          />
        );
      })}
    </div>
  );
}

/** Tables that are short enough to be read at a glance. */
const glanceOf: Readonly<Record<string, (props: TableCardProps) => ReactNode>> = {
  pieces: ClockPieces,
  late_by_cause: LateByCause,
};

type ReportBodyProps = {
  report: ReportName;
  scope: KpiScope;
  isOld: boolean;
  onOpen: Open;
};

/** Charts and tables of a report. */
export function ReportBody({ report, scope, isOld, onOpen }: ReportBodyProps) {
  const { data, error, refetch, isPlaceholderData } = useEngine(
    "reports.read",
    { ...scope, report, step: null },
    { keepPrevious: true },
  );
  // What was kept from another report is not shown as this one.
  const shown = data?.report === report ? data : undefined;
  if (error && !shown) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!shown) return <Loading />;
  const [first, rest] = [shown.charts.slice(0, 1), shown.charts.slice(1)];
  const glances = shown.tables.filter(({ key }) => key in glanceOf);
  const card = (chart: ReportChart) => (
    <ChartCard
      key={chart.key}
      chart={chart}
      step={shown.step}
      onOpen={(index, series = null) => {
        const own = series === null ? undefined : chart.series[series]?.opens;
        const opens = own ?? (chart.opens && { ...chart.opens, scope: {} });
        if (!opens) return;
        const { kpi, part, scope: only } = opens;
        onOpen({ kpi, part, only: { ...(only as Partial<KpiScope>), ...stepAt(chart, index) } });
      }}
    />
  );
  const table = (one: ReportTable) => {
    const Shown = glanceOf[one.key] ?? TableCard;
    const open = ({ kpi, part, scope: only }: Opens) => onOpen({ kpi, part, only: only as Partial<KpiScope> });
    return <Shown key={one.key} table={one} onOpen={open} />;
  };
  return (
    <div className={classNames(styles["body"], (isOld || isPlaceholderData || error !== null) && styles["old"])}>
      {first.map(card)}
      {glances.map(table)}
      {rest.map(card)}
      {shown.tables.filter((one) => !glances.includes(one)).map(table)}
    </div>
  );
}

/** A shorter silence, such as a start anew, changes no figure of a day. */
const LEAST_LOST_MS = 15 * 60_000;

/** What must be known to read the figures: nothing counted, not listening, or they are not of now. */
export function Notes({
  figures,
  error,
  readAt,
}: {
  figures: Figures | undefined;
  error: string | null;
  readAt: number;
}) {
  const { t } = useWords();
  const { duration, moment } = useFormat();
  if (!figures) return null;
  const { kpis, basis } = figures;
  const lostMs = basis.gaps.reduce((sum, { from, to }) => sum + to - from, 0);
  const isEmpty = kpis.every(({ n, value }) => n === 0 && !value);
  return (
    <>
      {error !== null && (
        <p role="alert" className={styles["warn"]}>
          {t("reportsPage.old", { at: moment(readAt), error })}
        </p>
      )}
      {isEmpty && <p className={styles["note"]}>{t("reportsPage.empty")}</p>}
      {lostMs >= LEAST_LOST_MS && (
        <p className={styles["note"]}>{t("reportsPage.notListening", { length: duration(lostMs) })}</p>
      )}
    </>
  );
}
