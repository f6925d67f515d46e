import { NativeSelect, NumberInput, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import type { RuleRow } from "../../../src-main/contract/methods/rules.ts";
import type { Bucket } from "../../../src-main/contract/values.ts";
import { useActs } from "../../lib/acts.tsx";
import { useCommand } from "../../lib/use-engine.tsx";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { ConfirmHere } from "./ConfirmHere.tsx";
import { PanelHead } from "./PanelHead.tsx";
import { QueryField } from "./QueryField.tsx";
import styles from "./RuleForm.module.css";
import { faultOf } from "./WatchEditor.tsx";
import { useDepartments } from "./use-departments.ts";

const buckets = ["care", "pr", "analytics", "unsorted"] as const satisfies readonly Bucket[];
const urgencies = ["high", "normal", "low"] as const;

type RuleFormProps = {
  rule: RuleRow | null;
  count: number;
  onClose: () => void;
  onRemove: (rule: RuleRow) => Promise<void>;
};

/** One rule: what it looks for, where that goes, and the reason that people read on the mention. */
export function RuleForm({ rule, count, onClose, onRemove }: RuleFormProps) {
  const { t } = useWords();
  const [isAsking, setAsking] = useState(false);
  const form = useRuleDraft(rule, count, onClose);
  return (
    <form
      className={styles["form"]}
      onSubmit={form.save}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.preventDefault();
        onClose();
      }}
    >
      <PanelHead title={rule?.name ?? t("monitor.rule.new")} onClose={onClose} />
      <div className={styles["body"]}>
        <Fields form={form} rule={rule} count={count} />
      </div>
      <footer className={styles["foot"]}>
        <ActButton submit look="primary" offBecause={form.offBecause}>
          {t("monitor.rule.save")}
        </ActButton>
        <span className="grow" />
        {rule &&
          (isAsking ? (
            <ConfirmHere
              says={t("monitor.rule.removeAsk")}
              doSays={t("monitor.remove")}
              onDo={() => void onRemove(rule).then(onClose)}
              onKeep={() => setAsking(false)}
            />
          ) : (
            <ActButton look="ghost" onClick={() => setAsking(true)}>
              {t("monitor.remove")}
            </ActButton>
          ))}
      </footer>
    </form>
  );
}

function useRuleDraft(rule: RuleRow | null, count: number, onClose: () => void) {
  const { t } = useWords();
  const acts = useActs();
  const saving = useCommand("rules.save");
  const [draft, setDraft] = useState({
    name: rule?.name ?? "",
    query: rule?.query ?? "",
    bucket: rule?.bucket ?? ("care" as Bucket),
    priority: rule?.priority ?? null,
    department: rule?.department ?? "",
    reason: rule?.reason ?? "",
    position: rule?.position ?? count + 1,
  });
  function change(next: Partial<typeof draft>) {
    if (next.query !== undefined) saving.reset();
    setDraft((before) => ({ ...before, ...next }));
  }
  function save(event: FormEvent) {
    event.preventDefault();
    const input = {
      ...draft,
      ...(rule && { id: rule.id, version: rule.version }),
      labels: rule?.labels ?? [],
      department: draft.department.trim() || null,
    };
    saving.mutate(input, {
      onSuccess: ({ name }) => {
        acts.did({ says: t("monitor.rule.saved", { name }) });
        onClose();
      },
    });
  }
  const isNamed = draft.name.trim() !== "";
  const offBecause = !isNamed
    ? t("monitor.watch.nameFirst")
    : draft.query.trim() === ""
      ? t("monitor.watch.queryFirst")
      : undefined;
  return { draft, change, save, offBecause, refusal: saving.error };
}

type FieldsProps = { form: ReturnType<typeof useRuleDraft>; rule: RuleRow | null; count: number };

function Fields({ form, rule, count }: FieldsProps) {
  const { t, sayError } = useWords();
  const { draft, change, refusal } = form;
  const fault = faultOf(refusal);
  return (
    <>
      <TextInput
        size="sm"
        label={t("monitor.rule.name")}
        maxLength={80}
        value={draft.name}
        onChange={(event) => change({ name: event.currentTarget.value })}
      />
      <QueryField
        label={t("monitor.query.label")}
        value={draft.query}
        fault={fault}
        onChange={(query) => change({ query })}
      />
      <Destination form={form} rule={rule} count={count} />
      <TextInput
        size="sm"
        label={t("monitor.rule.reason")}
        description={t("monitor.rule.reasonHelp")}
        maxLength={300}
        value={draft.reason}
        onChange={(event) => change({ reason: event.currentTarget.value })}
      />
      {refusal && !fault && (
        <p role="alert" className={styles["refusal"]}>
          {sayError(refusal)}
        </p>
      )}
    </>
  );
}

/** Where a mention that matches goes, and how soon. */
function Destination({ form: { draft, change }, rule, count }: FieldsProps) {
  const { t } = useWords();
  const departments = useDepartments();
  return (
    <>
      <div className={styles["pair"]}>
        <NativeSelect
          size="sm"
          label={t("monitor.rule.bucket")}
          value={draft.bucket}
          onChange={(event) => change({ bucket: event.currentTarget.value as Bucket })}
          data={buckets.map((bucket) => ({ value: bucket, label: t(`bucket.${bucket}`) }))}
        />
        <NativeSelect
          size="sm"
          label={t("monitor.rule.priority")}
          value={draft.priority ?? ""}
          onChange={(event) =>
            change({ priority: urgencies.find((urgency) => urgency === event.currentTarget.value) ?? null })
          }
          data={[
            { value: "", label: t("monitor.rule.asWritten") },
            ...urgencies.map((urgency) => ({ value: urgency, label: t(`monitor.urgency.${urgency}`) })),
          ]}
        />
      </div>
      <div className={styles["pair"]}>
        <TextInput
          size="sm"
          label={t("monitor.rule.department")}
          maxLength={80}
          list="departments"
          value={draft.department}
          onChange={(event) => change({ department: event.currentTarget.value })}
        />
        <NumberInput
          size="sm"
          label={t("monitor.rule.position")}
          min={1}
          max={count + (rule ? 0 : 1)}
          allowDecimal={false}
          value={draft.position}
          onChange={(value) => typeof value === "number" && change({ position: value })}
        />
      </div>
      <datalist id="departments">
        {departments.map((department) => (
          <option key={department} value={department} />
        ))}
      </datalist>
    </>
  );
}
