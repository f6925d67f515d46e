import { useWords } from "../../lib/words.ts";
import { BucketChip } from "../../ui/BucketChip.tsx";
import { PickField } from "../../ui/PickField.tsx";
import { TextField } from "../../ui/TextField.tsx";
import {
  type ClockedBucket,
  clockedBuckets,
  type HoursDraft,
  priorities,
  type TargetKind,
  targetKinds,
} from "./hours-draft.ts";
import styles from "./TargetsTable.module.css";

type TargetsTableProps = {
  draft: HoursDraft;
  isOff: boolean;
  faultOf: (field: string) => string | undefined;
  onChange: (change: Partial<HoursDraft>) => void;
};

/** Open minutes of every clock, by bucket and priority, and the hours that they run in. */
export function TargetsTable(props: TargetsTableProps) {
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
      {targetKinds.map((kind) => (
        <KindRows key={kind} kind={kind} {...props} />
      ))}
      <tbody>
        <tr>
          <th colSpan={4} scope="colgroup" className={styles["kind"]}>
            {t("settings.hours.runsOn")}
          </th>
        </tr>
        {clockedBuckets.map((bucket) => (
          <RunsOn key={bucket} bucket={bucket} {...props} />
        ))}
      </tbody>
    </table>
  );
}

function KindRows({ kind, draft, isOff, faultOf, onChange }: TargetsTableProps & { kind: TargetKind }) {
  const { t } = useWords();
  const minutes = draft.targets[kind];
  const change = (bucket: ClockedBucket, priority: (typeof priorities)[number], words: string) =>
    onChange({
      targets: { ...draft.targets, [kind]: { ...minutes, [bucket]: { ...minutes[bucket], [priority]: words } } },
    });
  return (
    <tbody id={kind === "approval" ? "hours-approval" : undefined} tabIndex={-1}>
      <tr>
        <th colSpan={4} scope="colgroup" className={styles["kind"]}>
          {t(`settings.hours.kind.${kind}`)}
          <small>{t(`settings.hours.kindHelp.${kind}`)}</small>
        </th>
      </tr>
      {clockedBuckets.map((bucket) => (
        <tr key={bucket}>
          <th scope="row">
            <BucketChip bucket={bucket} />
          </th>
          {priorities.map((priority) => (
            <td key={priority}>
              <TextField
                label={t(`settings.hours.target.${kind}`, {
                  bucket: t(`bucketLong.${bucket}`),
                  priority: t(`priority.${priority}`),
                })}
                isLabelHidden
                inputMode="numeric"
                error={faultOf(`${kind}.${bucket}.${priority}`)}
                readOnly={isOff}
                value={minutes[bucket][priority]}
                onChange={(words) => change(bucket, priority, words)}
              />
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  );
}

function RunsOn({ bucket, draft, isOff, onChange }: TargetsTableProps & { bucket: ClockedBucket }) {
  const { t } = useWords();
  const options = [
    { value: "", says: t("settings.hours.week") },
    ...draft.others.map(({ id, name }) => ({ value: id, says: name.trim() || t("settings.hours.newCalendar") })),
  ];
  return (
    <tr>
      <th scope="row">
        <BucketChip bucket={bucket} />
      </th>
      <td colSpan={3}>
        <PickField
          label={t("settings.hours.runsOnOf", { bucket: t(`bucketLong.${bucket}`) })}
          isLabelHidden
          disabled={isOff || draft.others.length === 0}
          value={draft.hours[bucket]}
          options={options}
          onChange={(id) => onChange({ hours: { ...draft.hours, [bucket]: id } })}
        />
      </td>
    </tr>
  );
}
