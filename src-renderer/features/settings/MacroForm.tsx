import { type FormEvent, useState } from "react";
import type { Macro } from "../../../src-main/contract/methods/macros.ts";
import { useActs } from "../../lib/acts.tsx";
import { useEngine } from "../../lib/use-engine.tsx";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { FieldError } from "../../ui/Field.tsx";
import { PickField } from "../../ui/PickField.tsx";
import { AreaField, TextField } from "../../ui/TextField.tsx";
import { TickField } from "../../ui/TickField.tsx";
import { Acts, Columns } from "../../ui/Card.tsx";
import { useFormTrouble } from "../../lib/form-trouble.ts";
import { type MacroDraft, stepsOf, toMacroDraft } from "./macro-draft.ts";
import styles from "../../ui/rows.module.css";
import { useAct, useBaseVersion } from "../../lib/use-act.ts";
import { useOffBecause } from "../../lib/use-may.ts";

const endings = ["no_reply_needed", "closed_without_reply", "spam", "withdrawn"] as const;
const reasons = ["thanks", "noQuestion", "answeredElsewhere", "otherFirm", "baiting", "other"] as const;

/** A new macro or a change of one: each field is a step, an empty one is left out. */
export function MacroForm({ macro, onDone }: { macro: Macro | null; onDone: () => void }) {
  const { t } = useWords();
  const acts = useActs();
  const saving = useAct("macros.save", ["macros.list"]);
  const base = useBaseVersion(macro?.version ?? 0);
  const [draft, setDraft] = useState(() => toMacroDraft(macro));
  const [isChecked, setChecked] = useState(false);
  const sharesOff = useOffBecause(["lead", "admin"]);
  const trouble = useFormTrouble(saving.trouble, base.accept);
  const edit = (change: Partial<MacroDraft>) => setDraft({ ...draft, ...change });
  const steps = stepsOf(draft);
  const hasNoStep = Object.keys(steps).length === 0;
  async function save(event: FormEvent): Promise<void> {
    event.preventDefault();
    setChecked(true);
    const name = draft.name.trim();
    if (name === "" || hasNoStep || saving.isBusy) return;
    const known = macro ? { id: macro.id, version: base.version } : {};
    const key = draft.key === "" ? null : draft.key;
    const saved = await saving.run({ ...known, name, key, forAll: draft.forAll, steps });
    if (!saved) return;
    acts.did({ says: t("queue.macros.saved", { name }) });
    onDone();
  }
  return (
    <form
      noValidate
      className={styles["form"]}
      aria-label={macro ? t("settings.editOf", { name: macro.name }) : t("queue.macros.add")}
      onSubmit={(event) => void save(event)}
    >
      <Columns>
        <TextField
          label={t("queue.macros.name")}
          error={isChecked && draft.name.trim() === "" ? t("queue.macros.nameNeeded") : undefined}
          maxLength={80}
          value={draft.name}
          onChange={(name) => edit({ name })}
        />
        <PickField
          label={t("queue.macros.key")}
          value={draft.key}
          options={[
            { value: "", says: t("queue.macros.noKey") },
            ...(["4", "5", "6", "7", "8", "9"] as const).map((value) => ({ value, says: value })),
          ]}
          onChange={(key) => edit({ key })}
        />
      </Columns>
      <Steps draft={draft} edit={edit} />
      {sharesOff === undefined && (
        <TickField label={t("queue.macros.forAll")} isOn={draft.forAll} onChange={(forAll) => edit({ forAll })} />
      )}
      {isChecked && hasNoStep && <FieldError says={t("queue.macros.stepNeeded")} />}
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

type StepsProps = { draft: MacroDraft; edit: (change: Partial<MacroDraft>) => void };

function Steps({ draft, edit }: StepsProps) {
  const { t } = useWords();
  const { data: people = [] } = useEngine("people.list", {});
  const { data: scripts = [] } = useEngine("playbook.list", {});
  const none = { value: "" as const, says: t("queue.macros.leave") };
  const named = people.map(({ id, name }) => ({ value: id, says: name }));
  return (
    <>
      <Columns>
        <PickField
          label={t("queue.part.buckets")}
          value={draft.bucket}
          options={[
            none,
            ...(["unsorted", "care", "pr", "analytics"] as const).map((value) => ({
              value,
              says: t(`bucketLong.${value}`),
            })),
          ]}
          onChange={(bucket) => edit({ bucket })}
        />
        <PickField
          label={t("queue.part.priorities")}
          value={draft.priority}
          options={[none, ...(["1", "2", "3"] as const).map((value) => ({ value, says: t(`priority.${value}`) }))]}
          onChange={(priority) => edit({ priority })}
        />
        <PickField
          label={t("queue.part.owners")}
          value={draft.assign}
          options={[
            none,
            { value: "me", says: t("queue.macros.me") },
            { value: "nobody", says: t("queue.owner.nobody") },
            ...named,
          ]}
          onChange={(assign) => edit({ assign })}
        />
        <PickField
          label={t("queue.macros.script")}
          value={draft.script}
          options={[none, ...scripts.map(({ key, name }) => ({ value: key, says: name }))]}
          onChange={(script) => edit({ script })}
        />
      </Columns>
      <TextField
        label={t("queue.labels.title")}
        help={t("queue.macros.labelsHelp")}
        maxLength={600}
        value={draft.labels}
        onChange={(labels) => edit({ labels })}
      />
      <AreaField
        label={t("queue.macros.note")}
        rows={2}
        maxLength={4000}
        value={draft.note}
        onChange={(note) => edit({ note })}
      />
      <End draft={draft} edit={edit} />
    </>
  );
}

function End({ draft, edit }: StepsProps) {
  const { t } = useWords();
  const asksWhy = draft.endAs === "no_reply_needed";
  const asksWords = draft.endAs === "closed_without_reply" || (asksWhy && draft.why === "other");
  return (
    <Columns>
      <PickField
        label={t("queue.macros.end")}
        value={draft.endAs}
        options={[
          { value: "" as const, says: t("queue.macros.staysOpen") },
          ...endings.map((value) => ({ value, says: t(`resolution.${value}`) })),
        ]}
        onChange={(endAs) => edit({ endAs })}
      />
      {asksWhy && (
        <PickField
          label={t("triage.choose.noReply")}
          value={draft.why}
          options={reasons.map((value) => ({ value, says: t(`triage.reason.${value}`) }))}
          onChange={(why) => edit({ why })}
        />
      )}
      {asksWords && (
        <TextField
          label={t("queue.macros.reason")}
          maxLength={300}
          value={draft.reason}
          onChange={(reason) => edit({ reason })}
        />
      )}
    </Columns>
  );
}
