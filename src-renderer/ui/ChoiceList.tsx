import { type KeyboardEvent, useRef, useState } from "react";
import styles from "./ChoiceList.module.css";
import { KeyCap } from "./KeyCap.tsx";
import { TextField } from "./TextField.tsx";

/** What can be chosen. `needsWords`: only with a reason, which stands in the list's field. */
export type Choice = { says: string; run: (words: string) => void; needsWords?: boolean };

/** A field for words that go with whatever is chosen: a reason, a note. */
export type AskedWords = { label: string; /** Said when a choice needs them and there are none. */ needed: string };

type ChoiceListProps = {
  title: string;
  choices: readonly Choice[];
  ask?: AskedWords | undefined;
  onChosen: () => void;
};

/** A short list to choose from by digit, arrows or pointer. It stands in a popover, never in a modal. */
export function ChoiceList({ title, choices, ask, onChosen }: ChoiceListProps) {
  const list = useRef<HTMLUListElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const [words, setWords] = useState("");
  // What was chosen before its reason was there: Enter in the field does it.
  const [waiting, setWaiting] = useState<Choice | null>(null);
  const isOne = choices.length === 1;
  function choose(choice: Choice | undefined): void {
    if (!choice) return;
    if (choice.needsWords && words.trim() === "") {
      setWaiting(choice);
      field.current?.focus();
      return;
    }
    onChosen();
    choice.run(words.trim());
  }
  function onKeyDown(event: KeyboardEvent): void {
    const isInField = event.target === field.current;
    if (isInField && event.key === "Enter") {
      event.preventDefault();
      return choose(waiting ?? (isOne ? choices[0] : undefined));
    }
    if (!isInField && /^[1-9]$/.test(event.key)) {
      event.preventDefault();
      return choose(choices[Number(event.key) - 1]);
    }
    const step = isInField
      ? { ArrowDown: 1, ArrowUp: -1 }[event.key]
      : { ArrowDown: 1, ArrowUp: -1, j: 1, k: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const buttons = [...(list.current?.querySelectorAll("button") ?? [])];
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    buttons[at < 0 && step < 0 ? buttons.length - 1 : (at + step + buttons.length) % buttons.length]?.focus();
  }
  return (
    <div onKeyDown={onKeyDown}>
      <p className={styles["title"]}>{title}</p>
      {ask && (
        <TextField
          ref={field}
          className={styles["words"]}
          label={ask.label}
          error={waiting && words.trim() === "" ? ask.needed : undefined}
          maxLength={300}
          data-autofocus={isOne || undefined}
          value={words}
          onChange={setWords}
        />
      )}
      <ul ref={list} className={styles["list"]}>
        {choices.map((choice, index) => (
          <li key={choice.says}>
            <button
              type="button"
              data-autofocus={(index === 0 && !(ask && isOne)) || undefined}
              aria-pressed={choice === waiting || undefined}
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
