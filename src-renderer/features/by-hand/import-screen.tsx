import { useState } from "react";
import { useMe } from "../../lib/session.ts";
import { useWords } from "../../lib/words.ts";
import { Message } from "../../ui/Message.tsx";
import styles from "./by-hand.module.css";
import { FileCard } from "./FileCard.tsx";
import { ImportedCard } from "./ImportedCard.tsx";
import { LastImports } from "./LastImports.tsx";
import { PreviewCard } from "./PreviewCard.tsx";
import { type ChosenFile, useChosenFile } from "../../lib/use-chosen-file.ts";

/** Import: mentions that another tool exported as CSV, seen before they are stored. */
export function ImportScreen() {
  const { t } = useWords();
  const roles = useMe()?.roles ?? [];
  const mayImport = roles.includes("admin") || roles.includes("lead");
  const file = useChosenFile("import.fault.empty");
  const [shownId, setShown] = useState<string | null>(null);
  return (
    <div className={styles["page"]}>
      <div className={`${styles["sheet"]} ${styles["wide"]}`}>
        <header className={styles["head"]}>
          <h1>{t("screen.import")}</h1>
          <p>{t("import.help")}</p>
        </header>
        {mayImport ? <Steps file={file} onBegun={setShown} /> : <Message title={t("import.notYours")} />}
        {shownId && <ImportedCard key={shownId} id={shownId} mayCancel={mayImport} />}
        <LastImports shownId={shownId} onShow={setShown} />
      </div>
    </div>
  );
}

function Steps({ file, onBegun }: { file: ChosenFile; onBegun: (id: string) => void }) {
  function begun(id: string): void {
    file.forget();
    onBegun(id);
  }
  return (
    <>
      <FileCard file={file} />
      {file.uploaded && <PreviewCard key={file.uploaded.uploadId} uploaded={file.uploaded} onBegun={begun} />}
    </>
  );
}
