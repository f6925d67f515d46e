import { type FormEvent, useState } from "react";
import type { CrmTarget } from "../../../src-main/contract/methods/crm.ts";
import { useActs } from "../../lib/acts.tsx";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { FieldError } from "../../ui/Field.tsx";
import { PickField } from "../../ui/PickField.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { TickField } from "../../ui/TickField.tsx";
import { Acts, Columns } from "../../ui/Card.tsx";
import { useFormTrouble } from "../../lib/form-trouble.ts";
import styles from "../../ui/rows.module.css";
import { readTarget, type TargetDraft, type TargetKind, toTargetDraft } from "./target-draft.ts";
import { useAct, useBaseVersion } from "../../lib/use-act.ts";

type TargetFormProps = { kind: TargetKind; target: CrmTarget | null; onDone: () => void };

/** A new target or a change of one. What is kept secret is never shown again; an empty field leaves it as it is. */
export function TargetForm({ kind, target, onDone }: TargetFormProps) {
  const { t } = useWords();
  const acts = useActs();
  const saving = useAct("crm.saveTarget", ["crm.targets"]);
  const base = useBaseVersion(target?.version ?? 0);
  const [draft, setDraft] = useState(() => toTargetDraft(target));
  const [isChecked, setChecked] = useState(false);
  const trouble = useFormTrouble(saving.trouble, base.accept);
  const { config, faults } = readTarget(draft, { kind, isNew: target === null });
  const edit = (change: Partial<TargetDraft>) => setDraft({ ...draft, ...change });
  const faultOf = (field: string) => {
    const fault = isChecked ? faults[field] : undefined;
    return fault && t(fault.says, fault.params);
  };
  async function save(event: FormEvent): Promise<void> {
    event.preventDefault();
    setChecked(true);
    if (Object.keys(faults).length > 0 || saving.isBusy) return;
    const secret = draft.secret.trim();
    const saved = await saving.run({
      ...(target && { id: target.id, version: base.version }),
      name: draft.name.trim(),
      config,
      enabled: draft.enabled,
      ...(kind === "webhook" && secret !== "" && { secret }),
    });
    if (!saved) return;
    acts.did({
      says: t(saved.secret === "session" ? "crmDesk.savedForNow" : "crmDesk.saved", { name: saved.name }),
    });
    onDone();
  }
  return (
    <form
      noValidate
      aria-label={target ? t("settings.editOf", { name: target.name }) : t(`crmDesk.add.${kind}`)}
      className={styles["form"]}
      onSubmit={(event) => void save(event)}
    >
      <TargetFields kind={kind} target={target} draft={draft} faultOf={faultOf} edit={edit} />
      <TickField label={t("crmDesk.enabled")} isOn={draft.enabled} onChange={(enabled) => edit({ enabled })} />
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

type TargetFieldsProps = Pick<TargetFormProps, "kind" | "target"> & {
  draft: TargetDraft;
  faultOf: (field: string) => string | undefined;
  edit: (change: Partial<TargetDraft>) => void;
};

function TargetFields({ kind, target, draft, faultOf, edit }: TargetFieldsProps) {
  const { t } = useWords();
  return (
    <Columns>
      <TextField
        label={t("crmDesk.name")}
        error={faultOf("name")}
        autoFocus
        maxLength={80}
        value={draft.name}
        onChange={(name) => edit({ name })}
      />
      {kind === "webhook" ? (
        <TextField
          inputMode="url"
          label={t("crmDesk.url")}
          help={t("crmDesk.urlHelp")}
          error={faultOf("url")}
          maxLength={2000}
          value={draft.url}
          onChange={(url) => edit({ url })}
        />
      ) : (
        <TextField
          label={t("crmDesk.folder")}
          help={t("crmDesk.folderHelp")}
          error={faultOf("folder")}
          maxLength={1000}
          value={draft.folder}
          onChange={(folder) => edit({ folder })}
        />
      )}
      {kind === "webhook" ? (
        <TextField
          type="password"
          autoComplete="new-password"
          label={t("crmDesk.secret")}
          help={t(target ? `crmDesk.secretHelp.${target.secret}` : "crmDesk.secretHelp.new")}
          error={faultOf("secret")}
          maxLength={500}
          value={draft.secret}
          onChange={(secret) => edit({ secret })}
        />
      ) : (
        <PickField
          label={t("crmDesk.format")}
          value={draft.format}
          options={(["ndjson", "csv", "both"] as const).map((value) => ({
            value,
            says: t(`crmDesk.formats.${value}`),
          }))}
          onChange={(format) => edit({ format })}
        />
      )}
    </Columns>
  );
}
