import { Checkbox } from "@mantine/core";
import type { PersonRow } from "../../../src-main/contract/methods/session.ts";
import type { Role } from "../../../src-main/contract/values.ts";
import { useCommand } from "../../lib/use-engine.tsx";
import { useWords } from "../../lib/words.ts";
import { Avatar } from "../../ui/Avatar.tsx";
import { StepRefusal } from "./StepFrame.tsx";
import { useAttempt } from "./use-attempt.ts";
import styles from "./welcome.module.css";

export const workRoles = ["agent", "corpcomm", "lead", "legal", "admin"] as const satisfies readonly Role[];

/** Everybody at the desk and their roles; a tick is saved at once. */
export function PeopleTable({
  people,
  meId,
  onChanged,
}: {
  people: readonly PersonRow[];
  meId: string | null;
  onChanged: () => void;
}) {
  const { t } = useWords();
  const update = useCommand("people.update");
  const { attempt, error } = useAttempt();
  async function setRole(person: PersonRow, role: Role, has: boolean) {
    const { id, version, name, departments } = person;
    const roles = has ? [...person.roles, role] : person.roles.filter((kept) => kept !== role);
    await attempt(() => update.mutateAsync({ id, version, name, departments, roles }));
    onChanged();
  }
  return (
    <>
      <table className={styles["people"]}>
        <thead>
          <tr>
            <th>
              <span className="sr">{t("welcome.people.name")}</span>
            </th>
            {workRoles.map((role) => (
              <th key={role}>{t(`role.${role}`)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {people.map((person) => (
            <Row
              key={person.id}
              person={person}
              isMe={person.id === meId}
              onRole={(role, has) => void setRole(person, role, has)}
            />
          ))}
        </tbody>
      </table>
      <StepRefusal error={error} />
    </>
  );
}

type RowProps = { person: PersonRow; isMe: boolean; onRole: (role: Role, has: boolean) => void };

function Row({ person, isMe, onRole }: RowProps) {
  const { t } = useWords();
  return (
    <tr>
      <td>
        <span className={styles["person"]}>
          <Avatar person={person} size="large" />
          <span className="clip">{isMe ? t("welcome.people.you", { name: person.name }) : person.name}</span>
          {!person.hasPin && <span className={styles["noPin"]}>{t("welcome.people.noPin")}</span>}
        </span>
      </td>
      {workRoles.map((role) => (
        <td key={role}>
          <Checkbox
            size="xs"
            aria-label={t("welcome.people.is", { name: person.name, role: t(`role.${role}`) })}
            checked={person.roles.includes(role)}
            onChange={(event) => onRole(role, event.currentTarget.checked)}
          />
        </td>
      ))}
    </tr>
  );
}
