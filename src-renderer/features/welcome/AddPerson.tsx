import { PasswordInput, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useCommand } from "../../lib/use-engine.tsx";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { StepRefusal } from "./StepFrame.tsx";
import { useAttempt } from "./use-attempt.ts";
import styles from "./welcome.module.css";

/** A new person begins as an agent; the table above gives them other roles. */
export function AddPerson({ onAdded, offBecause }: { onAdded: () => void; offBecause: string | undefined }) {
  const { t } = useWords();
  const add = useCommand("people.add");
  const { attempt, error, isBusy } = useAttempt();
  const [name, setName] = useState("");
  const [pin, setPin] = useState("");
  async function submit(event: FormEvent) {
    event.preventDefault();
    const added = await attempt(() => add.mutateAsync({ name: name.trim(), pin, roles: ["agent"] }));
    if (!added) return;
    setName("");
    setPin("");
    onAdded();
  }
  const missing =
    name.trim() === ""
      ? t("welcome.people.nameFirst")
      : pin === ""
        ? t("welcome.people.pinFirst")
        : isBusy
          ? t("welcome.saving")
          : undefined;
  return (
    <form className={styles["entry"]} onSubmit={(event) => void submit(event)} aria-label={t("welcome.people.add")}>
      <TextInput
        size="sm"
        label={t("welcome.people.somebody")}
        maxLength={80}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <PasswordInput
        visibilityToggleButtonProps={{ "aria-label": t("signIn.showPin") }}
        size="sm"
        label={t("welcome.people.theirPin")}
        inputMode="numeric"
        autoComplete="new-password"
        maxLength={64}
        value={pin}
        onChange={(event) => setPin(event.currentTarget.value)}
      />
      <ActButton submit icon="plus" offBecause={offBecause ?? missing}>
        {t("welcome.people.add")}
      </ActButton>
      <StepRefusal error={error} />
    </form>
  );
}
