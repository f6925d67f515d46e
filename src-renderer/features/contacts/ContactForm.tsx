import { type FormEvent, useEffect, useRef, useState } from "react";
import type { Contact } from "../../../src-main/contract/methods/contacts.ts";
import type { EngineError } from "../../lib/engine.ts";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { FieldError } from "../../ui/Field.tsx";
import { PickField } from "../../ui/PickField.tsx";
import { AreaField, TextField } from "../../ui/TextField.tsx";
import work from "../../ui/WorkSheet.module.css";
import { type ContactDraft, draftOf, emptyDraft, fieldsOf } from "./contact-draft.ts";
import styles from "./contacts.module.css";
import { HandleFields } from "./HandleFields.tsx";
import { kinds } from "./kinds.ts";
import { useContactActs } from "./use-contact-acts.ts";

type ContactFormProps = {
  /** Null for somebody new. */
  contact: Contact | null;
  /** With the id of the contact that was saved; null when the form was left. */
  onDone: (id: string | null) => void;
};

/** Adds a contact or changes one. What was typed stays until it is saved or given up. */
export function ContactForm({ contact, onDone }: ContactFormProps) {
  const { t, sayError } = useWords();
  const acts = useContactActs();
  // What the form began with: somebody else's change meanwhile is refused, not written over.
  const [seen] = useState(contact);
  const [draft, setDraft] = useState<ContactDraft>(() => (contact ? draftOf(contact) : emptyDraft));
  const [fault, setFault] = useState<EngineError | null>(null);
  const [isNameless, setNameless] = useState(false);
  const name = useRef<HTMLInputElement>(null);
  useEffect(() => name.current?.focus(), []);
  const edit = (next: Partial<ContactDraft>) => setDraft((before) => ({ ...before, ...next }));
  async function save(event: FormEvent): Promise<void> {
    event.preventDefault();
    setFault(null);
    setNameless(false);
    if (draft.name.trim() === "") {
      setNameless(true);
      return name.current?.focus();
    }
    const now = fieldsOf(draft);
    const saved = seen
      ? await acts.save(seen, { now, before: fieldsOf(draftOf(seen)) }, setFault)
      : await acts.add(now, setFault);
    if (saved) onDone(saved.id);
  }
  const title = seen ? t("contacts.editing", { name: seen.name }) : t("contacts.adding");
  return (
    <form
      noValidate
      className={work["work"]}
      aria-label={title}
      onSubmit={(event) => void save(event)}
      onKeyDown={(event) => event.key === "Escape" && !event.nativeEvent.isComposing && onDone(null)}
    >
      <header className={work["bar"]}>
        <h2 className="clip">{title}</h2>
      </header>
      <div className={work["sheet"]}>
        <Fields draft={draft} fault={fault} isNameless={isNameless} edit={edit} nameRef={name} />
      </div>
      <footer className={work["gate"]}>
        {fault && fault.code !== "bad-input" && <FieldError says={sayError(fault)} />}
        <div className={work["acts"]}>
          <ActButton look="primary" submit>
            {t("contacts.save")}
          </ActButton>
          <ActButton look="ghost" ownKeys="Escape" onClick={() => onDone(null)}>
            {t("contacts.cancel")}
          </ActButton>
        </div>
      </footer>
    </form>
  );
}

type FieldsProps = {
  draft: ContactDraft;
  fault: EngineError | null;
  isNameless: boolean;
  edit: (next: Partial<ContactDraft>) => void;
  nameRef: React.RefObject<HTMLInputElement | null>;
};

function Fields({ draft, fault, isNameless, edit, nameRef }: FieldsProps) {
  const { t } = useWords();
  const at = fault?.code === "bad-input" ? fault.params["field"] : null;
  const written = String(fault?.params["written"] ?? "");
  return (
    <div className={styles["form"]}>
      <div className={styles["two"]}>
        <TextField
          ref={nameRef}
          label={t("contacts.field.name")}
          error={isNameless || at === "name" ? t("contacts.fault.name") : undefined}
          maxLength={200}
          value={draft.name}
          onChange={(name) => edit({ name })}
        />
        <PickField
          label={t("contacts.kind.label")}
          help={draft.kind === "staff" || draft.kind === "advocate" ? t("contacts.kind.ownHelp") : undefined}
          value={draft.kind}
          options={kinds.map((value) => ({ value, says: t(`contacts.kinds.${value}`) }))}
          onChange={(kind) => edit({ kind })}
        />
        <TextField
          label={t("contacts.field.organisation")}
          maxLength={200}
          value={draft.organisation}
          onChange={(organisation) => edit({ organisation })}
        />
        <TextField
          label={t("contacts.field.town")}
          maxLength={120}
          value={draft.town}
          onChange={(town) => edit({ town })}
        />
        <AreaField
          label={t("contacts.field.phones")}
          help={t("contacts.oneALine")}
          error={at === "phones" ? t("contacts.fault.phone", { written }) : undefined}
          rows={3}
          value={draft.phones}
          onChange={(phones) => edit({ phones })}
        />
        <AreaField
          label={t("contacts.field.emails")}
          help={t("contacts.oneALine")}
          error={at === "emails" ? t("contacts.fault.email", { written }) : undefined}
          rows={3}
          value={draft.emails}
          onChange={(emails) => edit({ emails })}
        />
      </div>
      <HandleFields handles={draft.handles} onChange={(handles) => edit({ handles })} />
    </div>
  );
}
