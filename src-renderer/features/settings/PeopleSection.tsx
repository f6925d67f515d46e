import { useState } from "react";
import type { PersonRow } from "../../../src-main/contract/methods/session.ts";
import { useActs } from "../../lib/acts.tsx";
import { useMe } from "../../lib/session.ts";
import { useEngine } from "../../lib/use-engine.tsx";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { AskFirst } from "../../ui/AskFirst.tsx";
import { Avatar } from "../../ui/Avatar.tsx";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { FieldError } from "../../ui/Field.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { Loading } from "../../ui/Loading.tsx";
import { Acts, Card, useSearchedSetting } from "../../ui/Card.tsx";
import { DepartmentsCard } from "./DepartmentsCard.tsx";
import { PersonForm } from "./PersonForm.tsx";
import { PinForm } from "./PinForm.tsx";
import styles from "../../ui/rows.module.css";
import { useAct } from "../../lib/use-act.ts";
import { useOffBecause } from "../../lib/use-may.ts";

type Doing = { what: "edit" | "pin" | "remove"; id: string } | { what: "add" } | null;

/** Who works at the desk. Whoever is not alone signs in with a PIN, so the first person sets one before a second joins. */
export function PeopleSection() {
  const { data: people, error, refetch } = useEngine("people.list", {});
  useSearchedSetting();
  if (people)
    return (
      <>
        <People people={people} />
        <DepartmentsCard />
      </>
    );
  return error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Loading />;
}

function People({ people }: { people: readonly PersonRow[] }) {
  const { t } = useWords();
  const [doing, setDoing] = useState<Doing>(null);
  const adminOff = useOffBecause(["admin"]);
  const withoutPin = people.find((person) => !person.hasPin);
  const pinFirst = withoutPin && t("settings.people.pinFirst", { name: withoutPin.name });
  const done = () => setDoing(null);
  const add = (
    <ActButton size="small" icon="plus" offBecause={adminOff ?? pinFirst} onClick={() => setDoing({ what: "add" })}>
      {t("settings.people.add")}
    </ActButton>
  );
  return (
    <Card id="people" title={t("settings.people.title")} help={t("settings.people.help")} act={add}>
      {pinFirst && (
        <p className={styles["warn"]}>
          <Icon name="lock" size={14} /> {pinFirst}
        </p>
      )}
      {doing?.what === "add" && <PersonForm person={null} onDone={done} />}
      <ul className={styles["rows"]}>
        {people.map((person) => (
          <li key={person.id}>
            <Person
              person={person}
              doing={doing && doing.what !== "add" && doing.id === person.id ? doing.what : null}
              onDo={(what) => setDoing({ what, id: person.id })}
              onDone={done}
            />
          </li>
        ))}
      </ul>
    </Card>
  );
}

type PersonProps = {
  person: PersonRow;
  doing: "edit" | "pin" | "remove" | null;
  onDo: (what: "edit" | "pin" | "remove") => void;
  onDone: () => void;
};

function Person({ person, doing, onDo, onDone }: PersonProps) {
  const { t } = useWords();
  const me = useMe();
  const adminOff = useOffBecause(["admin"]);
  const isMe = me?.id === person.id;
  if (doing === "edit") return <PersonForm person={person} onDone={onDone} />;
  if (doing === "pin") return <PinForm person={person} onDone={onDone} />;
  if (doing === "remove") return <Removal person={person} onDone={onDone} />;
  return (
    <div className={styles["row"]}>
      <Avatar person={person} size="large" isMe={isMe} />
      <div className={styles["what"]}>
        <p className={styles["name"]}>{isMe ? t("settings.people.me", { name: person.name }) : person.name}</p>
        <p className={styles["meta"]}>
          {[...person.roles.map((role) => t(`role.${role}`)), ...person.departments].join(" · ")}
        </p>
        <p className={person.hasPin ? styles["meta"] : styles["warn"]}>
          {t(person.hasPin ? "settings.people.hasPin" : "settings.people.noPin")}
        </p>
      </div>
      <Acts>
        <ActButton
          size="small"
          icon="lock"
          aria-label={t("settings.people.setPinOf", { name: person.name })}
          offBecause={isMe ? undefined : adminOff}
          onClick={() => onDo("pin")}
        >
          {t("settings.people.setPin")}
        </ActButton>
        <ActButton
          size="small"
          icon="pencil"
          aria-label={t("settings.editOf", { name: person.name })}
          offBecause={adminOff}
          onClick={() => onDo("edit")}
        >
          {t("settings.edit")}
        </ActButton>
        <ActButton
          size="small"
          look="ghost"
          icon="x"
          aria-label={t("settings.removeOf", { name: person.name })}
          offBecause={adminOff}
          onClick={() => onDo("remove")}
        >
          {t("settings.remove")}
        </ActButton>
      </Acts>
    </div>
  );
}

function Removal({ person, onDone }: { person: PersonRow; onDone: () => void }) {
  const { t, sayError } = useWords();
  const acts = useActs();
  const removing = useAct("people.remove", ["people.list", "session.get"]);
  async function remove(): Promise<void> {
    if (!(await removing.run({ id: person.id, version: person.version }))) return;
    acts.did({ says: t("settings.people.removed", { name: person.name }) });
    onDone();
  }
  return (
    <>
      {removing.trouble && <FieldError says={sayError(removing.trouble)} />}
      <AskFirst
        label={t("settings.removeOf", { name: person.name })}
        says={t("settings.people.removeAsk", { name: person.name })}
        yes={t("settings.remove")}
        no={t("settings.keep")}
        isBusy={removing.isBusy}
        onYes={() => void remove()}
        onNo={onDone}
      />
    </>
  );
}
