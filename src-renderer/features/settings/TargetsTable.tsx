import { useWords } from "../../lib/words.ts";
import { BucketChip } from "../../ui/BucketChip.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { clockedBuckets, type HoursDraft, priorities } from "./hours-draft.ts";
import styles from "./TargetsTable.module.css";

type TargetsTableProps = {
  draft: HoursDraft;
  isOff: boolean;
  faultOf: (field: string) => string | undefined;
  onChange: (change: Partial<HoursDraft>) => void;
};

/** Desk minutes until the first answer, by bucket and priority. */
export function TargetsTable({ draft, isOff, faultOf, onChange }: TargetsTableProps) {
  const { t } = useWords();
  return (
    <table id="hours-targets" tabIndex={-1} className={styles["table"]}>
      <thead>
        <tr>
          <th scope="col">{t("settings.hours.bucket")}</th>
          {priorities.map((priority) => (
            <th key={priority} scope="col">
              {t("settings.hours.within", { priority: t(`priority.${priority}`) })}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {clockedBuckets.map((bucket) => (
          <tr key={bucket}>
            <th scope="row">
              <BucketChip bucket={bucket} />
            </th>
            {priorities.map((priority) => (
              <td key={priority}>
                <TextField
                  label={t("settings.hours.target", {
                    bucket: t(`bucketLong.${bucket}`),
                    priority: t(`priority.${priority}`),
                  })}
                  isLabelHidden
                  inputMode="numeric"
                  error={faultOf(`${bucket}.${priority}`)}
                  readOnly={isOff}
                  value={draft[bucket][priority]}
                  onChange={(words) => onChange({ [bucket]: { ...draft[bucket], [priority]: words } })}
                />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
