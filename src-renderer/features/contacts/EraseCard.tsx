import { useState } from "react";
import type { ErasurePreview } from "../../../src-main/contract/methods/contact-erasure.ts";
import { useActs } from "../../lib/acts.tsx";
import { useMe } from "../../lib/session.ts";
import { useAct } from "../../lib/use-act.ts";
import { useEngine } from "../../lib/use-engine.tsx";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { Loading } from "../../ui/Loading.tsx";
import { TextField } from "../../ui/TextField.tsx";
import styles from "./contacts.module.css";
import { Card } from "./ProfileCards.tsx";

/** Erases a person for good, in two steps: what goes and what stays, then their name typed. Leads and admins alone. */
export function EraseCard({ contactId, onErased }: { contactId: string; onErased: () => void }) {
  const { t } = useWords();
  const me = useMe();
  const [isOpen, setOpen] = useState(false);
  if (!me?.roles.some((role) => role === "lead" || role === "admin")) return null;
  return (
    <Card title={t("crmLogging.erase.title")}>
      <p className={styles["quiet"]}>{t("crmLogging.erase.help")}</p>
      {isOpen ? (
        <Confirm contactId={contactId} onErased={onErased} onCancel={() => setOpen(false)} />
      ) : (
        <div>
          <ActButton size="small" look="ghost" onClick={() => setOpen(true)}>
            {t("crmLogging.erase.open")}
          </ActButton>
        </div>
      )}
    </Card>
  );
}

type ConfirmProps = { contactId: string; onErased: () => void; onCancel: () => void };

function Confirm({ contactId, onErased, onCancel }: ConfirmProps) {
  const { t, sayError } = useWords();
  const acts = useActs();
  const erasing = useAct("contacts.erase", ["contacts.list"]);
  const { data, error, refetch } = useEngine("contacts.previewErase", { id: contactId });
  const [typed, setTyped] = useState("");
  if (!data) return error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Loading />;
  const { id, version, name } = data;
  const isSame = typed.trim().replace(/\s+/g, " ") === name.trim().replace(/\s+/g, " ");
  async function erase(): Promise<void> {
    if (!isSame || !(await erasing.run({ contact: { id, version }, typed }))) return;
    acts.did({ says: t("crmLogging.erase.done") });
    onErased();
  }
  return (
    <form
      className={styles["stack"]}
      onSubmit={(event) => {
        event.preventDefault();
        void erase();
      }}
    >
      <What preview={data} />
      <TextField
        label={t("crmLogging.erase.typeName", { name })}
        value={typed}
        autoFocus
        {...(erasing.trouble && { error: sayError(erasing.trouble) })}
        onChange={setTyped}
      />
      <div className={styles["line"]}>
        <ActButton
          size="small"
          submit
          offBecause={isSame ? undefined : t("crmLogging.erase.typeName", { name })}
          aria-busy={erasing.isBusy}
        >
          {t("crmLogging.erase.confirm")}
        </ActButton>
        <ActButton size="small" look="ghost" onClick={onCancel}>
          {t("crmLogging.erase.cancel")}
        </ActButton>
      </div>
    </form>
  );
}

const own = ["handles", "phones", "emails", "notes", "calls", "events"] as const;
const staying = ["mentions", "cases", "replies", "caseNotes"] as const;

/** What goes, here and at each CRM, and what stays. */
function What({ preview: { goes, stays } }: { preview: ErasurePreview }) {
  const { t } = useWords();
  return (
    <>
      <h4>{t("crmLogging.erase.goes")}</h4>
      <ul className={styles["list"]}>
        <li>{t("crmLogging.erase.profile")}</li>
        {own.map(
          (what) => goes[what] > 0 && <li key={what}>{t(`crmLogging.erase.${what}`, { count: goes[what] })}</li>,
        )}
        {goes.targets.map(({ name: target, records, waiting }) => (
          <li key={target}>
            {[
              ...(records > 0 ? [t("crmLogging.erase.records", { count: records, target })] : []),
              ...(waiting > 0 ? [t("crmLogging.erase.waiting", { count: waiting, target })] : []),
            ].join(", ")}
          </li>
        ))}
      </ul>
      <h4>{t("crmLogging.erase.stays")}</h4>
      <ul className={styles["list"]}>
        {staying.map(
          (what) => stays[what] > 0 && <li key={what}>{t(`crmLogging.erase.${what}`, { count: stays[what] })}</li>,
        )}
        {stays.removedTargets.map(({ name: target, records }, place) => (
          <li key={`${place} ${target}`}>{t("crmLogging.erase.removed", { count: records, target })}</li>
        ))}
        <li>{t("crmLogging.erase.counts")}</li>
        {goes.targets.length > 0 && <li>{t("crmLogging.erase.key")}</li>}
      </ul>
    </>
  );
}
