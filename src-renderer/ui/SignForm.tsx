import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useWords } from "../lib/words.ts";
import { ActButton } from "./ActButton.tsx";
import styles from "./ReplyChecks.module.css";
import { TextField } from "./TextField.tsx";

/** Why one takes a hit upon oneself: the approver and the log will read it. */
export function SignForm({
  words,
  onSign,
  onClose,
}: {
  words: string;
  onSign: (reason: string) => Promise<void>;
  onClose: () => void;
}) {
  const { t } = useWords();
  const [reason, setReason] = useState("");
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  async function send(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (reason.trim() !== "") await onSign(reason.trim());
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    onClose();
  }
  return (
    <form
      className={styles["form"]}
      aria-label={t("checks.signOf", { words })}
      onSubmit={(event) => void send(event)}
      onKeyDown={onKeyDown}
    >
      <TextField
        ref={field}
        label={t("checks.why.ask")}
        isLabelHidden
        placeholder={t("checks.why.ask")}
        maxLength={300}
        value={reason}
        onChange={setReason}
      />
      <ActButton
        size="small"
        submit
        ownKeys="Enter"
        offBecause={reason.trim() === "" ? t("checks.why.needed") : undefined}
      >
        {t("checks.signNow")}
      </ActButton>
      <ActButton size="small" look="ghost" ownKeys="Escape" onClick={onClose}>
        {t("app.cancel")}
      </ActButton>
    </form>
  );
}
