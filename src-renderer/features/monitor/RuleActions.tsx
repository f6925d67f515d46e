import type { Bucket, Role, Urgency } from "../../../src-main/contract/values.ts";
import { useEngine } from "../../lib/use-engine.tsx";
import { useWords } from "../../lib/words.ts";
import { PickField } from "../../ui/PickField.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { TickField } from "../../ui/TickField.tsx";
import { PickMany } from "./PickMany.tsx";
import styles from "./RuleForm.module.css";
import { useDepartments } from "./use-departments.ts";
import type { RuleForm } from "./use-rule-form.ts";

const buckets = ["care", "pr", "analytics", "unsorted"] as const satisfies readonly Bucket[];
const urgencies = ["high", "normal", "low"] as const satisfies readonly Urgency[];
const approvers = ["corpcomm", "legal", "lead"] as const satisfies readonly Role[];

/** What becomes of a mention that matches, and of the rules after this one. */
export function RuleActions({ form, count }: { form: RuleForm; count: number }) {
  const { t } = useWords();
  const { draft, change } = form;
  return (
    <section className={styles["part"]} aria-label={t("monitor.rule.then")}>
      <h3>{t("monitor.rule.then")}</h3>
      <Destination form={form} />
      <Handling form={form} />
      <div className={styles["pair"]}>
        <PickField
          label={t("monitor.rule.after")}
          value={draft.stop ? "stop" : "on"}
          onChange={(next) => change({ stop: next === "stop" })}
          options={[
            { value: "stop", says: t("monitor.rule.stops") },
            { value: "on", says: t("monitor.rule.goesOn") },
          ]}
        />
        <TextField
          type="number"
          min={1}
          max={count}
          label={t("monitor.rule.position")}
          value={draft.position > 0 ? String(draft.position) : ""}
          onChange={(position) => change({ position: Math.trunc(Number(position)) })}
        />
      </div>
      <TickField label={t("monitor.rule.isOn")} isOn={draft.isOn} onChange={(isOn) => change({ isOn })} />
    </section>
  );
}

function Destination({ form: { draft, change } }: { form: RuleForm }) {
  const { t } = useWords();
  return (
    <div className={styles["pair"]}>
      <PickField
        label={t("monitor.rule.bucket")}
        value={draft.bucket ?? ""}
        onChange={(next) => change({ bucket: buckets.find((bucket) => bucket === next) ?? null })}
        options={[
          ...buckets.map((bucket) => ({ value: bucket, says: t(`bucket.${bucket}`) })),
          { value: "", says: t("monitor.rule.noBucket") },
        ]}
      />
      <PickField
        label={t("monitor.rule.priority")}
        value={draft.priority ?? ""}
        onChange={(next) => change({ priority: urgencies.find((urgency) => urgency === next) ?? null })}
        options={[
          { value: "", says: t("monitor.rule.asWritten") },
          ...urgencies.map((urgency) => ({ value: urgency, says: t(`monitor.urgency.${urgency}`) })),
        ]}
      />
    </div>
  );
}

function Handling({ form: { draft, change } }: { form: RuleForm }) {
  const { t } = useWords();
  const { data: people } = useEngine("people.list", {});
  const { data: scripts } = useEngine("playbook.list", {});
  const departments = useDepartments();
  const approval = approvers.map((value) => ({ value: value as Role, says: t(`role.${value}`) }));
  return (
    <>
      <div className={styles["pair"]}>
        <TextField
          label={t("monitor.rule.department")}
          maxLength={80}
          list="departments"
          value={draft.department}
          onChange={(department) => change({ department })}
        />
        <PickField
          label={t("monitor.rule.assignee")}
          value={draft.assignee ?? ""}
          onChange={(next) => change({ assignee: next || null })}
          options={withChosen({ value: "", says: t("monitor.rule.nobody") }, draft.assignee, [
            ...(people ?? []).map(({ id, name }) => ({ value: id, says: name })),
          ])}
        />
      </div>
      <div className={styles["pair"]}>
        <TextField
          label={t("monitor.rule.labels")}
          help={t("monitor.rule.labelsHelp")}
          maxLength={400}
          value={draft.labels}
          onChange={(labels) => change({ labels })}
        />
        <PickField
          label={t("monitor.rule.script")}
          value={draft.script ?? ""}
          onChange={(next) => change({ script: next || null })}
          options={withChosen({ value: "", says: t("monitor.rule.noScript") }, draft.script, [
            ...(scripts ?? []).map(({ key, name }) => ({ value: key, says: name })),
          ])}
        />
      </div>
      <PickMany
        label={t("monitor.rule.approval")}
        none={t("monitor.rule.asUsual")}
        options={approval}
        chosen={draft.approval}
        onChange={(chosen) => change({ approval: chosen })}
      />
      <datalist id="departments">
        {departments.map((department) => (
          <option key={department} value={department} />
        ))}
      </datalist>
    </>
  );
}

type Option = { value: string; says: string };

/** Somebody or something that is gone stays shown as chosen. */
function withChosen(none: Option, chosen: string | null, options: readonly Option[]): Option[] {
  const isKnown = chosen === null || options.some(({ value }) => value === chosen);
  return [none, ...options, ...(isKnown ? [] : [{ value: chosen, says: chosen }])];
}
