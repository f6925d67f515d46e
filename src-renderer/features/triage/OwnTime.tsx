import { type FormEvent, useContext, useState } from "react";
import type { WakeOn } from "../../../src-main/contract/methods/triage.ts";
import type { Away } from "../../lib/act-choices.ts";
import { readNow } from "../../lib/now.ts";
import { TimeZoneContext, useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { PickField } from "../../ui/PickField.tsx";
import { TextField } from "../../ui/TextField.tsx";
import styles from "./ActForm.module.css";
import { useFirstFocus } from "./use-first-focus.ts";

const DAY = 24 * 60 * 60_000;

/** A time of one's own to come back at, in the desk's time zone, and what may bring it back before. */
export function OwnTime({ onSnooze }: { onSnooze: (away: Away) => void }) {
  const { t } = useWords();
  const { localInstant } = useFormat();
  const timeZone = useContext(TimeZoneContext);
  const field = useFirstFocus();
  const [day, setDay] = useState("");
  const [time, setTime] = useState("09:00");
  const [on, setOn] = useState<WakeOn | "none">("none");
  const [isPast, setPast] = useState(false);
  function snooze(event: FormEvent): void {
    event.preventDefault();
    const [hour = NaN, minute = NaN] = time.split(":").map(Number);
    // Days are counted from the desk's today, so that a change of the clocks between does not matter.
    const today = new Intl.DateTimeFormat("sv-SE", { timeZone }).format(readNow());
    const days = (Date.parse(day) - Date.parse(today)) / DAY;
    const until = localInstant(days, 60 * hour + minute);
    if (!(until > readNow())) return setPast(true);
    onSnooze({ until, on: on === "none" ? null : on });
  }
  return (
    <form className={styles["form"]} onSubmit={snooze}>
      <p className={styles["title"]}>{t("triage.choose.ownTime")}</p>
      <div className={styles["pair"]}>
        <TextField
          type="date"
          label={t("queue.time.day")}
          error={isPast ? t("queue.time.past") : undefined}
          ref={field}
          data-autofocus
          value={day}
          onChange={setDay}
        />
        <TextField type="time" label={t("queue.time.time")} value={time} onChange={setTime} />
      </div>
      <PickField
        label={t("queue.time.or")}
        value={on}
        options={(["none", "answer", "change"] as const).map((value) => ({ value, says: t(`queue.time.${value}`) }))}
        onChange={setOn}
      />
      <p className={styles["hint"]}>{t("queue.time.clock")}</p>
      <ActButton submit look="primary">
        {t("triage.snooze")}
      </ActButton>
    </form>
  );
}
