import type { SavedReport } from "../../../../src-main/contract/methods/saved-reports.ts";
import { useActs } from "../../../lib/acts.tsx";
import { reasonOf } from "../../../lib/engine.ts";
import { useAct } from "../../../lib/use-act.ts";
import { sendCommand, useLink } from "../../../lib/use-engine.tsx";
import { useFormat } from "../../../lib/use-format.ts";
import { useWords } from "../../../lib/words.ts";
import { ActButton } from "../../../ui/ActButton.tsx";
import { Acts } from "../../../ui/Card.tsx";
import { FieldError } from "../../../ui/Field.tsx";
import styles from "../../../ui/rows.module.css";
import { keyOf } from "./saved-draft.ts";
import { useWhatWords } from "./use-what-words.ts";

type SavedReportRowProps = { report: SavedReport; off: string | undefined; onEdit: () => void };

/** One saved report: what, where, when last and next, what stands in its way. */
export function SavedReportRow({ report, off, onEdit }: SavedReportRowProps) {
  const { t, sayError } = useWords();
  const { did } = useActs();
  const running = useAct("savedReports.runNow", ["savedReports.list"]);
  const remove = useRemove(report);
  const { id, name, isRunning } = report;
  async function run(): Promise<void> {
    if (await running.run({ id })) did({ says: t("savedReports.runs", { name }) });
  }
  return (
    <div className={styles["row"]}>
      <div className={styles["what"]}>
        <p className={styles["name"]} dir="auto">
          {name}
        </p>
        <Facts report={report} />
        <Trouble trouble={report.trouble} />
        {running.trouble && <FieldError says={sayError(running.trouble)} />}
      </div>
      <Acts>
        <ActButton
          size="small"
          offBecause={isRunning ? t("savedReports.running") : off}
          aria-label={t("savedReports.runOf", { name })}
          aria-busy={running.isBusy}
          onClick={() => void run()}
        >
          {isRunning ? t("savedReports.running") : t("savedReports.runNow")}
        </ActButton>
        <ActButton size="small" offBecause={off} aria-label={t("savedReports.editOf", { name })} onClick={onEdit}>
          {t("savedReports.edit")}
        </ActButton>
        <ActButton
          size="small"
          look="ghost"
          offBecause={off}
          aria-label={t("savedReports.removeOf", { name })}
          onClick={() => void remove()}
        >
          {t("savedReports.removeOne")}
        </ActButton>
      </Acts>
    </div>
  );
}

/** Takes the report away, with a way back. */
function useRemove({ id, version, name }: SavedReport): () => Promise<void> {
  const { t, sayError } = useWords();
  const link = useLink();
  const acts = useActs();
  const removing = useAct("savedReports.remove", ["savedReports.list"]);
  async function restore(): Promise<void> {
    try {
      await sendCommand({ link, name: "savedReports.restore", input: { id } });
      acts.did({ says: t("savedReports.broughtBack", { name }) });
    } catch (error) {
      acts.failed(sayError(reasonOf(error)));
    }
  }
  return async () => {
    if (await removing.run({ report: { id, version } }))
      acts.did({ says: t("savedReports.removed", { name }), undo: restore });
  };
}

function Facts({ report }: { report: SavedReport }) {
  const { t, say } = useWords();
  const { moment, list } = useFormat();
  const words = useWhatWords();
  const { what, period, filters, formats, folder, schedule, nextAt, last, createdBy } = report;
  const isWhole = what.of === "shift_log" || filters.buckets.length === 0;
  const facts = [
    words.what(keyOf(what)),
    t(`savedReports.period.${period}`),
    ...(isWhole ? [] : [list(filters.buckets.map((bucket) => t(`bucket.${bucket}`)))]),
    words.schedule(schedule),
    t("savedReports.into", { formats: list(formats.map((format) => t(`savedReports.format.${format}`))), folder }),
  ];
  const times = [
    ...(nextAt === null ? [] : [t("savedReports.next", { at: moment(nextAt) })]),
    last ? `${t("savedReports.last", { at: moment(last.at) })}: ${say(last.says)}` : t("savedReports.never"),
    ...(createdBy ? [t("savedReports.by", { name: createdBy.name })] : []),
  ];
  return (
    <>
      <p className={styles["meta"]}>{facts.join(" · ")}</p>
      <p className={styles["meta"]}>{times.join(" · ")}</p>
    </>
  );
}

function Trouble({ trouble }: Pick<SavedReport, "trouble">) {
  const { t, say } = useWords();
  const { moment } = useFormat();
  if (!trouble) return null;
  const { says, since, waiting, nextTryAt } = trouble;
  const wait = t("savedReports.waiting", { count: waiting, since: moment(since), next: moment(nextTryAt) });
  return <FieldError says={`${say(says)} ${wait}`} />;
}
