import type { CrmTarget } from "../../../src-main/contract/methods/crm.ts";
import { useWords } from "../../lib/words.ts";
import { Columns } from "../../ui/Card.tsx";
import { PickField } from "../../ui/PickField.tsx";
import { TextField } from "../../ui/TextField.tsx";
import styles from "./connections.module.css";
import { SecretField } from "./SecretField.tsx";
import type { TargetDraft } from "./target-draft.ts";
import { type TargetField, targetFields, type TargetKind } from "./target-fields.ts";

type TargetFieldsProps = {
  kind: TargetKind;
  target: CrmTarget | null;
  draft: TargetDraft;
  faultOf: (field: string) => string | undefined;
  edit: (change: Partial<TargetDraft>) => void;
};

/** The fields of one kind: what it needs first, what it can do without behind a fold. */
export function TargetFormFields({ kind, target, draft, faultOf, edit }: TargetFieldsProps) {
  const { t } = useWords();
  const fields = targetFields[kind];
  const more = fields.filter(({ more: isMore }) => isMore);
  const isMoreWanted = more.some(
    ({ name, usual }) => faultOf(name) !== undefined || (draft.values[name] ?? "") !== (usual ?? ""),
  );
  const one = (field: TargetField, isFirst: boolean) => (
    <OneField
      key={field.name}
      field={field}
      isFirst={isFirst}
      value={draft.values[field.name] ?? ""}
      error={faultOf(field.name)}
      onChange={(value) => edit({ values: { ...draft.values, [field.name]: value } })}
    />
  );
  return (
    <>
      {fields.filter(({ more: isMore }) => !isMore).map((field, index) => one(field, index === 0))}
      {kind !== "file" && (
        <SecretField
          kind={kind}
          target={target}
          value={draft.secret}
          error={faultOf("secret")}
          onChange={(secret) => edit({ secret })}
        />
      )}
      <TextField
        label={t("crmDesk.name")}
        help={t("crmDesk.nameHelp")}
        error={faultOf("name")}
        maxLength={80}
        value={draft.name}
        onChange={(name) => edit({ name })}
      />
      {more.length > 0 && (
        <details open={isMoreWanted || undefined}>
          <summary>{t("crmDesk.more")}</summary>
          <div className={styles["more"]}>
            <Columns>{more.map((field) => one(field, false))}</Columns>
          </div>
        </details>
      )}
    </>
  );
}

type OneFieldProps = {
  field: TargetField;
  isFirst: boolean;
  value: string;
  error: string | undefined;
  onChange: (value: string) => void;
};

function OneField({ field, isFirst, value, error, onChange }: OneFieldProps) {
  const { t } = useWords();
  const words = { label: t(field.says), help: field.help && t(field.help), error, value, onChange };
  if (field.options)
    return (
      <PickField
        {...words}
        options={field.options.map(({ value: option, says }) => ({ value: option, says: t(says) }))}
      />
    );
  return (
    <TextField
      {...words}
      autoFocus={isFirst}
      maxLength={field.name === "url" ? 2000 : 1000}
      inputMode={field.name === "url" ? "url" : field.isNumber ? "numeric" : undefined}
    />
  );
}

/** Where to get what the form asks for, in three steps. */
export function HelpSteps({ kind }: { kind: TargetKind }) {
  const { t } = useWords();
  return (
    <section className={styles["steps"]} aria-labelledby="crm-help">
      <h3 id="crm-help">{t("crmDesk.helpTitle", { kind: t(`crmDesk.kinds.${kind}`) })}</h3>
      <ol>
        {([1, 2, 3] as const).map((step) => (
          <li key={step}>{t(`crm.${kind}.help${step}`)}</li>
        ))}
      </ol>
    </section>
  );
}
