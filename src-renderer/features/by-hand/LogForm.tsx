import { type FormEvent, useEffect, useRef } from "react";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { FieldError } from "../../ui/Field.tsx";
import { PickField } from "../../ui/PickField.tsx";
import { Segments } from "../../ui/Segments.tsx";
import { AreaField, TextField } from "../../ui/TextField.tsx";
import { TickField } from "../../ui/TickField.tsx";
import { kinds, type LogFault, postNetworks } from "./log-draft.ts";
import styles from "./by-hand.module.css";
import { PictureField } from "./PictureField.tsx";
import type { Log } from "./use-log.ts";

type LogFormProps = { log: Log; onSave: () => void; onAnother: () => void };

/** What was said, by whom, where and when: one form for calls, e-mails, walk-ins and posts. */
export function LogForm({ log, onSave, onAnother }: LogFormProps) {
  const { t, sayError } = useWords();
  const { draft, edit, trouble, isBusy } = log;
  const words = useRef<HTMLTextAreaElement>(null);
  useEffect(() => words.current?.focus(), []);
  const faultOf = (fault: LogFault) => (log.faults.includes(fault) ? t(`byHand.fault.${fault}`) : undefined);
  function submit(event: FormEvent): void {
    event.preventDefault();
    onSave();
  }
  return (
    <form noValidate aria-label={t("screen.log")} className={styles["form"]} onSubmit={submit}>
      <Segments
        label={t("byHand.kind.label")}
        value={draft.kind}
        options={kinds.map((kind) => ({ value: kind, says: t(`byHand.kind.${kind}`) }))}
        onChange={(kind) => edit({ kind })}
      />
      {draft.kind === "post" && <PostFields log={log} fault={faultOf("url")} />}
      {draft.kind === "email" && (
        <TextField
          label={t("byHand.title")}
          maxLength={200}
          value={draft.title}
          onChange={(title) => edit({ title })}
        />
      )}
      <AreaField
        ref={words}
        id="log-text"
        label={t("byHand.text")}
        help={t("byHand.textHelp")}
        error={faultOf("text")}
        rows={5}
        maxLength={5000}
        value={draft.text}
        onChange={(text) => edit({ text })}
      />
      <WhoAndWhen log={log} fault={faultOf("happenedAt")} />
      {draft.kind !== "post" && <DealtWith log={log} fault={faultOf("dealtWith")} />}
      <PictureField picture={draft.picture} onChange={(picture) => edit({ picture })} />
      <footer className={styles["foot"]}>
        {trouble && <FieldError says={sayError(trouble)} />}
        <div className={styles["acts"]}>
          <ActButton look="primary" submit keys="Ctrl+Enter" aria-busy={isBusy}>
            {t("byHand.save")}
          </ActButton>
          <ActButton keys="Ctrl+Shift+Enter" onClick={onAnother}>
            {t("byHand.another")}
          </ActButton>
        </div>
      </footer>
    </form>
  );
}

function WhoAndWhen({ log: { draft, edit }, fault }: { log: Log; fault: string | undefined }) {
  const { t } = useWords();
  return (
    <div className={styles["columns"]}>
      <TextField
        label={t("byHand.person")}
        maxLength={120}
        value={draft.person}
        onChange={(person) => edit({ person })}
      />
      <TextField
        label={t(`byHand.reach.${draft.kind}`)}
        maxLength={200}
        value={draft.reach}
        onChange={(reach) => edit({ reach })}
      />
      <TextField
        label={t("byHand.happenedAt")}
        help={t("byHand.happenedAtHelp")}
        error={fault}
        type="datetime-local"
        value={draft.happenedAt}
        onChange={(happenedAt) => edit({ happenedAt })}
      />
      <PickField
        label={t("byHand.bucket")}
        value={draft.bucket}
        options={[
          { value: "rules", says: t("byHand.asRules") },
          ...(["care", "pr", "analytics", "unsorted"] as const).map((value) => ({
            value,
            says: t(`bucketLong.${value}`),
          })),
        ]}
        onChange={(bucket) => edit({ bucket })}
      />
    </div>
  );
}

function PostFields({ log: { draft, edit }, fault }: { log: Log; fault: string | undefined }) {
  const { t } = useWords();
  return (
    <div className={styles["columns"]}>
      <PickField
        label={t("byHand.network")}
        value={draft.network}
        options={postNetworks.map((value) => ({ value, says: t(`network.${value}`) }))}
        onChange={(network) => edit({ network })}
      />
      <TextField
        label={t("byHand.url")}
        error={fault}
        type="url"
        inputMode="url"
        maxLength={2000}
        value={draft.url}
        onChange={(url) => edit({ url })}
      />
    </div>
  );
}

function DealtWith({ log: { draft, edit }, fault }: { log: Log; fault: string | undefined }) {
  const { t } = useWords();
  return (
    <>
      <TickField
        label={t("byHand.dealtWith")}
        help={t("byHand.dealtWithHelp")}
        isOn={draft.isDealtWith}
        onChange={(isDealtWith) =>
          edit({ isDealtWith, ...(isDealtWith && draft.bucket === "analytics" && { bucket: "rules" }) })
        }
      />
      {draft.isDealtWith && (
        <AreaField
          label={t("byHand.told")}
          error={fault}
          maxLength={4000}
          value={draft.dealtWith}
          onChange={(dealtWith) => edit({ dealtWith })}
        />
      )}
    </>
  );
}
