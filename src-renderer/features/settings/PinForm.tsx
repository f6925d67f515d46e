import { type FormEvent, useState } from "react";
import type { PersonRow } from "../../../src-main/contract/methods/session.ts";
import { useActs } from "../../lib/acts.tsx";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { FieldError } from "../../ui/Field.tsx";
import { Acts } from "../../ui/Card.tsx";
import { pinFault } from "./pin.ts";
import { PinFields } from "./PinFields.tsx";
import styles from "../../ui/rows.module.css";
import { useAct } from "../../lib/use-act.ts";

/** A new PIN for one person; whoever knew the old one is signed out. */
export function PinForm({ person, onDone }: { person: PersonRow; onDone: () => void }) {
  const { t, sayError } = useWords();
  const acts = useActs();
  const setting = useAct("people.setPin", ["people.list", "session.get"]);
  const [typed, setTyped] = useState({ pin: "", again: "" });
  const [isChecked, setChecked] = useState(false);
  const fault = pinFault(typed.pin, typed.again);
  async function save(event: FormEvent): Promise<void> {
    event.preventDefault();
    setChecked(true);
    if (fault || setting.isBusy || !(await setting.run({ id: person.id, pin: typed.pin }))) return;
    acts.did({ says: t("settings.people.pinSet", { name: person.name }) });
    onDone();
  }
  return (
    <form
      noValidate
      aria-label={t("settings.people.setPinOf", { name: person.name })}
      className={styles["form"]}
      onSubmit={(event) => void save(event)}
    >
      <p>{t("settings.people.setPinOf", { name: person.name })}</p>
      <PinFields
        {...typed}
        isFirst
        fault={isChecked ? fault : null}
        onChange={(change) => setTyped({ ...typed, ...change })}
      />
      {setting.trouble && <FieldError says={sayError(setting.trouble)} />}
      <Acts>
        <ActButton look="primary" submit aria-busy={setting.isBusy}>
          {t("settings.people.setPin")}
        </ActButton>
        <ActButton look="ghost" onClick={onDone}>
          {t("app.cancel")}
        </ActButton>
      </Acts>
    </form>
  );
}
