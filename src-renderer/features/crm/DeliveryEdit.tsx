import { type FormEvent, useState } from "react";
import type { Delivery, DeliveryEdit as Edit } from "../../../src-main/contract/methods/crm.ts";
import { useActs } from "../../lib/acts.tsx";
import { useAct } from "../../lib/use-act.ts";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { Acts, Columns } from "../../ui/Card.tsx";
import { FieldError } from "../../ui/Field.tsx";
import { AreaField, TextField } from "../../ui/TextField.tsx";
import styles from "./outbox.module.css";

type Draft = { name: string; emails: string; phones: string; mentionTitle: string; mentionText: string; note: string };

const listOf = (typed: string): string[] =>
  typed
    .split(/[\s,;]+/)
    .map((each) => each.trim())
    .filter((each) => each !== "");

/** A number may be written with spaces and signs between its digits. */
const phonesOf = (typed: string): string[] =>
  typed
    .split(/[,;\n]+/)
    .map((each) => each.replaceAll(/[\s()./-]/g, ""))
    .filter((each) => each !== "");

const looksLikeEmail = (written: string) => /^[^\s@]+@[^\s@]+\.[^\s@.]+$/.test(written);
const looksLikePhone = (written: string) => /^\+[1-9]\d{4,14}$/.test(written);

const toDraft = (edit: Edit): Draft => ({
  name: edit.name ?? "",
  emails: edit.emails.join(", "),
  phones: edit.phones.join(", "),
  mentionTitle: edit.mentionTitle ?? "",
  mentionText: edit.mentionText,
  note: edit.note ?? "",
});

/** Only what was changed is sent: what stays is never written anew. */
function changesOf(draft: Draft, before: Draft): Partial<Edit> {
  const orNull = (text: string) => (text.trim() === "" ? null : text);
  const read: Edit = {
    name: orNull(draft.name),
    emails: listOf(draft.emails),
    phones: phonesOf(draft.phones),
    mentionTitle: orNull(draft.mentionTitle),
    mentionText: draft.mentionText,
    note: orNull(draft.note),
  };
  const names = (Object.keys(draft) as (keyof Draft)[]).filter((name) => draft[name] !== before[name]);
  return Object.fromEntries(names.map((name) => [name, read[name]])) as Partial<Edit>;
}

/** What may be put right of a line that a CRM refused; saving sends it again. The public reply is never among it. */
export function DeliveryEdit({ delivery, edit, onDone }: { delivery: Delivery; edit: Edit; onDone: () => void }) {
  const { t, sayError } = useWords();
  const acts = useActs();
  const saving = useAct("crm.editDelivery", ["crm.delivery", "crm.deliveries", "crm.targets"]);
  const [before] = useState(() => toDraft(edit));
  const [draft, setDraft] = useState(before);
  const [isChecked, setChecked] = useState(false);
  const badEmail = listOf(draft.emails).find((each) => !looksLikeEmail(each));
  const badPhone = phonesOf(draft.phones).find((each) => !looksLikePhone(each));
  const emailFault = badEmail && t("crmDesk.edit.emailBad", { what: badEmail });
  const phoneFault = badPhone && t("crmDesk.edit.phoneBad", { what: badPhone });
  const set = (name: keyof Draft) => (value: string) => setDraft({ ...draft, [name]: value });
  async function save(event: FormEvent): Promise<void> {
    event.preventDefault();
    setChecked(true);
    if (saving.isBusy || badEmail !== undefined || badPhone !== undefined) return;
    const changed = { id: delivery.id, version: delivery.version, edit: changesOf(draft, before) };
    if (!(await saving.run(changed))) return;
    acts.did({ says: t("crmDesk.edit.done", { name: delivery.contact ?? delivery.what }) });
    onDone();
  }
  return (
    <form
      className={styles["card"]}
      aria-label={t("crmDesk.edit.title")}
      onSubmit={(event) => void save(event)}
      onKeyDown={(event) => event.key === "Escape" && onDone()}
    >
      <h3>{t("crmDesk.edit.title")}</h3>
      <p className={styles["quiet"]}>{t("crmDesk.edit.help")}</p>
      <Columns>
        <TextField label={t("crmDesk.edit.name")} autoFocus maxLength={200} value={draft.name} onChange={set("name")} />
        <TextField label={t("crmDesk.edit.mentionTitle")} value={draft.mentionTitle} onChange={set("mentionTitle")} />
        <TextField
          label={t("crmDesk.edit.emails")}
          error={isChecked ? emailFault : undefined}
          value={draft.emails}
          onChange={set("emails")}
        />
        <TextField
          label={t("crmDesk.edit.phones")}
          error={isChecked ? phoneFault : undefined}
          value={draft.phones}
          onChange={set("phones")}
        />
      </Columns>
      <AreaField label={t("crmDesk.edit.mentionText")} value={draft.mentionText} onChange={set("mentionText")} />
      <AreaField label={t("crmDesk.edit.note")} value={draft.note} onChange={set("note")} />
      {saving.trouble && <FieldError says={sayError(saving.trouble)} />}
      <Acts>
        <ActButton look="primary" submit aria-busy={saving.isBusy}>
          {t("crmDesk.edit.save")}
        </ActButton>
        <ActButton look="ghost" ownKeys="Escape" onClick={onDone}>
          {t("app.cancel")}
        </ActButton>
      </Acts>
    </form>
  );
}
