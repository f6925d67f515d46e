import { PasswordInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import type { Session } from "../../src-main/contract/methods/session.ts";
import { useCommand } from "../lib/use-engine.tsx";
import { useWords } from "../lib/words.ts";
import { ActButton } from "../ui/ActButton.tsx";
import { Avatar } from "../ui/Avatar.tsx";
import { Entrance } from "../ui/Entrance.tsx";
import styles from "./SignIn.module.css";

type Person = Session["people"][number];

/** Who sits at the desk now: choose a name, type the PIN. */
export function SignIn({ session }: { session: Session }) {
  const { t } = useWords();
  const [chosen, setChosen] = useState<Person | null>(null);
  const help = session.workspace.kind === "sample" ? t("signIn.demo") : undefined;
  return (
    <Entrance title={t("signIn.title")} {...(help && { help })}>
      {chosen ? (
        <PinForm person={chosen} onBack={() => setChosen(null)} />
      ) : (
        <People people={session.people} onChoose={setChosen} />
      )}
    </Entrance>
  );
}

function People({ people, onChoose }: { people: readonly Person[]; onChoose: (person: Person) => void }) {
  const { t } = useWords();
  return (
    <ul className={styles["people"]}>
      {people.map((person) => (
        <li key={person.id}>
          <button type="button" className={styles["person"]} onClick={() => onChoose(person)}>
            <Avatar person={person} size="large" />
            <span className={styles["name"]}>
              <b>{person.name}</b>
              <span>{person.roles.map((role) => t(`role.${role}`)).join(", ")}</span>
            </span>
            {person.demoPin && <span className={styles["pin"]}>{t("signIn.demoPin", { pin: person.demoPin })}</span>}
          </button>
        </li>
      ))}
    </ul>
  );
}

function PinForm({ person, onBack }: { person: Person; onBack: () => void }) {
  const { t, sayError } = useWords();
  const client = useQueryClient();
  const signIn = useCommand("session.signIn");
  const [pin, setPin] = useState("");
  function enter(event: FormEvent) {
    event.preventDefault();
    signIn.mutate(
      { personId: person.id, pin },
      { onSuccess: (session) => client.setQueryData(["session.get", {}], session) },
    );
  }
  return (
    <form onSubmit={enter}>
      {person.hasPin && (
        <PasswordInput
          visibilityToggleButtonProps={{ "aria-label": t("signIn.showPin") }}
          label={t("signIn.pin", { name: person.name })}
          {...(person.demoPin && { description: t("signIn.demoPin", { pin: person.demoPin }) })}
          value={pin}
          onChange={(event) => setPin(event.currentTarget.value)}
          error={signIn.error && sayError(signIn.error)}
          inputMode="numeric"
          autoComplete="off"
          autoFocus
          maxLength={64}
        />
      )}
      {!person.hasPin && signIn.error && <p role="alert">{sayError(signIn.error)}</p>}
      <div className={styles["acts"]}>
        <ActButton look="primary" submit>
          {t("signIn.enter")}
        </ActButton>
        <ActButton look="ghost" onClick={onBack}>
          {t("signIn.other")}
        </ActButton>
      </div>
    </form>
  );
}
