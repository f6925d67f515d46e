import { useState } from "react";
import { useEngine } from "../../../lib/use-engine.tsx";
import { useOffBecause } from "../../../lib/use-may.ts";
import { useWords } from "../../../lib/words.ts";
import { ActButton } from "../../../ui/ActButton.tsx";
import { Card } from "../../../ui/Card.tsx";
import { ErrorState } from "../../../ui/ErrorState.tsx";
import { Loading } from "../../../ui/Loading.tsx";
import styles from "../../../ui/rows.module.css";
import { SavedReportForm } from "./SavedReportForm.tsx";
import { SavedReportRow } from "./SavedReportRow.tsx";

/** Reports that are kept: what they write, where and when, when they last did, and what stands in their way. */
export function SavedReports() {
  const off = useOffBecause(["lead", "admin", "corpcomm"]);
  if (off) return <p className={styles["meta"]}>{off}</p>;
  return <SavedList />;
}

function SavedList() {
  const { t } = useWords();
  const { data: reports, error, refetch } = useEngine("savedReports.list", {});
  const [editing, setEditing] = useState<string | null>(null);
  const off = useOffBecause(["lead", "admin"]);
  const done = () => setEditing(null);
  const add = (
    <ActButton size="small" icon="plus" offBecause={off} onClick={() => setEditing("new")}>
      {t("savedReports.new")}
    </ActButton>
  );
  return (
    <Card id="saved-reports" title={t("savedReports.title")} help={t("savedReports.help")} act={add}>
      {!reports && (error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Loading />)}
      {editing === "new" && <SavedReportForm report={null} onDone={done} />}
      {reports?.length === 0 && editing === null && <p className={styles["none"]}>{t("savedReports.none")}</p>}
      <ul className={styles["rows"]} aria-label={t("savedReports.list")}>
        {reports?.map((report) => (
          <li key={report.id}>
            {editing === report.id ? (
              <SavedReportForm report={report} onDone={done} />
            ) : (
              <SavedReportRow report={report} off={off} onEdit={() => setEditing(report.id)} />
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}
