import { useWords } from "../../lib/words.ts";
import { PickField } from "../../ui/PickField.tsx";
import { AreaField } from "../../ui/TextField.tsx";
import { TickField } from "../../ui/TickField.tsx";
import styles from "./rows.module.css";
import { fieldKinds, fieldNamesIn, newField, type ScriptDraft } from "./script-draft.ts";

type ScriptFieldsProps = {
  draft: ScriptDraft;
  faultOf: (field: string) => string | undefined;
  onChange: (fields: ScriptDraft["fields"]) => void;
};

/** The fields that the texts name: what may be put into each, and whether it must be. */
export function ScriptFields({ draft, faultOf, onChange }: ScriptFieldsProps) {
  const { t } = useWords();
  const names = fieldNamesIn(draft);
  return (
    <div role="group" aria-label={t("settings.playbook.fields")}>
      <p className={styles["legend"]}>{t("settings.playbook.fields")}</p>
      {names.length === 0 && <p className={styles["meta"]}>{t("settings.playbook.noFields")}</p>}
      <ul className={styles["fields"]}>
        {names.map((name) => {
          const field = draft.fields[name] ?? newField;
          const change = (next: Partial<typeof field>) => onChange({ ...draft.fields, [name]: { ...field, ...next } });
          return (
            <li key={name}>
              <code>{name}</code>
              <PickField
                label={t("settings.playbook.kindOf", { name })}
                isLabelHidden
                value={field.kind}
                options={fieldKinds.map((value) => ({ value, says: t(`settings.playbook.kind.${value}`) }))}
                onChange={(kind) => change({ kind })}
              />
              <TickField
                label={t("settings.playbook.required")}
                isOn={field.isRequired}
                onChange={(isRequired) => change({ isRequired })}
              />
              {field.kind === "choice" && (
                <AreaField
                  label={t("settings.playbook.optionsOf", { name })}
                  error={faultOf(`field.${name}`)}
                  rows={3}
                  value={field.options}
                  onChange={(options) => change({ options })}
                />
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
