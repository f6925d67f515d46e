import { useEffect, useId, useRef } from "react";
import { ActButton } from "./ActButton.tsx";
import styles from "./AskFirst.module.css";

type AskFirstProps = {
  label: string;
  says: string;
  yes: string;
  no: string;
  isBusy?: boolean;
  onYes: () => void;
  onNo: () => void;
};

/** Asks once more in place before what cannot be taken back. The focus goes to the answer and comes back; Escape is no. */
export function AskFirst({ label, says, yes, no, isBusy = false, onYes, onNo }: AskFirstProps) {
  const saysId = useId();
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    button.current?.focus();
    return () => (before instanceof HTMLElement && before.isConnected ? before.focus() : undefined);
  }, []);
  return (
    <div
      className={styles["ask"]}
      role="group"
      aria-label={label}
      onKeyDown={(event) => event.key === "Escape" && onNo()}
    >
      <p id={saysId}>{says}</p>
      <ActButton ref={button} aria-describedby={saysId} aria-busy={isBusy} onClick={isBusy ? undefined : onYes}>
        {yes}
      </ActButton>
      <ActButton look="ghost" ownKeys="Escape" onClick={onNo}>
        {no}
      </ActButton>
    </div>
  );
}
