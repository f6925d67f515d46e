import { type FormEvent, useEffect, useRef, useState } from "react";
import { readNow } from "../../lib/now.ts";
import { useFieldKey } from "../../lib/use-field-key.ts";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { PickField } from "../../ui/PickField.tsx";
import { AreaField } from "../../ui/TextField.tsx";
import styles from "./Lines.module.css";
import type { LineActs } from "./use-lines.ts";

const hourMs = 3_600_000;
/** How long a line may be said; what is said of an event is seldom true for longer. */
const hours = ["1", "4", "24", "72", "168", "720"] as const;

/** Proposes a line; Escape leaves it. */
export function LineForm({ acts, onDone }: { acts: LineActs; onDone: () => void }) {
  const { t } = useWords();
  const keepKey = useFieldKey("write.keep");
  const [text, setText] = useState("");
  const [until, setUntil] = useState<(typeof hours)[number]>("24");
  const [isChecked, setChecked] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.focus(), []);
  async function propose(): Promise<void> {
    setChecked(true);
    if (text.trim() === "") return;
    if (await acts.propose(text.trim(), readNow() + Number(until) * hourMs)) onDone();
  }
  function submit(event: FormEvent): void {
    event.preventDefault();
    void propose();
  }
  return (
    <form
      noValidate
      aria-label={t("lines.add")}
      className={styles["form"]}
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return;
        if (event.key === "Escape") onDone();
        else if (keepKey.isIt(event)) void propose();
        else return;
        event.preventDefault();
        event.stopPropagation();
      }}
    >
      <AreaField
        ref={field}
        label={t("lines.text")}
        help={t("lines.textHelp")}
        error={isChecked && text.trim() === "" ? t("lines.fault") : undefined}
        rows={3}
        maxLength={600}
        value={text}
        onChange={setText}
      />
      <PickField
        label={t("lines.expires")}
        value={until}
        options={hours.map((value) => ({ value, says: spanOf(Number(value), t) }))}
        onChange={setUntil}
      />
      <div className={styles["acts"]}>
        <ActButton size="small" submit ownKeys={keepKey.shown} aria-busy={acts.isBusy}>
          {t("lines.propose")}
        </ActButton>
        <ActButton size="small" look="ghost" ownKeys="Escape" onClick={onDone}>
          {t("lines.cancel")}
        </ActButton>
      </div>
    </form>
  );
}

function spanOf(count: number, t: ReturnType<typeof useWords>["t"]): string {
  return count < 24 || count % 24 !== 0 ? t("lines.hours", { count }) : t("lines.days", { count: count / 24 });
}
