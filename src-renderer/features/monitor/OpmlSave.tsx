import { useEffect, useState } from "react";
import { type EngineError, reasonOf } from "../../lib/engine.ts";
import { readNow } from "../../lib/now.ts";
import { useLink } from "../../lib/use-engine.tsx";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { FieldError } from "../../ui/Field.tsx";
import { Icon } from "../../ui/Icon.tsx";
import styles from "./OpmlPanel.module.css";

type Made = { readonly fileName: string; readonly url: string; readonly sources: number };

/** Our own sources as a file, made by the engine and handed to the browser by the person. */
export function OpmlSave() {
  const { t, sayError } = useWords();
  const { number, time } = useFormat();
  const link = useLink();
  const [made, setMade] = useState<Made | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<EngineError | null>(null);
  const [wentAt, setWentAt] = useState<number | null>(null);
  // The browser keeps the bytes of an address until it is told to let them go.
  useEffect(() => () => void (made && URL.revokeObjectURL(made.url)), [made]);

  async function prepare(): Promise<void> {
    setBusy(true);
    setError(null);
    setWentAt(null);
    try {
      const { fileName, mime, content, sources } = await link.call("sources.exportOpml", {});
      setMade({ fileName, sources, url: URL.createObjectURL(new Blob([content], { type: mime })) });
    } catch (cause) {
      setError(reasonOf(cause));
    } finally {
      setBusy(false);
    }
  }

  return (
    <section className={styles["part"]} aria-labelledby="opml-save">
      <h3 id="opml-save">{t("opml.save")}</h3>
      <p className={styles["help"]}>{t("opml.saveHelp")}</p>
      {error && <FieldError says={sayError(error)} />}
      {made?.sources === 0 && <p role="status">{t("opml.nothingToSave")}</p>}
      {made && made.sources > 0 && (
        <p>
          <a
            className={styles["file"]}
            href={made.url}
            download={made.fileName}
            autoFocus
            onClick={() => setWentAt(readNow())}
          >
            <Icon name="file" size={14} />
            {t("opml.saveFile", { file: made.fileName, count: made.sources, shown: number(made.sources) })}
          </a>
        </p>
      )}
      {!made && (
        <div>
          <ActButton aria-busy={isBusy} onClick={() => void prepare()}>
            {t(isBusy ? "opml.preparing" : "opml.prepare")}
          </ActButton>
        </div>
      )}
      <p role="status" className={styles["help"]}>
        {made && wentAt !== null && t("opml.went", { file: made.fileName, time: time(wentAt) })}
      </p>
    </section>
  );
}
