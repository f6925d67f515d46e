import { useEngine } from "../../lib/use-engine.tsx";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { PickField } from "../../ui/PickField.tsx";
import type { DraftProps } from "./source-draft.ts";
import styles from "./SourceForm.module.css";

const offeredDays: readonly number[] = [7, 30, 90, 180, 365, 730, 1825, 3650];

/** How long its mentions are kept, and what that would mean now. */
export function SourceRetention({ id, draft, change }: Omit<DraftProps, "settings"> & { id: string }) {
  const { t } = useWords();
  const { number } = useFormat();
  const days = draft.retentionDays;
  const offered = days === null || offeredDays.includes(days) ? offeredDays : [...offeredDays, days];
  return (
    <div className={styles["part"]}>
      <PickField
        label={t("monitor.source.retention")}
        value={days === null ? "" : String(days)}
        options={[
          { value: "", says: t("monitor.source.retentionAlways") },
          ...offered.map((count) => ({
            value: String(count),
            says: t("monitor.source.retentionOf", { count, shown: number(count) }),
          })),
        ]}
        onChange={(value) => change({ retentionDays: value === "" ? null : Number(value) })}
      />
      {days !== null && <Meaning id={id} days={days} />}
    </div>
  );
}

function Meaning({ id, days }: { id: string; days: number }) {
  const { t, sayError } = useWords();
  const { number } = useFormat();
  const { data, error } = useEngine("sources.wouldPurge", { id, retentionDays: days });
  if (!data) return <p className={styles["help"]}>{error ? sayError(error) : t("monitor.source.purgeCounting")}</p>;
  const { mentions, stay } = data;
  return (
    <p role="status" className={styles["help"]}>
      {mentions === 0
        ? t("monitor.source.purgeNone")
        : t("monitor.source.purge", { count: mentions, shown: number(mentions) })}
      {stay > 0 && ` ${t("monitor.source.purgeStay", { count: stay, shown: number(stay) })}`}
    </p>
  );
}
