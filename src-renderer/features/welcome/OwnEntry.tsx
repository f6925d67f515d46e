import { PasswordInput, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import type { PersonRow } from "../../../src-main/contract/methods/session.ts";
import { useCommand } from "../../lib/use-engine.tsx";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { StepRefusal } from "./StepFrame.tsx";
import { useAttempt } from "./use-attempt.ts";
import styles from "./welcome.module.css";

/** One's own name and PIN: the first person of a desk has neither chosen. */
export function OwnEntry({ own, onSaved }: { own: PersonRow; onSaved: () => void }) {
  const { t } = useWords();
  const update = useCommand("people.update");
  const setPin = useCommand("people.setPin");
  const { attempt, error, isBusy } = useAttempt();
  const [name, setName] = useState(own.name);
  const [pin, setNewPin] = useState("");
  async function save(event: FormEvent) {
    event.preventDefault();
    const { id, version, roles, departments } = own;
    await attempt(async () => {
      if (name.trim() !== own.name) await update.mutateAsync({ id, version, roles, departments, name: name.trim() });
      if (pin !== "") await setPin.mutateAsync({ id, pin });
    });
    onSaved();
  }
  const offBecause =
    name.trim() === ""
      ? t("welcome.people.nameFirst")
      : name.trim() === own.name && pin === ""
        ? t("welcome.people.nothingNew")
        : isBusy
          ? t("welcome.saving")
          : undefined;
  return (
    <form className={styles["entry"]} onSubmit={(event) => void save(event)} aria-label={t("welcome.people.own")}>
      <TextInput
        size="sm"
        label={t("welcome.people.ownName")}
        maxLength={80}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <PasswordInput
        visibilityToggleButtonProps={{ "aria-label": t("signIn.showPin") }}
        size="sm"
        label={t("welcome.people.ownPin")}
        inputMode="numeric"
        autoComplete="new-password"
        maxLength={64}
        value={pin}
        onChange={(event) => setNewPin(event.currentTarget.value)}
      />
      <ActButton submit offBecause={offBecause}>
        {t("welcome.people.save")}
      </ActButton>
      <StepRefusal error={error} />
    </form>
  );
}
