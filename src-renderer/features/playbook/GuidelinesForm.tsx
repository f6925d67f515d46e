import { useEffect, useRef, useState } from "react";
import type { Guidelines } from "../../../src-main/contract/methods/playbook.ts";
import type { EngineError } from "../../lib/engine.ts";
import { useShortcuts } from "../../lib/shortcuts.tsx";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { FieldError } from "../../ui/Field.tsx";
import { AreaField } from "../../ui/TextField.tsx";
import work from "../../ui/WorkSheet.module.css";
import styles from "./guidelines.module.css";
import { usePerform } from "./use-perform.ts";

type GuidelinesFormProps = { guidelines: Guidelines; present: number; onDone: () => void };

/** The words of the guidelines while they are changed. Each save is a version; the earlier ones stay. */
export function GuidelinesForm({ guidelines, present, onDone }: GuidelinesFormProps) {
  const { t, sayError } = useWords();
  const { perform, send } = usePerform();
  const area = useRef<HTMLTextAreaElement>(null);
  // Somebody else's version meanwhile is refused once, and then written over.
  const [base, setBase] = useState(present);
  const [text, setText] = useState(guidelines.text === "" ? t("contacts.own.usual") : guidelines.text);
  const [trouble, setTrouble] = useState<EngineError | null>(null);
  useEffect(() => area.current?.focus(), []);
  async function save(): Promise<void> {
    setTrouble(null);
    const saved = await perform(
      () => send("playbook.saveGuidelines", { version: base, text }),
      ({ version }) => ({ says: t("playbook.guidelines.saved", { version }) }),
      (fault) => {
        setTrouble(fault);
        if (fault.code === "stale") setBase(Number(fault.params["version"] ?? base));
      },
    );
    if (saved) onDone();
  }
  useShortcuts("playbook.keys.title", [{ says: "playbook.keys.save", run: () => void save() }]);
  return (
    <form
      noValidate
      className={work["work"]}
      aria-label={t("playbook.guidelines.edit")}
      onSubmit={(event) => (event.preventDefault(), void save())}
    >
      <header className={work["bar"]}>
        <h2>{t("playbook.open.guidelines")}</h2>
      </header>
      <div className={work["sheet"]}>
        <AreaField
          ref={area}
          className={styles["words"]}
          label={t("playbook.guidelines.words")}
          help={t("playbook.guidelines.help")}
          rows={22}
          maxLength={40_000}
          value={text}
          onChange={setText}
        />
      </div>
      <footer className={work["gate"]}>
        {trouble && <FieldError says={trouble.code === "stale" ? t("playbook.stale") : sayError(trouble)} />}
        <div className={work["acts"]}>
          <ActButton look="primary" submit keys="Ctrl+S">
            {t("playbook.save", { version: base + 1 })}
          </ActButton>
          <ActButton onClick={onDone}>{t("playbook.giveUp")}</ActButton>
        </div>
      </footer>
    </form>
  );
}
