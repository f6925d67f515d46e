import { useEffect, useRef } from "react";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import styles from "./ConfirmHere.module.css";

type ConfirmHereProps = { says: string; doSays: string; onDo: () => void; onKeep: () => void };

/** Asks again in the place of the button, not over the screen. Escape keeps things as they are. */
export function ConfirmHere({ says, doSays, onDo, onKeep }: ConfirmHereProps) {
  const { t } = useWords();
  const keep = useRef<HTMLButtonElement>(null);
  useEffect(() => keep.current?.focus(), []);
  return (
    <div
      className={styles["confirm"]}
      role="group"
      aria-label={says}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.preventDefault();
        event.stopPropagation();
        onKeep();
      }}
    >
      <span>{says}</span>
      <ActButton size="small" className={styles["do"]} onClick={onDo}>
        {doSays}
      </ActButton>
      <ActButton size="small" look="ghost" ref={keep} onClick={onKeep}>
        {t("monitor.keep")}
      </ActButton>
    </div>
  );
}
