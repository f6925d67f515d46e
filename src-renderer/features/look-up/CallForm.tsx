import { type FormEvent, type Ref, useEffect, useRef } from "react";
import { useShortcuts } from "../../lib/shortcuts.tsx";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { FieldError } from "../../ui/Field.tsx";
import { PickField } from "../../ui/PickField.tsx";
import { AreaField, TextField } from "../../ui/TextField.tsx";
import { TickField } from "../../ui/TickField.tsx";
import { Say } from "./HitCard.tsx";
import styles from "./look-up.module.css";
import type { Caller } from "./LookUpBody.tsx";
import { type LogCall, type Logged, useLogCall } from "./use-log-call.ts";

type CallFormProps = { caller: Caller; onBack: () => void; onLogged: (logged: Logged) => void };

/** Logs a call while it goes on; Escape goes back to who was found, with the words kept. */
export function CallForm({ caller, onBack, onLogged }: CallFormProps) {
  const { t, sayError } = useWords();
  const call = useLogCall(caller);
  const words = useRef<HTMLTextAreaElement>(null);
  useEffect(() => words.current?.focus(), []);
  const save = async () => {
    const logged = await call.save();
    if (logged) onLogged(logged);
  };
  useShortcuts("lookUp.keys.title", [{ says: "lookUp.keys.save", run: () => void save() }]);
  function submit(event: FormEvent): void {
    event.preventDefault();
    void save();
  }
  return (
    <form
      noValidate
      aria-label={t("lookUp.call.title")}
      className={styles["call"]}
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || event.nativeEvent.isComposing) return;
        event.preventDefault();
        event.stopPropagation();
        onBack();
      }}
    >
      <h2>{caller.contact ? t("lookUp.call.with", { name: caller.contact.name.text }) : t("lookUp.newCall")}</h2>
      {caller.say && (
        <div className={styles["fact"]}>
          <span className={styles["label"]}>{t("lookUp.say")}</span>
          <span>
            <Say say={caller.say} />
          </span>
        </div>
      )}
      <Fields call={call} words={words} isNew={caller.contact === null} />
      <footer className={styles["callFoot"]}>
        {call.trouble && <FieldError says={sayError(call.trouble)} />}
        <ActButton look="primary" submit keys="Ctrl+Enter" aria-busy={call.isBusy}>
          {t("lookUp.call.save")}
        </ActButton>
        <ActButton look="ghost" ownKeys="Escape" onClick={onBack}>
          {t("lookUp.back")}
        </ActButton>
      </footer>
    </form>
  );
}

type FieldsProps = { call: LogCall; words: Ref<HTMLTextAreaElement>; isNew: boolean };

function Fields({ call: { draft, edit, isTextMissing, isToldMissing }, words, isNew }: FieldsProps) {
  const { t } = useWords();
  return (
    <>
      <div className={styles["columns"]}>
        {isNew && (
          <TextField
            label={t("lookUp.call.person")}
            maxLength={120}
            value={draft.person}
            onChange={(person) => edit({ person })}
          />
        )}
        <TextField
          label={t("lookUp.call.reach")}
          maxLength={200}
          value={draft.reach}
          onChange={(reach) => edit({ reach })}
        />
        <PickField
          label={t("lookUp.call.bucket")}
          value={draft.bucket}
          options={[
            { value: "rules", says: t("byHand.asRules") },
            ...(["care", "pr", "analytics", "unsorted"] as const)
              .filter((bucket) => !(draft.isDealtWith && bucket === "analytics"))
              .map((value) => ({ value, says: t(`bucketLong.${value}`) })),
          ]}
          onChange={(bucket) => edit({ bucket })}
        />
      </div>
      <AreaField
        ref={words}
        label={t("lookUp.call.text")}
        error={isTextMissing ? t("lookUp.call.textFault") : undefined}
        maxLength={5000}
        value={draft.text}
        onChange={(text) => edit({ text })}
      />
      <TickField
        label={t("lookUp.call.dealtWith")}
        help={t("byHand.dealtWithHelp")}
        isOn={draft.isDealtWith}
        onChange={(isDealtWith) =>
          edit({ isDealtWith, ...(isDealtWith && draft.bucket === "analytics" && { bucket: "rules" }) })
        }
      />
      {draft.isDealtWith && (
        <AreaField
          label={t("lookUp.call.told")}
          error={isToldMissing ? t("lookUp.call.toldFault") : undefined}
          rows={2}
          maxLength={4000}
          value={draft.dealtWith}
          onChange={(dealtWith) => edit({ dealtWith })}
        />
      )}
    </>
  );
}
