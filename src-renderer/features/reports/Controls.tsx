import type { Bucket } from "../../../src-main/contract/values.ts";
import { useMe, useSession } from "../../lib/session.ts";
import { useEngine } from "../../lib/use-engine.tsx";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { DayRange } from "../../ui/DayRange.tsx";
import { FieldError } from "../../ui/Field.tsx";
import { PickField } from "../../ui/PickField.tsx";
import { Segments } from "../../ui/Segments.tsx";
import type { Choice, Filter } from "./choice.ts";
import styles from "./Controls.module.css";
import type { PeriodKind } from "./period.ts";
import { useScopeWords } from "./use-scope-words.ts";

const kinds = ["today", "yesterday", "week", "fourWeeks", "month", "lastMonth", "shift", "days"] as const;
const bucketSets: readonly (readonly Bucket[])[] = [[], ["pr", "care"], ["care"], ["pr"], ["unsorted"], ["analytics"]];

type ControlsProps = {
  choice: Choice;
  today: string;
  problem: "backwards" | "too-long" | "no-shift" | null;
  hasShift: boolean;
  onChange: (change: Partial<Choice>) => void;
};

/** Which time, whose part of it, and how it is counted. */
export function Controls({ choice, today, problem, hasShift, onChange }: ControlsProps) {
  const { t } = useWords();
  const scope = useScopeWords();
  const { period, filter } = choice;
  const narrow = (change: Partial<Filter>) => onChange({ filter: { ...filter, ...change } });
  const sets = bucketSets.some((set) => sayBuckets(set) === sayBuckets(filter.buckets))
    ? bucketSets
    : [...bucketSets, filter.buckets];
  return (
    <div className={styles["bar"]}>
      <PickField
        label={t("reportsPage.period.label")}
        isLabelHidden
        className={styles["pick"]}
        value={period.kind}
        options={[...kinds, ...(period.kind === "exact" ? (["exact"] as const) : [])]
          .filter((kind) => kind !== "shift" || hasShift || period.kind === "shift")
          .map((value) => ({ value, says: t(`reportsPage.period.${value}`) }))}
        onChange={(kind: PeriodKind) => {
          if (kind === "days") onChange({ period: { kind, from: today, to: today } });
          else if (kind !== "exact") onChange({ period: { kind } });
        }}
      />
      {period.kind === "days" && (
        <DayRange
          days={period}
          fromSays={t("reportsPage.period.from")}
          toSays={t("reportsPage.period.to")}
          isWrong={problem !== null}
          onChange={(days) => onChange({ period: { kind: "days", ...days } })}
        />
      )}
      <PickField
        label={t("reportsPage.bucketLabel")}
        isLabelHidden
        className={styles["pick"]}
        value={sayBuckets(filter.buckets)}
        options={sets.map((set) => ({ value: sayBuckets(set), says: scope.buckets({ buckets: [...set] }) }))}
        onChange={(value) => narrow({ buckets: value === "" ? [] : (value.split(",") as Bucket[]) })}
      />
      <WhosePart filter={filter} onChange={narrow} />
      <PickField
        label={t("reportsPage.clock.label")}
        isLabelHidden
        className={styles["pick"]}
        value={filter.clock}
        options={(["hours", "elapsed"] as const).map((value) => ({ value, says: t(`reportsPage.clock.${value}`) }))}
        onChange={(clock) => narrow({ clock })}
      />
      <Segments
        label={t("reportsPage.counted.label")}
        value={filter.counted}
        options={(["mentions", "stories"] as const).map((value) => ({
          value,
          says: t(`reportsPage.counted.${value}`),
        }))}
        onChange={(counted) => narrow({ counted })}
      />
      {problem && <FieldError says={t(`reportsPage.problem.${problem}`)} />}
    </div>
  );
}

const sayBuckets = (buckets: readonly Bucket[]) => buckets.toSorted().join(",");

/** Source, department and, for leads, person: each stands there once there is something to choose from. */
function WhosePart({ filter, onChange }: { filter: Filter; onChange: (change: Partial<Filter>) => void }) {
  const { t } = useWords();
  const { compare } = useFormat();
  const { people } = useSession();
  const isLead = useMe()?.roles.includes("lead") === true;
  const { data: sources } = useEngine("sources.list", {});
  const { data: departments } = useEngine("departments.list", {});
  const rows = [
    { key: "source", field: "sourceId", all: sources ?? [] },
    { key: "department", field: "departmentId", all: departments ?? [] },
    { key: "person", field: "personId", all: isLead ? people : [] },
  ] as const;
  return rows.map(({ key, field, all }) => {
    const chosen = filter[field];
    if (all.length === 0 && chosen === null) return null;
    const options = all
      .map(({ id, name }) => ({ value: id, says: name }))
      .toSorted((one, other) => compare(one.says, other.says));
    if (chosen !== null && !options.some(({ value }) => value === chosen))
      options.push({ value: chosen, says: t(`reportsPage.${key}.gone`) });
    return (
      <PickField
        key={key}
        label={t(`reportsPage.${key}.label`)}
        isLabelHidden
        className={styles["pick"]}
        value={chosen ?? ""}
        options={[{ value: "", says: t(`reportsPage.${key}.all`) }, ...options]}
        onChange={(value) => onChange({ [field]: value || null })}
      />
    );
  });
}
