import { type FormEvent, useState } from "react";
import type { Department } from "../../../src-main/contract/methods/departments.ts";
import type { PersonRow } from "../../../src-main/contract/methods/session.ts";
import type { Bucket } from "../../../src-main/contract/values.ts";
import { useActs } from "../../lib/acts.tsx";
import { useEngine } from "../../lib/use-engine.tsx";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { FieldError } from "../../ui/Field.tsx";
import { PickField } from "../../ui/PickField.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { TickField } from "../../ui/TickField.tsx";
import { Acts, Columns } from "../../ui/Card.tsx";
import { useFormTrouble } from "../../lib/form-trouble.ts";
import styles from "../../ui/rows.module.css";
import { useAct, useBaseVersion } from "../../lib/use-act.ts";

const buckets = ["unsorted", "pr", "care", "analytics"] as const satisfies readonly Bucket[];
const parts = ["out", "works", "looks"] as const;
type Part = (typeof parts)[number];

type DepartmentFormProps = { department: Department | null; onDone: () => void };

/** A new department, or the name, queue and members of a known one. */
export function DepartmentForm({ department, onDone }: DepartmentFormProps) {
  const { t } = useWords();
  const acts = useActs();
  const { data: people = [] } = useEngine("people.list", {});
  const saving = useAct("departments.save", ["departments.list", "people.list"]);
  const base = useBaseVersion(department?.version ?? 0);
  const [draft, setDraft] = useState(() => draftOf(department));
  const [isChecked, setChecked] = useState(false);
  const trouble = useFormTrouble(saving.trouble, base.accept);
  const isNameless = draft.name.trim() === "";
  const partOf = (id: string): Part => draft.parts.get(id) ?? "out";
  async function save(event: FormEvent): Promise<void> {
    event.preventDefault();
    setChecked(true);
    if (isNameless || saving.isBusy) return;
    const members = people.flatMap(({ id }) =>
      partOf(id) === "out" ? [] : [{ personId: id, viewOnly: partOf(id) === "looks" }],
    );
    const saved = await saving.run({
      ...(department && { id: department.id, version: base.version }),
      ...{ name: draft.name.trim(), buckets: [...draft.buckets], members },
    });
    if (!saved) return;
    acts.did({
      says: t(department ? "together.department.changed" : "together.department.made", { name: saved.name }),
    });
    onDone();
  }
  return (
    <form
      noValidate
      aria-label={department ? t("settings.editOf", { name: department.name }) : t("together.department.add")}
      className={styles["form"]}
      onSubmit={(event) => void save(event)}
    >
      <TextField
        label={t("together.department.name")}
        error={isChecked && isNameless ? t("together.department.nameNeeded") : undefined}
        autoFocus
        maxLength={80}
        value={draft.name}
        onChange={(name) => setDraft({ ...draft, name })}
      />
      <fieldset className={styles["group"]}>
        <legend>{t("together.department.buckets")}</legend>
        <div className={styles["ticks"]}>
          {buckets.map((bucket) => (
            <TickField
              key={bucket}
              label={t(`bucketLong.${bucket}`)}
              isOn={draft.buckets.includes(bucket)}
              onChange={(isOn) =>
                setDraft({
                  ...draft,
                  buckets: isOn ? [...draft.buckets, bucket] : draft.buckets.filter((known) => known !== bucket),
                })
              }
            />
          ))}
        </div>
      </fieldset>
      <Members
        people={people}
        partOf={partOf}
        onChoose={(id, part) => setDraft({ ...draft, parts: new Map(draft.parts).set(id, part) })}
      />
      {trouble && <FieldError says={trouble} />}
      <Acts>
        <ActButton look="primary" submit aria-busy={saving.isBusy}>
          {t(department ? "settings.save" : "together.department.addNow")}
        </ActButton>
        <ActButton look="ghost" onClick={onDone}>
          {t("app.cancel")}
        </ActButton>
      </Acts>
    </form>
  );
}

type MembersProps = {
  people: readonly PersonRow[];
  partOf: (id: string) => Part;
  onChoose: (id: string, part: Part) => void;
};

function Members({ people, partOf, onChoose }: MembersProps) {
  const { t } = useWords();
  return (
    <fieldset className={styles["group"]}>
      <legend>{t("together.department.members")}</legend>
      <Columns>
        {people.map(({ id, name }) => (
          <PickField
            key={id}
            label={t("together.department.part", { name })}
            value={partOf(id)}
            options={parts.map((part) => ({ value: part, says: t(`together.department.parts.${part}`) }))}
            onChange={(part) => onChoose(id, part)}
          />
        ))}
      </Columns>
    </fieldset>
  );
}

function draftOf(department: Department | null) {
  const known = department?.members.map(({ person, viewOnly }) => [person.id, viewOnly ? "looks" : "works"] as const);
  return {
    name: department?.name ?? "",
    buckets: department?.buckets ?? [],
    parts: new Map<string, Part>(known ?? []),
  };
}
