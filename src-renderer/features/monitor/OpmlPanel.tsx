import { useWords } from "../../lib/words.ts";
import { useFormat } from "../../lib/use-format.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { FieldError } from "../../ui/Field.tsx";
import { OpmlChoice } from "./OpmlChoice.tsx";
import styles from "./OpmlPanel.module.css";
import { OpmlSave } from "./OpmlSave.tsx";
import { PanelHead } from "./PanelHead.tsx";
import { type Imported, type Opml, useOpml } from "./use-opml.ts";

/** Lists of feeds: one brought in from another reader, with a look at it first; ours, to be saved. */
export function OpmlPanel({ onClose }: { onClose: () => void }) {
  const { t, say } = useWords();
  const opml = useOpml();
  const { listed, imported, fault } = opml;
  return (
    <>
      <PanelHead title={t("opml.title")} onClose={onClose} />
      <div className={styles["body"]} tabIndex={0} role="group" aria-label={t("opml.title")}>
        <section className={styles["part"]} aria-labelledby="opml-bring">
          <h3 id="opml-bring">{t("opml.bring")}</h3>
          {imported ? <Done imported={imported} onAgain={opml.forget} /> : <FileField opml={opml} />}
          {fault && <FieldError says={fault} />}
          {!imported && listed?.preview.fault && <FieldError says={say(listed.preview.fault)} />}
          {!imported && listed && !listed.preview.fault && <OpmlChoice opml={opml} preview={listed.preview} />}
        </section>
        {!listed && <OpmlSave />}
      </div>
    </>
  );
}

function FileField({ opml: { isBusy, listed, choose } }: { opml: Opml }) {
  const { t } = useWords();
  return (
    <div className={styles["field"]}>
      <label htmlFor="opml-file" className={styles["label"]}>
        {t("opml.file")}
      </label>
      <input
        id="opml-file"
        type="file"
        accept=".opml,.xml,text/x-opml,application/xml,text/xml"
        aria-describedby="opml-file-help"
        onChange={(event) => void choose(event.currentTarget.files?.[0])}
      />
      <p id="opml-file-help" className={styles["help"]}>
        {t("opml.fileHelp")}
      </p>
      <p role="status" className={styles["help"]}>
        {isBusy && !listed && t("opml.reading")}
      </p>
    </div>
  );
}

function Done({ imported: { added, skipped }, onAgain }: { imported: Imported; onAgain: () => void }) {
  const { t } = useWords();
  const { number } = useFormat();
  return (
    <>
      <p role="status">
        <b>{t("opml.added", { count: added, shown: number(added) })}</b>
        {skipped > 0 && ` ${t("opml.skipped", { count: skipped, shown: number(skipped) })}`}
      </p>
      <div>
        <ActButton autoFocus onClick={onAgain}>
          {t("opml.another")}
        </ActButton>
      </div>
    </>
  );
}
