import { type FormEvent, useRef, useState } from "react";
import type { Script } from "../../../src-main/contract/methods/playbook.ts";
import type { EngineError } from "../../lib/engine.ts";
import { useShortcuts } from "../../lib/shortcuts.tsx";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { FieldError } from "../../ui/Field.tsx";
import work from "../../ui/WorkSheet.module.css";
import { FieldList } from "./FieldList.tsx";
import { Figures } from "./Figures.tsx";
import styles from "./playbook.module.css";
import { readScript, type ScriptDraft, toScriptDraft } from "./script-draft.ts";
import { ScriptFacts } from "./ScriptFacts.tsx";
import { ScriptTexts } from "./ScriptTexts.tsx";
import { TemplateCard } from "./TemplateCard.tsx";
import { useMayEdit } from "./use-may-edit.ts";
import { usePlaybookActs } from "./use-playbook-acts.ts";
import type { TypedScript } from "./use-script-drafts.ts";
import { Versions } from "./Versions.tsx";

type ScriptSheetProps = {
  /** Null for a new one. */
  script: Script | null;
  all: readonly Script[];
  /** What was typed and is not saved. */
  typed: TypedScript | null;
  onTyped: (typed: TypedScript | null) => void;
  onSaved: (id: string) => void;
  onGone: () => void;
};

/** One script: its facts, words and fields, what became of it, and its versions. What was typed stays until it is saved. */
export function ScriptSheet({ script, all, typed, onTyped, onSaved, onGone }: ScriptSheetProps) {
  const { t, sayError } = useWords();
  const sheet = useScriptDraft(script, { typed, setTyped: onTyped, onSaved });
  const { draft, edit, faultOf, trouble, save, isDirty } = sheet;
  const acts = usePlaybookActs();
  const editOff = useMayEdit();
  const form = useRef<HTMLFormElement>(null);
  async function remove(): Promise<void> {
    if (script && editOff === undefined && (await acts.remove(script))) {
      onTyped(null);
      onGone();
    }
  }
  useShortcuts("playbook.keys.title", [
    { says: "playbook.keys.edit", run: () => form.current?.querySelector<HTMLElement>("input")?.focus() },
    { says: "playbook.keys.save", run: () => void (editOff === undefined && save()) },
    { says: "playbook.keys.remove", run: () => void remove() },
  ]);
  const title = script ? script.name : t("playbook.adding");
  const part = { draft, edit, faultOf, isOff: editOff !== undefined };
  return (
    <form
      ref={form}
      noValidate
      className={work["work"]}
      aria-label={title}
      onSubmit={(event: FormEvent) => (event.preventDefault(), void save())}
    >
      <header className={work["bar"]}>
        <h2 className="clip" dir="auto">
          {title}
        </h2>
        {script && <span className={styles["quiet"]}>{t("playbook.version", { version: script.version })}</span>}
        <span className="grow" />
        {script && (
          <ActButton size="small" keys="#" icon="x" offBecause={editOff} onClick={() => void remove()}>
            {t("playbook.remove")}
          </ActButton>
        )}
      </header>
      <div className={work["sheet"]} tabIndex={0} role="region" aria-label={t("playbook.sheet")}>
        <div className={styles["form"]}>
          {editOff !== undefined && <p className={styles["quiet"]}>{editOff}</p>}
          <ScriptFacts {...part} all={all} />
          <ScriptTexts {...part} />
          <FieldList {...part} />
          {script && <TemplateCard script={script} isDirty={isDirty} />}
          {script && <Figures scriptId={script.id} />}
          {script && <Versions script={script} mayEdit={editOff === undefined && !isDirty} />}
        </div>
      </div>
      <footer className={work["gate"]}>
        {trouble && <FieldError says={trouble.code === "stale" ? t("playbook.stale") : sayError(trouble)} />}
        <div className={work["acts"]}>
          <ActButton
            look="primary"
            submit
            keys="Ctrl+S"
            offBecause={editOff ?? (isDirty ? undefined : t("playbook.unchanged"))}
          >
            {t("playbook.save", { version: (script?.version ?? 0) + 1 })}
          </ActButton>
          {isDirty && (
            <ActButton onClick={() => (sheet.giveUp(), script ?? onGone())}>{t("playbook.giveUp")}</ActButton>
          )}
          <span className={styles["quiet"]}>
            {isDirty && `${t("playbook.unsavedSays")} `}
            {t(script ? "playbook.saveSays" : "playbook.addSays")}
          </span>
        </div>
      </footer>
    </form>
  );
}

type SheetDraft = {
  typed: TypedScript | null;
  setTyped: (typed: TypedScript | null) => void;
  onSaved: (id: string) => void;
};

/** What is typed over the script as it stands; somebody else's version meanwhile is refused once, and then written over. */
function useScriptDraft(script: Script | null, { typed, setTyped, onSaved }: SheetDraft) {
  const { t } = useWords();
  const acts = usePlaybookActs();
  const [isChecked, setChecked] = useState(false);
  const [trouble, setTrouble] = useState<EngineError | null>(null);
  const present = script?.version ?? 0;
  const draft = typed?.draft ?? toScriptDraft(script);
  const { script: read, faults } = readScript(draft, script);
  async function save(): Promise<void> {
    setChecked(true);
    if (Object.keys(faults).length > 0 || typed === null) return focusFault();
    setTrouble(null);
    const saved = await acts.save({ script: read, ...(script && { id: script.id, version: typed.base }) }, (fault) => {
      setTrouble(fault);
      // The next save is meant over theirs: it takes whatever stands there then.
      if (fault.code === "stale") setTyped({ ...typed, base: Number(fault.params["version"] ?? present) });
    });
    if (!saved) return;
    setTyped(null);
    setChecked(false);
    onSaved(saved.id);
  }
  return {
    draft,
    isDirty: typed !== null,
    trouble,
    save,
    edit: (change: Partial<ScriptDraft>) => setTyped({ draft: { ...draft, ...change }, base: typed?.base ?? present }),
    faultOf: (field: string) => {
      const fault = isChecked ? faults[field] : undefined;
      return fault && t(fault.says, fault.params);
    },
    giveUp: () => {
      setTyped(null);
      setChecked(false);
      setTrouble(null);
    },
  };
}

function focusFault(): void {
  // After the sentences are on the page.
  setTimeout(() => document.querySelector<HTMLElement>('form [aria-invalid="true"]')?.focus());
}
