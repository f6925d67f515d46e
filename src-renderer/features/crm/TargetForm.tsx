import { type FormEvent, useRef, useState } from "react";
import type { CrmTarget } from "../../../src-main/contract/methods/crm.ts";
import { useActs } from "../../lib/acts.tsx";
import { type EngineError, type Output, reasonOf } from "../../lib/engine.ts";
import { useFormTrouble } from "../../lib/form-trouble.ts";
import { useAct, useBaseVersion } from "../../lib/use-act.ts";
import { useLink } from "../../lib/use-engine.tsx";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { Acts } from "../../ui/Card.tsx";
import { FieldError } from "../../ui/Field.tsx";
import { TickField } from "../../ui/TickField.tsx";
import styles from "./connections.module.css";
import { FieldMap } from "./FieldMap.tsx";
import { Findings } from "./Findings.tsx";
import { RecordPreview, usePreview } from "./RecordPreview.tsx";
import { readTarget, type TargetDraft, toTargetDraft } from "./target-draft.ts";
import type { TargetKind } from "./target-fields.ts";
import { HelpSteps, TargetFormFields } from "./TargetFormFields.tsx";

type TargetFormProps = { kind: TargetKind; target: CrmTarget | null; name: string; onDone: (savedId?: string) => void };

/** A new connection or a change of one: its help beside it, its test before anything is kept, and the record it would write. */
export function TargetForm({ kind, target, name, onDone }: TargetFormProps) {
  const { t, sayError } = useWords();
  const form = useTargetForm({ kind, target, name, onDone });
  const { draft, edit, trouble, test } = form;
  const preview = usePreview(form.config);
  return (
    <form
      noValidate
      aria-label={target ? t("settings.editOf", { name: target.name }) : t(`crmDesk.add.${kind}`)}
      className={styles["form"]}
      onSubmit={(event) => void form.save(event)}
      onKeyDown={(event) => event.key === "Escape" && onDone()}
    >
      <div className={styles["sides"]}>
        <div className={styles["stack"]}>
          <TargetFormFields kind={kind} target={target} draft={draft} faultOf={form.faultOf} edit={edit} />
          {preview && preview.mappable.length > 0 && (
            <details>
              <summary>{t("crmDesk.map.open")}</summary>
              <FieldMap mappable={preview.mappable} map={draft.map} onChange={(map) => edit({ map })} />
            </details>
          )}
          <TickField label={t("crmDesk.enabled")} isOn={draft.enabled} onChange={(enabled) => edit({ enabled })} />
          <Findings tested={test.tested} isBusy={test.isBusy} />
          {test.trouble && <FieldError says={sayError(test.trouble)} />}
          {trouble && <FieldError says={trouble} />}
          <Acts>
            <ActButton icon="send" aria-busy={test.isBusy} onClick={() => void test.run()}>
              {t("crmDesk.test")}
            </ActButton>
            <ActButton look="primary" submit aria-busy={form.isBusy}>
              {t("settings.save")}
            </ActButton>
            <ActButton look="ghost" ownKeys="Escape" onClick={() => onDone()}>
              {t("app.cancel")}
            </ActButton>
          </Acts>
        </div>
        <div className={styles["stack"]}>
          <HelpSteps kind={kind} />
          <RecordPreview preview={preview} />
        </div>
      </div>
    </form>
  );
}

function useTargetForm({ kind, target, name, onDone }: TargetFormProps) {
  const { t } = useWords();
  const acts = useActs();
  const saving = useAct("crm.saveTarget", ["crm.targets", "status.get"]);
  const base = useBaseVersion(target?.version ?? 0);
  const [draft, setDraft] = useState(() => toTargetDraft(target, { kind, name }));
  const [isChecked, setChecked] = useState(false);
  const trouble = useFormTrouble(saving.trouble, base.accept);
  const { config, faults } = readTarget(draft, { kind, isNew: target === null });
  const isWhole = Object.keys(faults).length === 0;
  const secret = draft.secret.trim();
  const test = useDraftTest({
    mayTest: () => (setChecked(true), isWhole),
    input: { ...(target && { id: target.id }), config, ...(secret !== "" && { secret }) },
  });
  async function save(event: FormEvent): Promise<void> {
    event.preventDefault();
    setChecked(true);
    if (!isWhole || saving.isBusy) return;
    const saved = await saving.run({
      ...(target ? { id: target.id, version: base.version } : { waitsForLook: true }),
      name: draft.name.trim(),
      config,
      enabled: draft.enabled,
      ...(secret !== "" && { secret }),
    });
    if (!saved) return;
    acts.did({ says: t(saved.secret === "session" ? "crmDesk.savedForNow" : "crmDesk.saved", { name: saved.name }) });
    onDone(saved.id);
  }
  return {
    ...{ draft, config, trouble, test, save },
    isBusy: saving.isBusy,
    edit: (change: Partial<TargetDraft>) => {
      setDraft({ ...draft, ...change });
      // It was of what stood there.
      test.forget();
    },
    faultOf: (field: string) => {
      const fault = isChecked ? faults[field] : undefined;
      return fault && t(fault.says, fault.params);
    },
  };
}

type Trial = {
  mayTest: () => boolean;
  input: { id?: string; config: CrmTarget["config"]; secret?: string };
};

/** Tries the draft with what was typed; nothing of it is kept. */
function useDraftTest({ mayTest, input }: Trial) {
  const link = useLink();
  const [tested, setTested] = useState<Output<"crm.testTarget"> | null>(null);
  const [trouble, setTrouble] = useState<EngineError | null>(null);
  const [isBusy, setBusy] = useState(false);
  // An answer that comes after the draft was changed is of another draft.
  const round = useRef(0);
  function forget(): void {
    round.current += 1;
    setTested(null);
    setTrouble(null);
    setBusy(false);
  }
  async function run(): Promise<void> {
    if (isBusy) return;
    forget();
    if (!mayTest()) return;
    const mine = round.current;
    setBusy(true);
    try {
      const answer = await link.call("crm.testTarget", input);
      if (mine === round.current) setTested(answer);
    } catch (error) {
      if (mine === round.current) setTrouble(reasonOf(error));
    }
    if (mine === round.current) setBusy(false);
  }
  return { run, forget, tested, trouble, isBusy };
}
