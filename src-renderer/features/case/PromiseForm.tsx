import { type FormEvent, useEffect, useRef, useState } from "react";
import { readNow } from "../../lib/now.ts";
import { useFieldKey } from "../../lib/use-field-key.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { PickField } from "../../ui/PickField.tsx";
import { TextField } from "../../ui/TextField.tsx";
import styles from "./Lines.module.css";
import type { PromiseActs } from "./use-promises.ts";

const hourMs = 3_600_000;
const dues = ["hour", "close", "tomorrow", "week"] as const;
type Due = (typeof dues)[number];

type PromiseFormProps = {
  acts: PromiseActs;
  /** Whom the case is with. */
  contact: string;
  /** The words of our reply that promise it, and the reply. */
  suggested: { what: string; replyId: string } | null;
  onDone: () => void;
};

/** Writes down what was promised, with a time of quick choice by the desk's clock; Escape leaves it. */
export function PromiseForm({ acts, contact, suggested, onDone }: PromiseFormProps) {
  const { t } = useWords();
  const { localInstant, moment } = useFormat();
  const keepKey = useFieldKey("write.keep");
  const [what, setWhat] = useState(suggested?.what ?? "");
  const [toWhom, setToWhom] = useState("");
  const [due, setDue] = useState<Due>("tomorrow");
  const [isChecked, setChecked] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const dueAt = {
    hour: readNow() + hourMs,
    close: localInstant(0, 17 * 60),
    tomorrow: localInstant(1, 10 * 60),
    week: localInstant(7, 17 * 60),
  };
  const choices = dues.filter((one) => dueAt[one] > readNow());
  async function make(): Promise<void> {
    setChecked(true);
    if (what.trim() === "") return;
    const promise = { what: what.trim(), toWhom: toWhom.trim() || null, dueAt: dueAt[due] };
    if (await acts.make({ ...promise, replyId: suggested?.replyId ?? null })) onDone();
  }
  function submit(event: FormEvent): void {
    event.preventDefault();
    void make();
  }
  return (
    <form
      noValidate
      aria-label={t("promises.add")}
      className={styles["form"]}
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return;
        if (event.key === "Escape") onDone();
        else if (keepKey.isIt(event)) void make();
        else return;
        event.preventDefault();
        event.stopPropagation();
      }}
    >
      <TextField
        ref={field}
        label={t("promises.what")}
        help={t("promises.whatHelp")}
        error={isChecked && what.trim() === "" ? t("promises.fault") : undefined}
        maxLength={300}
        value={what}
        onChange={setWhat}
      />
      <TextField
        label={t("promises.toWhom")}
        help={t("promises.toHelp", { name: contact })}
        maxLength={200}
        value={toWhom}
        onChange={setToWhom}
      />
      <PickField
        label={t("promises.due")}
        value={due}
        options={choices.map((value) => ({ value, says: `${t(`promises.in.${value}`)}, ${moment(dueAt[value])}` }))}
        onChange={setDue}
      />
      <div className={styles["acts"]}>
        <ActButton size="small" submit ownKeys={keepKey.shown} aria-busy={acts.isBusy}>
          {t("promises.make")}
        </ActButton>
        <ActButton size="small" look="ghost" ownKeys="Escape" onClick={onDone}>
          {t("promises.cancel")}
        </ActButton>
      </div>
    </form>
  );
}
