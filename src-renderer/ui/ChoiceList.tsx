import { type KeyboardEvent, useRef } from "react";
import styles from "./ChoiceList.module.css";
import { KeyCap } from "./KeyCap.tsx";

export type Choice = { says: string; run: () => void };

/** A short list to choose from by digit, arrows or pointer. It stands in a popover, never in a modal. */
export function ChoiceList({
  title,
  choices,
  onChosen,
}: {
  title: string;
  choices: readonly Choice[];
  onChosen: () => void;
}) {
  const list = useRef<HTMLUListElement>(null);
  function choose(choice: Choice | undefined): void {
    if (!choice) return;
    onChosen();
    choice.run();
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (/^[1-9]$/.test(event.key)) {
      event.preventDefault();
      return choose(choices[Number(event.key) - 1]);
    }
    const step = { ArrowDown: 1, ArrowUp: -1, j: 1, k: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const buttons = [...(list.current?.querySelectorAll("button") ?? [])];
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    buttons[(at + step + buttons.length) % buttons.length]?.focus();
  }
  return (
    <div onKeyDown={onKeyDown}>
      <p className={styles["title"]}>{title}</p>
      <ul ref={list} className={styles["list"]}>
        {choices.map((choice, index) => (
          <li key={choice.says}>
            <button
              type="button"
              data-autofocus={index === 0 || undefined}
              className={styles["choice"]}
              onClick={() => choose(choice)}
            >
              <span className="clip">{choice.says}</span>
              {index < 9 && <KeyCap keys={String(index + 1)} />}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
