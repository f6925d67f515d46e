import { useContext, useRef, useState } from "react";
import { useSearchParams } from "wouter";
import type { Shift } from "../../../src-main/contract/methods/shifts.ts";
import { useActs } from "../../lib/acts.tsx";
import { readNow } from "../../lib/now.ts";
import { useShortcuts } from "../../lib/shortcuts.tsx";
import { useEngine } from "../../lib/use-engine.tsx";
import { TimeZoneContext, useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { ExportPanel } from "../../ui/ExportPanel.tsx";
import { Loading } from "../../ui/Loading.tsx";
import { FilterBar } from "./FilterBar.tsx";
import { type LogFilter, noFilter } from "./log-filter.ts";
import { LogDesk } from "./LogDesk.tsx";
import { localDate } from "../../lib/local-date.ts";
import { presentShift, readPeriod, spanOf, writePeriod } from "./period.ts";
import { PeriodBar } from "./PeriodBar.tsx";
import { ShiftHead } from "./ShiftHead.tsx";
import { ShiftPanel } from "./ShiftPanel.tsx";
import styles from "./screen.module.css";
import { useShiftActs } from "./use-shift-acts.ts";
import { useShiftExport } from "./use-shift-export.ts";

/** The shift log: who has the desk, what happened, what is handed over. */
export function ShiftScreen() {
  const { t } = useWords();
  const { data: shifts, error, refetch } = useEngine("shifts.list", {});
  if (shifts) return <ShiftDesk shifts={shifts} />;
  return (
    <div>
      <h1 className="sr">{t("screen.shift")}</h1>
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Loading />}
    </div>
  );
}

function ShiftDesk({ shifts }: { shifts: readonly Shift[] }) {
  const [params, setParams] = useSearchParams();
  const { localInstant } = useFormat();
  const timeZone = useContext(TimeZoneContext);
  const open = shifts.find((shift) => shift.closedAt === null) ?? null;
  const period = readPeriod(params, presentShift(shifts, readNow()));
  const today = localDate(readNow(), timeZone);
  const span = spanOf(period, { shifts, today, localInstant });
  const chosen = period.kind === "shift" ? (shifts.find(({ id }) => id === period.id) ?? null) : null;
  const acts = useShiftActs(open);
  const [filter, setFilter] = useState<LogFilter>(noFilter);
  const filterBox = useRef<HTMLDivElement>(null);
  const exporting = useShiftExport(span);
  const told = useActs();
  const [isConfirming, setConfirming] = useState(false);
  const handover = useRef<HTMLTextAreaElement>(null);
  function sign(shift: Shift): void {
    const off = acts.offSigning(shift);
    if (off === undefined) void acts.takeOver(shift, open === null);
    else told.failed(off);
  }
  useShortcuts("shift.keys.title", [
    {
      says: "shift.keys.openClose",
      run: () => (open ? setConfirming(acts.offBecause === undefined) : void acts.openShift()),
    },
    { says: "shift.keys.handover", run: () => handover.current?.focus() },
    { says: "shift.keys.export", run: exporting.open },
    { says: "shift.keys.takeOver", run: () => chosen?.handover && !chosen.takeover && sign(chosen) },
    { says: "shift.keys.filter", run: () => filterBox.current?.querySelector("select")?.focus() },
  ]);
  return (
    <>
      <div className={styles["desk"]}>
        <ShiftHead open={open} acts={acts} exporting={exporting} />
        <PeriodBar
          period={period}
          open={open}
          today={today}
          isBackwards={period.kind === "days" && span === null}
          onChange={(next) => setParams(writePeriod(next), { replace: true })}
        />
        {exporting.what && (
          <div className={styles["export"]}>
            <ExportPanel
              key={`${exporting.what.from}`}
              what={exporting.what}
              title={exporting.title}
              onClose={exporting.close}
            />
          </div>
        )}
        <FilterBar filter={filter} boxRef={filterBox} onChange={setFilter} />
        {span && (
          <LogDesk
            key={`${span.from} ${span.to} ${filter.kind} ${filter.personId ?? ""} ${filter.story?.id ?? ""}`}
            span={span}
            filter={filter}
            onStory={(story) => setFilter({ ...filter, story })}
          />
        )}
      </div>
      <ShiftPanel
        shifts={shifts}
        open={open}
        chosen={chosen}
        span={span ?? { from: 0, to: 0, isRunning: false }}
        onGroup={(kind) => setFilter({ ...noFilter, kind })}
        acts={acts}
        fieldRef={handover}
        isConfirming={isConfirming}
        onConfirming={setConfirming}
        onChoose={(id) => setParams(writePeriod({ kind: "shift", id }), { replace: true })}
      />
    </>
  );
}
