import { useContext } from "react";
import { useSearchParams } from "wouter";
import { useNow } from "../../lib/now.ts";
import { useShortcuts } from "../../lib/shortcuts.tsx";
import { useEngine } from "../../lib/use-engine.tsx";
import { TimeZoneContext, useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { type Choice, readChoice, scopeOf, tabs, writeChoice } from "./choice.ts";
import { Controls } from "./Controls.tsx";
import { localDate } from "../../lib/local-date.ts";
import { spanOf } from "./period.ts";
import { Report } from "./Report.tsx";
import { ReportHead } from "./ReportHead.tsx";
import { SavedReports } from "./saved/SavedReports.tsx";
import styles from "./screen.module.css";
import { Tabs } from "./Tabs.tsx";

const MINUTE_MS = 60_000;

/** Reports: figures of a period, what they are made of, and every row behind them. The address says all that is shown. */
export function ReportsScreen() {
  const { t } = useWords();
  const [params, setParams] = useSearchParams();
  const { localInstant } = useFormat();
  const timeZone = useContext(TimeZoneContext);
  const now = useNow(MINUTE_MS);
  const { data: status } = useEngine("status.get", {});
  const choice = readChoice(params);
  const today = localDate(now, timeZone);
  const shiftOpenedAt = status?.shift?.openedAt ?? null;
  const span = spanOf(choice.period, { today, now, shiftOpenedAt, localInstant });
  const problem = typeof span === "string" ? span : null;
  const change = (next: Partial<Choice>) =>
    setParams(writeChoice({ ...choice, row: null, ...next }), { replace: true });
  const step = (by: number) => tabs[(tabs.indexOf(choice.tab) + by + tabs.length) % tabs.length] ?? choice.tab;
  const define = () => change({ isDefining: !choice.isDefining, open: null });
  useShortcuts("reportsPage.keys.title", [
    { says: "reportsPage.keys.nextReport", run: () => change({ tab: step(1), open: null }) },
    { says: "reportsPage.keys.previousReport", run: () => change({ tab: step(-1), open: null }) },
    { says: "reportsPage.keys.definitions", run: define },
  ]);
  const scope = typeof span === "string" ? null : scopeOf(choice.filter, span);
  const controls = (
    <>
      <Controls choice={choice} today={today} problem={problem} hasShift={shiftOpenedAt !== null} onChange={change} />
      <Tabs tab={choice.tab} onChange={(tab) => change({ tab, open: null })} />
    </>
  );
  if (choice.tab === "saved")
    return (
      <div className={styles["desk"]}>
        <ReportHead
          title={t("reportsPage.tab.saved")}
          onDefine={() => change({ tab: "all", isDefining: true, open: null })}
        />
        <Tabs tab={choice.tab} onChange={(tab) => change({ tab, open: null })} />
        <div className={styles["sheet"]}>
          <SavedReports />
        </div>
      </div>
    );
  if (scope)
    return (
      <Report choice={choice} scope={scope} onChange={change} onDefine={define}>
        {controls}
      </Report>
    );
  return (
    <div className={styles["desk"]}>
      <ReportHead title={t(`reportsPage.tab.${choice.tab}`)} onDefine={define} />
      {controls}
    </div>
  );
}
