import type { ReactNode } from "react";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { FieldError } from "../../ui/Field.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { PickField } from "../../ui/PickField.tsx";
import { AreaField, TextField } from "../../ui/TextField.tsx";
import { TickField } from "../../ui/TickField.tsx";
import styles from "./playbook.module.css";
import { fieldKinds, namesIn, namesWithoutField, type TypedField, unusedFields, variants } from "./script-draft.ts";
import type { SheetPart } from "./sheet-part.ts";
import { newField, snippets } from "./snippets.ts";

/** The fields that the texts ask for, in the order in which Tab walks through them, and what does not fit together. */
export function FieldList({ draft, edit, faultOf, isOff }: SheetPart) {
  const { t } = useWords();
  const missing = namesWithoutField(draft);
  const unused = unusedFields(draft);
  const order = namesIn(variants.map((variant) => draft[variant]).join("\n"));
  const place = ({ name }: TypedField) => (order.includes(name) ? order.indexOf(name) : order.length);
  const fields = draft.fields.toSorted((one, other) => place(one) - place(other));
  const change = (name: string, next: Partial<TypedField>) =>
    edit({ fields: draft.fields.map((field) => (field.name === name ? { ...field, ...next } : field)) });
  const drop = (names: readonly string[]) => edit({ fields: draft.fields.filter(({ name }) => !names.includes(name)) });
  const fault = faultOf("fields");
  return (
    <section className={styles["card"]} aria-label={t("playbook.fields")}>
      <h3>{t("playbook.fields")}</h3>
      {fields.length === 0 && missing.length === 0 && <p className={styles["quiet"]}>{t("playbook.noFields")}</p>}
      {missing.length > 0 && (
        <Warning says={t("playbook.missing", { names: missing.join(", ") })}>
          {!isOff && (
            <ActButton
              size="small"
              icon="plus"
              onClick={() => edit({ fields: [...draft.fields, ...missing.map(newField)] })}
            >
              {t("playbook.addFields", { count: missing.length })}
            </ActButton>
          )}
        </Warning>
      )}
      {unused.length > 0 && (
        <Warning says={t("playbook.unused", { names: unused.join(", ") })}>
          {!isOff && (
            <ActButton size="small" icon="x" onClick={() => drop(unused)}>
              {t("playbook.dropFields", { count: unused.length })}
            </ActButton>
          )}
        </Warning>
      )}
      {fault && <FieldError says={fault} />}
      <ul className={styles["fields"]}>
        {fields.map((field) => (
          <FieldLine
            key={field.name}
            field={field}
            fault={faultOf(`field.${field.name}`)}
            isOff={isOff}
            onChange={(next) => change(field.name, next)}
          />
        ))}
      </ul>
    </section>
  );
}

function Warning({ says, children }: { says: string; children: ReactNode }) {
  return (
    <div className={styles["head"]} role="status">
      <span className={styles["warn"]}>
        <Icon name="incident" size={14} />
        {says}
      </span>
      {children}
    </div>
  );
}

type FieldLineProps = {
  field: TypedField;
  fault: string | undefined;
  isOff: boolean;
  onChange: (next: Partial<TypedField>) => void;
};

function FieldLine({ field, fault, isOff, onChange }: FieldLineProps) {
  const { t } = useWords();
  const { name } = field;
  const known = snippets.map(({ source }) => ({ value: source as string, says: t(`playbook.snippet.${source}`) }));
  const isKnown = field.suggestFrom === "" || known.some(({ value }) => value === field.suggestFrom);
  return (
    <li>
      <code>{name}</code>
      <PickField
        label={t("playbook.kindOf", { name })}
        disabled={isOff}
        value={field.kind}
        options={fieldKinds.map((value) => ({ value, says: t(`playbook.kind.${value}`) }))}
        onChange={(kind) => onChange({ kind })}
      />
      <PickField
        label={t("playbook.suggestOf", { name })}
        disabled={isOff}
        value={field.suggestFrom}
        options={[
          { value: "", says: t("playbook.noSuggestion") },
          ...(isKnown ? [] : [{ value: field.suggestFrom, says: field.suggestFrom }]),
          ...known,
        ]}
        onChange={(suggestFrom) => onChange({ suggestFrom })}
      />
      <TextField
        label={t("playbook.fallbackOf", { name })}
        readOnly={isOff}
        maxLength={500}
        value={field.fallback}
        onChange={(fallback) => onChange({ fallback })}
      />
      <span className={styles["tick"]}>
        <TickField
          label={t("playbook.required")}
          disabled={isOff}
          isOn={field.isRequired}
          onChange={(isRequired) => onChange({ isRequired })}
        />
      </span>
      {field.kind === "choice" && (
        <AreaField
          className={styles["whole"]}
          label={t("playbook.optionsOf", { name })}
          error={fault}
          readOnly={isOff}
          rows={3}
          value={field.options}
          onChange={(options) => onChange({ options })}
        />
      )}
    </li>
  );
}
