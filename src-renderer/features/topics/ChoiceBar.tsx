import type { Bucket } from "../../../src-main/contract/values.ts";
import { useEngine } from "../../lib/use-engine.tsx";
import { useWords } from "../../lib/words.ts";
import { DayRange } from "../../ui/DayRange.tsx";
import { FieldError } from "../../ui/Field.tsx";
import { PickField } from "../../ui/PickField.tsx";
import { Segments } from "../../ui/Segments.tsx";
import type { TopicChoice } from "./choice.ts";
import choices from "../../ui/ChoiceBar.module.css";
import styles from "./ChoiceBar.module.css";
import { WATCH_FIELD } from "./use-topic-keys.ts";

type ChoiceBarProps = {
  choice: TopicChoice;
  today: string;
  problem: "backwards" | "tooLong" | null;
  onChange: (next: Partial<TopicChoice>) => void;
};

const periods = ["day", "week", "days"] as const;
const buckets = ["unsorted", "analytics", "pr", "care"] as const satisfies readonly Bucket[];

/** Which time, which watch, which bucket, and whether copies count. */
export function ChoiceBar({ choice, today, problem, onChange }: ChoiceBarProps) {
  const { t } = useWords();
  const { data: watches = [] } = useEngine("watches.list", {});
  const { period, watchId, bucket, counted } = choice;
  const choosePeriod = (kind: (typeof periods)[number]) =>
    onChange({ period: kind === "days" ? { kind, from: today, to: today } : { kind } });
  return (
    <div className={choices["bar"]}>
      <Segments
        label={t("topics.period.label")}
        value={period.kind}
        options={periods.map((value) => ({ value, says: t(`topics.period.${value}`) }))}
        onChange={choosePeriod}
      />
      {period.kind === "days" && (
        <DayRange
          days={period}
          fromSays={t("topics.period.from")}
          toSays={t("topics.period.to")}
          isWrong={problem !== null}
          onChange={(days) => onChange({ period: { ...period, ...days } })}
        />
      )}
      {problem && <FieldError says={t(`topics.period.${problem}`)} />}
      <PickField
        id={WATCH_FIELD}
        className={styles["pick"]}
        label={t("topics.watch.label")}
        isLabelHidden
        value={watchId ?? ""}
        options={[
          { value: "", says: t("topics.watch.all") },
          ...watches.map(({ id, name }) => ({ value: id as string, says: name })),
        ]}
        onChange={(id) => onChange({ watchId: id === "" ? null : id })}
      />
      <PickField
        className={styles["pick"]}
        label={t("topics.bucket.label")}
        isLabelHidden
        value={bucket ?? ""}
        options={[
          { value: "", says: t("topics.bucket.all") },
          ...buckets.map((value) => ({ value, says: t(`bucket.${value}`) })),
        ]}
        onChange={(value) => onChange({ bucket: value === "" ? null : value })}
      />
      <Segments
        label={t("topics.counted.label")}
        value={counted}
        options={(["mentions", "stories"] as const).map((value) => ({ value, says: t(`topics.counted.${value}`) }))}
        onChange={(next) => onChange({ counted: next })}
      />
    </div>
  );
}
