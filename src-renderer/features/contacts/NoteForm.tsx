import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useFieldKey } from "../../lib/use-field-key.ts";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { Icon } from "../../ui/Icon.tsx";
import styles from "./notes.module.css";
import { useContactActs } from "./use-contact-acts.ts";

const longest = 4000;

/** Writes a note about a contact, for us alone: nothing here knows how to send anything. */
export function NoteForm({ contactId, onDone }: { contactId: string; onDone: () => void }) {
  const { t } = useWords();
  const keepKey = useFieldKey("write.keep");
  const acts = useContactActs();
  const [text, setText] = useState("");
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.focus(), []);
  async function keep(): Promise<void> {
    if (text.trim() !== "" && (await acts.note(contactId, text))) onDone();
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Escape" && text.trim() === "") onDone();
    else if (event.key === "Escape") field.current?.blur();
    if (!keepKey.isIt(event)) return;
    event.preventDefault();
    void keep();
  }
  return (
    <div className={styles["note"]}>
      <div className={styles["top"]}>
        <Icon name="lock" size={14} />
        <b>{t("case.onlyUs")}</b>
        <span>{t("contacts.note.help")}</span>
      </div>
      <textarea
        ref={field}
        rows={4}
        maxLength={longest}
        aria-label={t("contacts.note.label")}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <div className={styles["foot"]}>
        <span>{text.length > longest * 0.8 && t("case.meter.of", { used: text.length, max: longest })}</span>
        <span className="grow" />
        <ActButton
          size="small"
          ownKeys={keepKey.shown}
          offBecause={text.trim() === "" ? t("case.note.empty") : undefined}
          onClick={() => void keep()}
        >
          {t("case.note.add")}
        </ActButton>
        <ActButton size="small" look="ghost" onClick={onDone}>
          {t("contacts.cancel")}
        </ActButton>
      </div>
    </div>
  );
}
