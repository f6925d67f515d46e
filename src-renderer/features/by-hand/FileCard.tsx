import { useWords } from "../../lib/words.ts";
import { FieldError } from "../../ui/Field.tsx";
import { Loading } from "../../ui/Loading.tsx";
import styles from "./by-hand.module.css";
import type { ChosenFile } from "../../lib/use-chosen-file.ts";

/** The first step: which file. */
export function FileCard({ file }: { file: ChosenFile }) {
  const { t } = useWords();
  return (
    <section className={styles["card"]} aria-labelledby="import-file-title">
      <h2 id="import-file-title">{t("import.file")}</h2>
      <div className={styles["picture"]}>
        <label htmlFor="import-file" className="sr">
          {t("import.file")}
        </label>
        <input
          key={file.round}
          id="import-file"
          type="file"
          accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values"
          aria-describedby="import-file-help"
          onChange={(event) => void file.choose(event.currentTarget.files?.[0])}
        />
        <p id="import-file-help" className={styles["help"]}>
          {t("import.fileHelp")}
        </p>
        {file.isBusy && <Loading />}
        {file.fault && <FieldError says={file.fault} />}
      </div>
    </section>
  );
}
