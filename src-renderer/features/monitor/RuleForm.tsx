import { useState } from "react";
import type { RuleRow } from "../../../src-main/contract/methods/rules.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { classNames } from "../../ui/class-names.ts";
import { Icon } from "../../ui/Icon.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { ConfirmHere } from "./ConfirmHere.tsx";
import { DryRunPart } from "./DryRunPart.tsx";
import { PanelHead } from "./PanelHead.tsx";
import { QueryField } from "./QueryField.tsx";
import { RuleActions } from "./RuleActions.tsx";
import { RuleConditions } from "./RuleConditions.tsx";
import { wordsOf } from "./rule-draft.ts";
import styles from "./RuleForm.module.css";
import { RuleVersions } from "./RuleVersions.tsx";
import { RuleWorkPart } from "./RuleWorkPart.tsx";
import { type RuleForm as Form, useRuleForm } from "./use-rule-form.ts";
import { faultOf } from "./WatchEditor.tsx";

type RuleFormProps = {
  rule: RuleRow | null;
  count: number;
  onSaved: (rule: RuleRow) => void;
  onClose: () => void;
  onRemove: (rule: RuleRow) => Promise<void>;
};

/** One rule: what it looks for, where that goes, what it would have done, and what it did. */
export function RuleForm({ rule, count, onSaved, onClose, onRemove }: RuleFormProps) {
  const { t } = useWords();
  const { moment } = useFormat();
  const [hasVersions, setVersions] = useState(false);
  const form = useRuleForm({ rule, count, onSaved });
  return (
    <form
      className={styles["form"]}
      onSubmit={(event) => {
        event.preventDefault();
        if (form.offBecause === undefined) form.save();
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.preventDefault();
        onClose();
      }}
    >
      <PanelHead title={rule?.name ?? t("monitor.rule.new")} onClose={onClose} />
      <div className={styles["body"]}>
        {rule && <Saved rule={rule} />}
        {rule && rule.overranAt !== null && (
          <p role="status" className={styles["slow"]}>
            <Icon name="stop" size={14} />
            <span>{t("monitor.rule.overran", { when: moment(rule.overranAt) })}</span>
          </p>
        )}
        <Words form={form} />
        <RuleConditions form={form} />
        <RuleActions form={form} count={count + (rule ? 0 : 1)} />
        <Reason form={form} />
        <DryRunPart dryRun={form.dryRun} />
        {rule && <RuleWorkPart rule={rule} isChanged={form.isChanged} />}
        {rule && hasVersions && <RuleVersions rule={rule} onUse={(version) => form.change(wordsOf(version))} />}
      </div>
      <Foot
        {...{ form, rule, hasVersions }}
        onVersions={() => setVersions(!hasVersions)}
        onRemove={async (gone) => {
          await onRemove(gone);
          onClose();
        }}
      />
    </form>
  );
}

function Saved({ rule: { version, savedAt, savedBy } }: { rule: RuleRow }) {
  const { t } = useWords();
  const { moment } = useFormat();
  if (savedAt === null) return <p className={styles["saved"]}>{t("monitor.rule.version", { version })}</p>;
  const when = { version, when: moment(savedAt) };
  return (
    <p className={styles["saved"]}>
      {savedBy === null ? t("monitor.rule.savedAt", when) : t("monitor.rule.savedBy", { ...when, who: savedBy })}
    </p>
  );
}

function Words({ form: { draft, change, dryRun } }: { form: Form }) {
  const { t } = useWords();
  return (
    <>
      <TextField
        label={t("monitor.rule.name")}
        maxLength={80}
        value={draft.name}
        onChange={(name) => change({ name })}
      />
      <QueryField
        label={t("monitor.query.label")}
        value={draft.query}
        fault={dryRun.fault}
        onChange={(query) => change({ query })}
      />
    </>
  );
}

function Reason({ form: { draft, change, refusal } }: { form: Form }) {
  const { t, sayError } = useWords();
  return (
    <>
      <TextField
        label={t("monitor.rule.reason")}
        help={t("monitor.rule.reasonHelp")}
        maxLength={300}
        value={draft.reason}
        onChange={(reason) => change({ reason })}
      />
      {refusal && !faultOf(refusal) && (
        <p role="alert" className={styles["refusal"]}>
          {sayError(refusal)}
        </p>
      )}
    </>
  );
}

/** What the last look found, where it is seen while writing. */
function InShort({ form: { dryRun } }: { form: Form }) {
  const { t } = useWords();
  const { number } = useFormat();
  const { found, isCurrent } = dryRun;
  if (!found) return <span className="grow" />;
  const moved = found.moves.reduce((sum, { stories }) => sum + stories, 0);
  return (
    <span className={classNames("grow clip", styles["saved"])} aria-hidden="true">
      {isCurrent && t("monitor.rule.inShort", { matched: number(found.matched), moved: number(moved) })}
    </span>
  );
}

type FootProps = {
  form: Form;
  rule: RuleRow | null;
  hasVersions: boolean;
  onVersions: () => void;
  onRemove: (rule: RuleRow) => Promise<void>;
};

function Foot({ form, rule, hasVersions, onVersions, onRemove }: FootProps) {
  const { t } = useWords();
  const [isAsking, setAsking] = useState(false);
  return (
    <footer className={styles["foot"]}>
      <ActButton submit look="primary" offBecause={form.offBecause} aria-busy={form.isSaving}>
        {t("monitor.rule.save")}
      </ActButton>
      <InShort form={form} />
      {rule && !isAsking && (
        <ActButton look="ghost" aria-expanded={hasVersions} onClick={onVersions}>
          {t("monitor.rule.versions")}
        </ActButton>
      )}
      {rule &&
        (isAsking ? (
          <ConfirmHere
            says={t("monitor.rule.removeAsk")}
            doSays={t("monitor.remove")}
            onDo={() => void onRemove(rule)}
            onKeep={() => setAsking(false)}
          />
        ) : (
          <ActButton look="ghost" onClick={() => setAsking(true)}>
            {t("monitor.remove")}
          </ActButton>
        ))}
    </footer>
  );
}
