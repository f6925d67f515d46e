import type { Ref } from "react";
import { useSession } from "../../lib/session.ts";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { PickField } from "../../ui/PickField.tsx";
import styles from "./FilterBar.module.css";
import { isFiltered, type KindGroup, kindGroups, type LogFilter, noFilter } from "./log-filter.ts";

type FilterBarProps = { filter: LogFilter; boxRef: Ref<HTMLDivElement>; onChange: (filter: LogFilter) => void };

/** Which lines of the log are shown: of a kind, of a person, of one case. */
export function FilterBar({ filter, boxRef, onChange }: FilterBarProps) {
  const { t } = useWords();
  const { people } = useSession();
  const kinds = (Object.keys(kindGroups) as KindGroup[]).map((value) => ({
    value,
    says: t(`shift.filter.kinds.${value}`),
  }));
  const persons = [
    { value: "", says: t("shift.filter.everybody") },
    ...people.map(({ id, name }) => ({ value: id, says: name })),
  ];
  return (
    <div ref={boxRef} className={styles["bar"]} role="group" aria-label={t("shift.filter.label")}>
      <PickField
        isLabelHidden
        label={t("shift.filter.kind")}
        value={filter.kind}
        options={kinds}
        onChange={(kind) => onChange({ ...filter, kind })}
      />
      <PickField
        isLabelHidden
        label={t("shift.filter.person")}
        value={filter.personId ?? ""}
        options={persons}
        onChange={(id) => onChange({ ...filter, personId: id === "" ? null : id })}
      />
      {filter.story && <span className="clip">{t("shift.filter.case", { name: filter.story.name })}</span>}
      {isFiltered(filter) && (
        <ActButton size="small" look="ghost" icon="x" onClick={() => onChange(noFilter)}>
          {t("shift.filter.clear")}
        </ActButton>
      )}
    </div>
  );
}
