import type { PolicyRow } from "../../../src-main/contract/approval-policy.ts";
import type { Script } from "../../../src-main/contract/methods/playbook.ts";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { PickField } from "../../ui/PickField.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { TickField } from "../../ui/TickField.tsx";
import { type PolicyDraftRow, readReach } from "./policy-draft.ts";
import styles from "./PolicyCard.module.css";

type PolicyRowFormProps = {
  row: PolicyDraftRow;
  number: number;
  scripts: readonly Script[];
  isOff: boolean;
  onChange: (row: PolicyDraftRow) => void;
  /** Null for the first row: it is for every reply and always there. */
  onRemove: (() => void) | null;
};

/** One row: for which replies above, what it asks for below. */
export function PolicyRowForm({ row, number, scripts, isOff, onChange, onRemove }: PolicyRowFormProps) {
  const { t } = useWords();
  return (
    <fieldset className={styles["row"]} disabled={isOff}>
      <legend>{t("settings.policy.row", { row: number })}</legend>
      {onRemove === null ? (
        <p className={styles["every"]}>{t("settings.policy.every")}</p>
      ) : (
        <When row={row} scripts={scripts} onChange={onChange} />
      )}
      <div className={styles["asks"]}>
        <PickField
          label={t("settings.policy.approvers")}
          value={row.asks.approvers === 2 ? "2" : "1"}
          options={[
            { value: "1", says: t("settings.policy.one") },
            { value: "2", says: t("settings.policy.two") },
          ]}
          onChange={(many) => onChange({ ...row, asks: { ...row.asks, approvers: many === "2" ? 2 : 1 } })}
        />
        <TickField
          label={t("settings.policy.legal")}
          isOn={row.asks.legal}
          onChange={(legal) => onChange({ ...row, asks: { ...row.asks, legal } })}
        />
        <TickField
          label={t("settings.policy.templateMay")}
          isOn={row.asks.template}
          onChange={(template) => onChange({ ...row, asks: { ...row.asks, template } })}
        />
        <span className="grow" />
        {onRemove && (
          <ActButton
            size="small"
            look="ghost"
            icon="x"
            aria-label={t("settings.policy.removeRow", { row: number })}
            onClick={onRemove}
          >
            {t("settings.policy.remove")}
          </ActButton>
        )}
      </div>
    </fieldset>
  );
}

function When({ row, scripts, onChange }: Pick<PolicyRowFormProps, "row" | "scripts" | "onChange">) {
  const { t } = useWords();
  const { when, reachFrom } = row;
  const set = (change: Partial<PolicyDraftRow["when"]>) => onChange({ ...row, when: { ...when, ...change } });
  const known = scripts.map(({ key, name }) => ({ value: key, says: name }));
  // A script that was taken away since is still named, by its key.
  const gone = when.script !== null && !scripts.some(({ key }) => key === when.script) ? [when.script] : [];
  return (
    <div className={styles["when"]}>
      <PickField
        label={t("settings.policy.bucket")}
        value={when.bucket ?? ""}
        options={[
          { value: "", says: t("settings.policy.anyBucket") },
          ...(["care", "pr", "unsorted"] as const).map((value) => ({ value, says: t(`bucketLong.${value}`) })),
        ]}
        onChange={(bucket) => set({ bucket: bucket === "" ? null : bucket })}
      />
      <PickField
        label={t("settings.policy.script")}
        value={when.script ?? ""}
        options={[
          { value: "", says: t("settings.policy.anyScript") },
          ...known,
          ...gone.map((value) => ({ value, says: value })),
        ]}
        onChange={(script) => set({ script: script === "" ? null : script })}
      />
      <PickField
        label={t("settings.policy.priority")}
        value={String(when.priority ?? "")}
        options={[
          { value: "", says: t("settings.policy.anyPriority") },
          ...([1, 2, 3] as const).map((value) => ({ value: String(value), says: t(`priority.${value}`) })),
        ]}
        onChange={(priority) => set({ priority: priority === "" ? null : (Number(priority) as 1 | 2 | 3) })}
      />
      <PickField
        label={t("settings.policy.urgency")}
        value={when.urgency ?? ""}
        options={[
          { value: "", says: t("settings.policy.anyUrgency") },
          ...urgencies.map((value) => ({ value, says: t(`settings.policy.urgencies.${value}`) })),
        ]}
        onChange={(urgency) => set({ urgency: urgency === "" ? null : urgency })}
      />
      <TextField
        label={t("settings.policy.reach")}
        help={t("settings.policy.reachHelp")}
        error={readReach(reachFrom) === undefined ? t("settings.policy.reachBad") : undefined}
        inputMode="numeric"
        value={reachFrom}
        onChange={(words) => onChange({ ...row, reachFrom: words })}
      />
    </div>
  );
}

export const urgencies = ["high", "normal", "low"] as const satisfies readonly NonNullable<
  PolicyRow["when"]["urgency"]
>[];
