import { useEngine } from "../../../lib/use-engine.tsx";
import { useWords } from "../../../lib/words.ts";
import { Columns } from "../../../ui/Card.tsx";
import { PickField } from "../../../ui/PickField.tsx";
import styles from "../../../ui/rows.module.css";
import { TickField } from "../../../ui/TickField.tsx";
import type { SavedDraft } from "./saved-draft.ts";
import { useWhatWords } from "./use-what-words.ts";

const periods = ["yesterday", "today", "this_shift", "last_7_days", "last_week", "last_month"] as const;
const buckets = ["care", "pr", "analytics", "unsorted"] as const;
const whats = [
  "kpi",
  "report:service",
  "report:volume",
  "report:sources",
  "report:scripts",
  "report:approvals",
  "report:handovers",
  "report:spikes",
  "report:voice",
  "cases",
  "shift_log",
] as const;

/** What is written, of which stretch, and whose part of it. */
export function SavedScopeFields({ draft, edit }: { draft: SavedDraft; edit: (change: Partial<SavedDraft>) => void }) {
  const { t } = useWords();
  const words = useWhatWords();
  const { data: sources = [] } = useEngine("sources.list", {});
  const { data: departments = [] } = useEngine("departments.list", {});
  const all = { value: "", says: t("savedReports.all") };
  const named = (things: readonly { id: string; name: string }[]) => [
    all,
    ...things.map(({ id, name }) => ({ value: id, says: name })),
  ];
  return (
    <>
      <Columns>
        <PickField
          label={t("savedReports.field.what")}
          value={draft.what}
          options={whats.map((value) => ({ value, says: words.what(value) }))}
          onChange={(what) => edit({ what })}
        />
        <PickField
          label={t("savedReports.field.period")}
          value={draft.period}
          options={periods.map((value) => ({ value, says: t(`savedReports.period.${value}`) }))}
          onChange={(period) => edit({ period })}
        />
      </Columns>
      {/* A shift log is always whole. */}
      {draft.what !== "shift_log" && (
        <>
          <fieldset className={styles["group"]}>
            <legend>{t("savedReports.field.buckets")}</legend>
            <div className={styles["ticks"]}>
              {buckets.map((bucket) => (
                <TickField
                  key={bucket}
                  label={t(`bucketLong.${bucket}`)}
                  isOn={draft.buckets.length === 0 || draft.buckets.includes(bucket)}
                  onChange={(isOn) => edit({ buckets: ticked(draft.buckets, bucket, isOn) })}
                />
              ))}
            </div>
          </fieldset>
          <Columns>
            <PickField
              label={t("savedReports.field.source")}
              value={draft.source}
              options={named(sources)}
              onChange={(source) => edit({ source })}
            />
            <PickField
              label={t("savedReports.field.department")}
              value={draft.department}
              options={named(departments)}
              onChange={(department) => edit({ department })}
            />
            <PickField
              label={t("savedReports.field.clock")}
              value={draft.clock}
              options={(["hours", "elapsed"] as const).map((value) => ({
                value,
                says: t(`savedReports.clock.${value}`),
              }))}
              onChange={(clock) => edit({ clock })}
            />
            <PickField
              label={t("savedReports.field.counted")}
              value={draft.counted}
              options={(["mentions", "stories"] as const).map((value) => ({
                value,
                says: t(`savedReports.counted.${value}`),
              }))}
              onChange={(counted) => edit({ counted })}
            />
          </Columns>
        </>
      )}
    </>
  );
}

type Buckets = SavedDraft["buckets"];

/** Ticks of buckets, where none chosen means all; all of them chosen is the same. */
export function ticked(chosen: Buckets, bucket: Buckets[number], isOn: boolean): Buckets {
  const before: Buckets = chosen.length === 0 ? buckets : chosen;
  const after = buckets.filter((one) => (one === bucket ? isOn : before.includes(one)));
  return after.length === buckets.length ? [] : after;
}
