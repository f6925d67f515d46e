import { useState } from "react";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { TextField } from "../../ui/TextField.tsx";
import { TickField } from "../../ui/TickField.tsx";
import styles from "./PickMany.module.css";

export type Pickable<Value extends string> = { readonly value: Value; readonly says: string };

type PickManyProps<Value extends string> = {
  label: string;
  /** What it means that none is chosen. */
  none: string;
  options: readonly Pickable<Value>[];
  chosen: readonly Value[];
  onChange: (chosen: Value[]) => void;
};

/** From here on a list has a field to find in it. */
const LONG = 12;

/** Some of a list, behind a line that says which: it opens by Enter, and each is ticked by Space. */
export function PickMany<Value extends string>({ label, none, options, chosen, onChange }: PickManyProps<Value>) {
  const { t } = useWords();
  const { list } = useFormat();
  const [wanted, setWanted] = useState("");
  const known = new Set(options.map(({ value }) => value));
  // What is gone from the list stays chosen, and can be taken out.
  const all = [...options, ...chosen.filter((value) => !known.has(value)).map((value) => ({ value, says: value }))];
  const names = all.filter(({ value }) => chosen.includes(value)).map(({ says }) => says);
  const shown = all.filter(({ says }) => says.toLowerCase().includes(wanted.trim().toLowerCase()));
  return (
    <details className={styles["pick"]}>
      <summary>
        <span className={styles["label"]}>{label}</span>
        <span className={names.length > 0 ? styles["chosen"] : styles["none"]}>
          {names.length > 0 ? list(names) : none}
        </span>
      </summary>
      <fieldset
        className={styles["list"]}
        onKeyDown={(event) => {
          // Enter would save the rule around it.
          if (event.key === "Enter") event.preventDefault();
        }}
      >
        <legend className="sr">{label}</legend>
        {all.length > LONG && (
          <TextField
            label={t("monitor.rule.find")}
            isLabelHidden
            value={wanted}
            onChange={setWanted}
            placeholder={t("monitor.rule.find")}
          />
        )}
        {shown.map(({ value, says }) => (
          <TickField
            key={value}
            label={says}
            isOn={chosen.includes(value)}
            onChange={(isOn) => onChange(isOn ? [...chosen, value] : chosen.filter((one) => one !== value))}
          />
        ))}
        {shown.length === 0 && <p className={styles["none"]}>{t("monitor.rule.noneToPick")}</p>}
      </fieldset>
    </details>
  );
}
