import { type KeyboardEvent, useEffect, useRef } from "react";
import { useFieldKey } from "../../lib/use-field-key.ts";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { Icon } from "../../ui/Icon.tsx";
import styles from "./NoteCard.module.css";
import { TooMuchPasted } from "./TooMuchPasted.tsx";
import { useNote } from "./use-note.ts";
import { usePasteGuard } from "./use-paste-guard.ts";

const LONGEST = 4000;

/** Writes a note for the desk. It is a place of its own: nothing here knows how to send anything. */
export function NoteEditor({ storyId, onDone }: { storyId: string; onDone: () => void }) {
  const { t } = useWords();
  const keepKey = useFieldKey("write.keep");
  const { text, type, keep } = useNote({ storyId, onDone });
  const paste = usePasteGuard();
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.focus(), []);
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === "Escape") field.current?.blur();
    if (!keepKey.isIt(event)) return;
    event.preventDefault();
    void keep();
  }
  return (
    <div className={styles["editor"]} {...paste.handlers}>
      <div className={styles["top"]}>
        <Icon name="lock" size={14} />
        <b>{t("case.onlyUs")}</b>
        <span>{t("case.note.help")}</span>
      </div>
      <textarea
        ref={field}
        value={text}
        maxLength={LONGEST}
        rows={6}
        aria-label={t("case.note.label")}
        placeholder={t("case.note.placeholder")}
        onChange={(event) => type(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <TooMuchPasted tooMuch={paste.tooMuch} place="note" onForget={paste.forget} />
      <div className={styles["foot"]}>
        <span>{text.length > LONGEST * 0.8 && t("case.meter.of", { used: text.length, max: LONGEST })}</span>
        <span className="grow" />
        <ActButton
          size="small"
          ownKeys={keepKey.shown}
          offBecause={text.trim() === "" ? t("case.note.empty") : undefined}
          onClick={() => void keep()}
        >
          {t("case.note.add")}
        </ActButton>
      </div>
    </div>
  );
}
