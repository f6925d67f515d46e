import { useState } from "react";
import type { Script } from "../../../src-main/contract/methods/playbook.ts";
import { useActs } from "../../lib/acts.tsx";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { FieldError } from "../../ui/Field.tsx";
import { PickField } from "../../ui/PickField.tsx";
import { AreaField, TextField } from "../../ui/TextField.tsx";
import { TickField } from "../../ui/TickField.tsx";
import { Acts, Columns } from "./Card.tsx";
import { useFormTrouble } from "./form-trouble.ts";
import styles from "./rows.module.css";
import { ScriptFields } from "./ScriptFields.tsx";
import { approverRoles, readScript, type ScriptDraft, toScriptDraft, variants } from "./script-draft.ts";
import { useAct, useBaseVersion } from "./use-act.ts";

/** A new script, or a new version of one. Each save is a version; what was sent keeps the one it was made from. */
export function ScriptForm({ script, onDone }: { script: Script | null; onDone: () => void }) {
  const { t } = useWords();
  const acts = useActs();
  const saving = useAct("playbook.save", ["playbook.list"]);
  const base = useBaseVersion(script?.version ?? 0);
  const [draft, setDraft] = useState(() => toScriptDraft(script));
  const [isChecked, setChecked] = useState(false);
  const read = readScript(draft, script);
  const edit = (change: Partial<ScriptDraft>) => setDraft({ ...draft, ...change });
  const faultOf = (field: string) => {
    const fault = isChecked ? read.faults[field] : undefined;
    return fault && t(fault.says, fault.params);
  };
  const trouble = useFormTrouble(saving.trouble, base.accept);
  async function save(): Promise<void> {
    setChecked(true);
    if (Object.keys(read.faults).length > 0 || saving.isBusy) return;
    const saved = await saving.run({ ...(script && { id: script.id, version: base.version }), script: read.script });
    if (!saved) return;
    acts.did({ says: t("settings.playbook.saved", { name: saved.name, version: saved.version }) });
    onDone();
  }
  const title = script ? t("settings.editOf", { name: script.name }) : t("settings.playbook.add");
  return (
    <form
      noValidate
      aria-label={title}
      className={styles["form"]}
      onSubmit={(event) => (event.preventDefault(), void save())}
    >
      <ScriptWords draft={draft} faultOf={faultOf} edit={edit} />
      <ScriptFields draft={draft} faultOf={faultOf} onChange={(fields) => edit({ fields })} />
      <ScriptGate draft={draft} faultOf={faultOf} edit={edit} />
      {script && <p className={styles["meta"]}>{t("settings.playbook.newVersion", { version: base.version + 1 })}</p>}
      {trouble && <FieldError says={trouble} />}
      <Acts>
        <ActButton look="primary" submit aria-busy={saving.isBusy}>
          {t("settings.save")}
        </ActButton>
        <ActButton look="ghost" onClick={onDone}>
          {t("app.cancel")}
        </ActButton>
      </Acts>
    </form>
  );
}

type PartProps = {
  draft: ScriptDraft;
  faultOf: (field: string) => string | undefined;
  edit: (change: Partial<ScriptDraft>) => void;
};

/** What the script is called, when it is used, and its texts. */
function ScriptWords({ draft, faultOf, edit }: PartProps) {
  const { t } = useWords();
  return (
    <>
      <Columns>
        <TextField
          label={t("settings.playbook.name")}
          error={faultOf("name")}
          autoFocus
          maxLength={120}
          value={draft.name}
          onChange={(name) => edit({ name })}
        />
        <PickField
          label={t("settings.playbook.bucket")}
          value={draft.bucket}
          options={(["care", "pr", "analytics"] as const).map((value) => ({ value, says: t(`bucketLong.${value}`) }))}
          onChange={(bucket) => edit({ bucket })}
        />
        <TextField
          label={t("settings.playbook.whenToUse")}
          value={draft.whenToUse}
          onChange={(whenToUse) => edit({ whenToUse })}
        />
        <TextField
          label={t("settings.playbook.department")}
          value={draft.department}
          onChange={(department) => edit({ department })}
        />
      </Columns>
      {variants.map((variant) => (
        <AreaField
          key={variant}
          label={t(`settings.playbook.${variant}`)}
          help={variant === "body" ? t("settings.playbook.bodyHelp", { example: "{{time}}" }) : undefined}
          error={faultOf(variant)}
          rows={variant === "body" ? 5 : 3}
          value={draft[variant]}
          onChange={(words) => edit({ [variant]: words })}
        />
      ))}
    </>
  );
}

/** Who reads what comes of it before it goes public. */
function ScriptGate({ draft, faultOf, edit }: PartProps) {
  const { t } = useWords();
  return (
    <Columns>
      <PickField
        label={t("settings.playbook.approvers")}
        value={String(draft.approvers) as "0" | "1" | "2"}
        options={(["0", "1", "2"] as const).map((value) => ({
          value,
          says: t(`settings.playbook.approverCount.${value}`),
        }))}
        onChange={(value) => edit({ approvers: Number(value) as 0 | 1 | 2 })}
      />
      <fieldset className={styles["group"]}>
        <legend>{t("settings.playbook.by")}</legend>
        <div className={styles["ticks"]}>
          {approverRoles.map((role) => (
            <TickField
              key={role}
              label={t(`role.${role}`)}
              isOn={draft.by.includes(role)}
              onChange={(isOn) => edit({ by: isOn ? [...draft.by, role] : draft.by.filter((known) => known !== role) })}
            />
          ))}
        </div>
        {faultOf("by") && <FieldError says={faultOf("by") ?? ""} />}
      </fieldset>
    </Columns>
  );
}
