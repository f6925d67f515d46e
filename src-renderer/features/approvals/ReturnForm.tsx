import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { KeyCap } from "../../ui/KeyCap.tsx";
import styles from "./DecisionGate.module.css";
import type { WhyBack } from "./use-approval-acts.ts";

const reasons = ["facts", "tone", "promise", "personal", "longer"] as const satisfies WhyBack["reasons"];
type Reason = (typeof reasons)[number];
const LONGEST = 500;

/** Why a draft goes back: reasons from the list, the first by its digit, words of one's own, or both. */
export function ReturnForm({ onReturn, onClose }: { onReturn: (why: WhyBack) => void; onClose: () => void }) {
  const { t } = useWords();
  const [chosen, setChosen] = useState<readonly Reason[]>([]);
  const [text, setText] = useState("");
  const box = useRef<HTMLDivElement>(null);
  useFocusInside(box);
  const isEmpty = chosen.length === 0 && text.trim() === "";
  const toggle = (name: Reason) =>
    setChosen(chosen.includes(name) ? chosen.filter((one) => one !== name) : [...chosen, name]);
  function send(event: FormEvent): void {
    event.preventDefault();
    if (!isEmpty) onReturn({ reason: text.trim(), reasons: [...chosen] });
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === "Escape") return onClose();
    const digit = event.target instanceof HTMLInputElement ? undefined : reasons[Number(event.key) - 1];
    if (!digit) return;
    event.preventDefault();
    toggle(digit);
    box.current?.querySelector("input")?.focus();
  }
  const title = t("approvals.returnForm.title");
  return (
    <div ref={box} role="dialog" aria-label={title} onKeyDown={onKeyDown}>
      <form className={styles["form"]} onSubmit={send}>
        <p>{title}</p>
        <Reasons chosen={chosen} onChoose={toggle} />
        <div className={styles["acts"]}>
          <input
            className={styles["words"]}
            type="text"
            value={text}
            maxLength={LONGEST}
            aria-label={t("approvals.returnForm.own")}
            placeholder={t("approvals.returnForm.own")}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <ActButton submit ownKeys="Enter" offBecause={isEmpty ? t("approvals.returnForm.empty") : undefined}>
            {t("approvals.returnForm.send")}
          </ActButton>
          <ActButton look="ghost" ownKeys="Escape" onClick={onClose}>
            {t("app.cancel")}
          </ActButton>
        </div>
      </form>
    </div>
  );
}

function Reasons({ chosen, onChoose }: { chosen: readonly Reason[]; onChoose: (reason: Reason) => void }) {
  const { t } = useWords();
  return (
    <div className={styles["reasons"]} role="group" aria-label={t("approvals.returnForm.title")}>
      {reasons.map((name, index) => (
        <button
          key={name}
          type="button"
          className={styles["reason"]}
          aria-pressed={chosen.includes(name)}
          onClick={() => onChoose(name)}
        >
          {t(`approvals.reason.${name}`)}
          <KeyCap keys={String(index + 1)} />
        </button>
      ))}
    </div>
  );
}

/** The focus goes into the form, and back to where it was when the form closes. */
function useFocusInside(box: { readonly current: HTMLElement | null }): void {
  useEffect(() => {
    const before = document.activeElement;
    box.current?.querySelector("button")?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, [box]);
}
