import { useState } from "react";
import { useMe } from "../../lib/session.ts";
import { useWords } from "../../lib/words.ts";
import { FieldError } from "../../ui/Field.tsx";
import { Loading } from "../../ui/Loading.tsx";
import work from "../../ui/WorkSheet.module.css";
import styles from "./contacts.module.css";
import { ExportContacts } from "./ExportContacts.tsx";
import { ImportedContacts } from "./ImportedContacts.tsx";
import { ImportPreviewCard } from "./ImportPreviewCard.tsx";
import { Card } from "./ProfileCards.tsx";
import { type ChosenFile, useChosenFile } from "../../lib/use-chosen-file.ts";

/** Contacts from a file of another program, seen before they are kept; and ours as a file. */
export function ImportContacts() {
  const { t } = useWords();
  const roles = useMe()?.roles ?? [];
  const mayImport = roles.includes("admin") || roles.includes("lead");
  const file = useChosenFile("contacts.import.fault.empty");
  const [shownId, setShown] = useState<string | null>(null);
  function begun(id: string): void {
    file.forget();
    setShown(id);
  }
  return (
    <div className={work["work"]}>
      <header className={work["bar"]}>
        <h2>{t("contacts.import.title")}</h2>
      </header>
      <div className={work["sheet"]} tabIndex={0} role="region" aria-label={t("contacts.import.title")}>
        {mayImport ? <Choose file={file} /> : <p className={styles["quiet"]}>{t("contacts.import.notYours")}</p>}
        {mayImport && file.uploaded && (
          <ImportPreviewCard key={file.uploaded.uploadId} uploaded={file.uploaded} onBegun={begun} />
        )}
        <ImportedContacts shownId={shownId} mayAct={mayImport} onShow={setShown} />
        {mayImport && <ExportContacts />}
      </div>
    </div>
  );
}

function Choose({ file }: { file: ChosenFile }) {
  const { t } = useWords();
  return (
    <Card title={t("contacts.import.file")}>
      <label htmlFor="contact-file" className="sr">
        {t("contacts.import.file")}
      </label>
      <input
        key={file.round}
        id="contact-file"
        type="file"
        accept=".csv,.tsv,.txt,.vcf,.vcard,text/csv,text/vcard"
        aria-describedby="contact-file-help"
        onChange={(event) => void file.choose(event.currentTarget.files?.[0])}
      />
      <p id="contact-file-help" className={styles["quiet"]}>
        {t("contacts.import.fileHelp")}
      </p>
      {file.isBusy && <Loading />}
      {file.fault && <FieldError says={file.fault} />}
    </Card>
  );
}
