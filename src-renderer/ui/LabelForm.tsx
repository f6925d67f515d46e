import { type FormEvent, type KeyboardEvent, useState } from "react";
import type { LabelRef } from "../../src-main/contract/methods/labels.ts";
import { useEngine } from "../lib/use-engine.tsx";
import { useFieldKey } from "../lib/use-field-key.ts";
import { useWords } from "../lib/words.ts";
import { ActButton } from "./ActButton.tsx";
import styles from "./LabelForm.module.css";
import { LabelMark } from "./LabelMark.tsx";
import { TextField } from "./TextField.tsx";

const MOST_LETTERS = 60;

type LabelFormProps = {
  targets: readonly { readonly labels: readonly LabelRef[] }[];
  onLabel: (change: { add: readonly string[]; remove: readonly string[] }) => void;
};

/** The labels of the stories in hand: tick and untick, or write a name that is not there yet. */
export function LabelForm({ targets, onLabel }: LabelFormProps) {
  const { t } = useWords();
  const keepKey = useFieldKey("write.keep");
  const { data } = useEngine("labels.list", {});
  const [words, setWords] = useState("");
  const [made, setMade] = useState<readonly LabelRef[]>([]);
  const [changed, setChanged] = useState<ReadonlyMap<string, boolean>>(new Map());
  const all = [...made, ...(data?.labels ?? [])];
  const wanted = words.trim().toLowerCase();
  const shown = all.filter(({ name }) => name.toLowerCase().includes(wanted));
  const isNew = wanted !== "" && !all.some(({ name }) => name.toLowerCase() === wanted);
  const onEach = (name: string) => targets.every((row) => row.labels.some((label) => label.name === name));
  const isOn = (name: string) => changed.get(name) ?? onEach(name);
  const flip = (name: string) => setChanged(new Map([...changed, [name, !isOn(name)]]));
  function take(): void {
    const first = shown[0];
    if (isNew) {
      const name = words.trim();
      setMade([{ name, tone: "plain" }, ...made]);
      setChanged(new Map([...changed, [name, true]]));
    } else if (first) flip(first.name);
    setWords("");
  }
  function apply(): void {
    const of = (want: boolean) => [...changed].flatMap(([name, on]) => (on === want ? [name] : []));
    onLabel({ add: of(true), remove: of(false) });
  }
  function onKeyDown(event: KeyboardEvent): void {
    const isKept = keepKey.isIt(event);
    if (!isKept && (event.key !== "Enter" || wanted === "")) return;
    event.preventDefault();
    if (isKept) apply();
    else take();
  }
  function submit(event: FormEvent): void {
    event.preventDefault();
    apply();
  }
  return (
    <form className={styles["form"]} onSubmit={submit}>
      <TextField
        label={t("triage.choose.label")}
        help={t("queue.label.help")}
        maxLength={MOST_LETTERS}
        data-autofocus
        value={words}
        onChange={setWords}
        onKeyDown={onKeyDown}
      />
      {isNew && (
        <ActButton size="small" icon="plus" onClick={take}>
          {t("queue.label.make", { name: words.trim() })}
        </ActButton>
      )}
      <div className={styles["list"]} role="group" aria-label={t("queue.label.all")}>
        {shown.map((label) => (
          <label key={label.name} className={styles["option"]}>
            <input type="checkbox" checked={isOn(label.name)} onChange={() => flip(label.name)} />
            <LabelMark label={label} />
          </label>
        ))}
        {shown.length === 0 && !isNew && <p className={styles["hint"]}>{t("queue.label.none")}</p>}
      </div>
      <ActButton submit look="primary" offBecause={changed.size === 0 ? t("queue.label.chooseFirst") : undefined}>
        {t("queue.label.apply")}
      </ActButton>
    </form>
  );
}
