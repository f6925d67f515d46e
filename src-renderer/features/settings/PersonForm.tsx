import { type FormEvent, useState } from "react";
import type { PersonRow } from "../../../src-main/contract/methods/session.ts";
import type { Role } from "../../../src-main/contract/values.ts";
import { useActs } from "../../lib/acts.tsx";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { FieldError } from "../../ui/Field.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { TickField } from "../../ui/TickField.tsx";
import { Acts, Columns } from "../../ui/Card.tsx";
import { useFormTrouble } from "../../lib/form-trouble.ts";
import { pinFault } from "./pin.ts";
import { PinFields } from "./PinFields.tsx";
import { readCommas } from "./read-words.ts";
import styles from "../../ui/rows.module.css";
import { useAct, useBaseVersion } from "../../lib/use-act.ts";

// A display is a screen that is let in with a code of its own, no person.
const personRoles = ["agent", "corpcomm", "legal", "lead", "admin"] as const satisfies readonly Role[];

/** A new person with a first PIN, or the name, roles and departments of a known one. */
export function PersonForm({ person, onDone }: { person: PersonRow | null; onDone: () => void }) {
  const { t } = useWords();
  const acts = useActs();
  const adding = useAct("people.add", ["people.list", "session.get"]);
  const changing = useAct("people.update", ["people.list", "session.get"]);
  const base = useBaseVersion(person?.version ?? 0);
  const [draft, setDraft] = useState({
    name: person?.name ?? "",
    roles: person?.roles ?? (["agent"] as Role[]),
    departments: (person?.departments ?? []).join(", "),
    pin: "",
    again: "",
  });
  const [isChecked, setChecked] = useState(false);
  const trouble = useFormTrouble(adding.trouble ?? changing.trouble, base.accept);
  const edit = (change: Partial<typeof draft>) => setDraft({ ...draft, ...change });
  const pin = person ? null : pinFault(draft.pin, draft.again);
  const isNameless = draft.name.trim() === "";
  const hasNoRole = draft.roles.length === 0;
  async function save(event: FormEvent): Promise<void> {
    event.preventDefault();
    setChecked(true);
    if (isNameless || hasNoRole || pin || adding.isBusy || changing.isBusy) return;
    const row = { name: draft.name.trim(), roles: [...draft.roles], departments: readCommas(draft.departments) };
    const saved = person
      ? await changing.run({ id: person.id, version: base.version, ...row })
      : await adding.run({ ...row, pin: draft.pin });
    if (!saved) return;
    acts.did({ says: t(person ? "settings.people.changed" : "settings.people.added", { name: saved.name }) });
    onDone();
  }
  return (
    <form
      noValidate
      aria-label={person ? t("settings.editOf", { name: person.name }) : t("settings.people.add")}
      className={styles["form"]}
      onSubmit={(event) => void save(event)}
    >
      <Columns>
        <TextField
          label={t("settings.people.name")}
          error={isChecked && isNameless ? t("settings.needed") : undefined}
          autoFocus
          maxLength={80}
          value={draft.name}
          onChange={(name) => edit({ name })}
        />
        <TextField
          label={t("settings.people.departments")}
          help={t("settings.people.departmentsHelp")}
          value={draft.departments}
          onChange={(departments) => edit({ departments })}
        />
      </Columns>
      <fieldset className={styles["group"]}>
        <legend>{t("settings.people.roles")}</legend>
        <div className={styles["ticks"]}>
          {personRoles.map((role) => (
            <TickField
              key={role}
              label={t(`role.${role}`)}
              help={t(`settings.people.roleHelp.${role}`)}
              isOn={draft.roles.includes(role)}
              onChange={(isOn) =>
                edit({ roles: isOn ? [...draft.roles, role] : draft.roles.filter((known) => known !== role) })
              }
            />
          ))}
        </div>
        {isChecked && hasNoRole && <FieldError says={t("settings.people.roleNeeded")} />}
      </fieldset>
      {!person && <PinFields pin={draft.pin} again={draft.again} fault={isChecked ? pin : null} onChange={edit} />}
      {trouble && <FieldError says={trouble} />}
      <Acts>
        <ActButton look="primary" submit aria-busy={adding.isBusy || changing.isBusy}>
          {t(person ? "settings.save" : "settings.people.addNow")}
        </ActButton>
        <ActButton look="ghost" onClick={onDone}>
          {t("app.cancel")}
        </ActButton>
      </Acts>
    </form>
  );
}
