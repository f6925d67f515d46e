import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { KeyHint } from "../../ui/KeyHint.tsx";
import styles from "./DecisionGate.module.css";

const reasons = ["facts", "tone", "promise", "personal", "longer"] as const;
const LONGEST = 500;

/** Why a draft goes back: a reason from the list by its digit, words of one's own, or both. */
export function ReturnForm({ onReturn, onClose }: { onReturn: (reason: string) => void; onClose: () => void }) {
  const { t } = useWords();
  const [chosen, setChosen] = useState<(typeof reasons)[number] | null>(null);
  const [text, setText] = useState("");
  const form = useRef<HTMLFormElement>(null);
  const before = useRef<Element | null>(null);
  useEffect(() => {
    before.current = document.activeElement;
    form.current?.querySelector("button")?.focus();
    return () => (before.current instanceof HTMLElement ? before.current.focus() : undefined);
  }, []);
  const reason = [chosen && t(`approvals.reason.${chosen}`), text.trim()].filter(Boolean).join(": ");
  function send(event: FormEvent): void {
    event.preventDefault();
    if (reason !== "") onReturn(reason.slice(0, LONGEST));
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === "Escape") return onClose();
    const isTyping = event.target instanceof HTMLInputElement;
    const digit = isTyping ? undefined : reasons[Number(event.key) - 1];
    if (digit) {
      event.preventDefault();
      setChosen(digit);
      form.current?.querySelector("input")?.focus();
    }
  }
  return (
    <div role="dialog" aria-label={t("approvals.returnForm.title")}>
      <form ref={form} className={styles["form"]} onSubmit={send} onKeyDown={onKeyDown}>
        <p>{t("approvals.returnForm.title")}</p>
        <div className={styles["reasons"]} role="group" aria-label={t("approvals.returnForm.title")}>
          {reasons.map((name, index) => (
            <button
              key={name}
              type="button"
              className={styles["reason"]}
              aria-pressed={chosen === name}
              onClick={() => setChosen(chosen === name ? null : name)}
            >
              {t(`approvals.reason.${name}`)}
              <KeyHint keys={String(index + 1)} />
            </button>
          ))}
        </div>
        <div className={styles["acts"]}>
          <input
            className={styles["words"]}
            type="text"
            value={text}
            maxLength={400}
            aria-label={t("approvals.returnForm.own")}
            placeholder={t("approvals.returnForm.own")}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <ActButton submit keys="Enter" offBecause={reason === "" ? t("approvals.returnForm.empty") : undefined}>
            {t("approvals.returnForm.send")}
          </ActButton>
          <ActButton look="ghost" keys="Escape" onClick={onClose}>
            {t("app.cancel")}
          </ActButton>
        </div>
      </form>
    </div>
  );
}
