import { useState } from "react";
import { readNow } from "../../lib/now.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { FieldError } from "../../ui/Field.tsx";
import { Icon } from "../../ui/Icon.tsx";
import styles from "./ExportStrip.module.css";
import type { Exporting, Files } from "./use-export.ts";

/** What the files will hold, and the two files themselves; it stands above the log, not over it. */
export function ExportStrip({ exporting }: { exporting: Exporting }) {
  const { t, sayError } = useWords();
  const { moment } = useFormat();
  const { prepared } = exporting;
  if (!prepared) return null;
  const { format, span, files, error } = prepared;
  const period = t("shift.past.row", { from: moment(span.from), to: moment(Math.min(span.to, readNow())) });
  return (
    <section
      className={styles["strip"]}
      aria-label={t("shift.export.title", { format: format.toUpperCase(), period })}
      onKeyDown={(event) => event.key === "Escape" && exporting.close()}
    >
      <div className={styles["head"]}>
        <h2>{t("shift.export.title", { format: format.toUpperCase(), period })}</h2>
        <span className="grow" />
        <ActButton size="small" look="ghost" icon="x" onClick={exporting.close}>
          {t("shift.export.close")}
        </ActButton>
      </div>
      {error && <FieldError says={sayError(error)} />}
      {!files && !error && <p role="status">{t("shift.export.preparing")}</p>}
      {files && <Offer key={files.file.fileName} files={files} />}
    </section>
  );
}

function Offer({ files: { rows, columns, file, sidecar } }: { files: Files }) {
  const { t } = useWords();
  const { number, time } = useFormat();
  const [went, setWent] = useState<{ file: string; at: number } | null>(null);
  const wentNow = (name: string) => setWent({ file: name, at: readNow() });
  return (
    <>
      <p>
        <b>{t("shift.export.rows", { count: rows, shown: number(rows) })}</b>
        {columns.length > 0 && (
          <>
            , {t("shift.export.columns", { count: columns.length })}:{" "}
            <span className={styles["columns"]}>{columns.join(", ")}</span>
          </>
        )}
      </p>
      <p className={styles["files"]}>
        <FileLink {...file} says={t("shift.export.saveFile", { file: file.fileName })} isFirst onSaved={wentNow} />
        <FileLink {...sidecar} says={t("shift.export.saveSidecar", { file: sidecar.fileName })} onSaved={wentNow} />
      </p>
      <p className={styles["help"]}>{t("shift.export.sidecarHelp")}</p>
      <p role="status">{went && t("shift.export.went", { file: went.file, time: time(went.at) })}</p>
    </>
  );
}

type FileLinkProps = Files["file"] & { says: string; isFirst?: boolean; onSaved: (name: string) => void };

function FileLink({ fileName, url, says, isFirst = false, onSaved }: FileLinkProps) {
  return (
    <a className={styles["file"]} href={url} download={fileName} autoFocus={isFirst} onClick={() => onSaved(fileName)}>
      <Icon name="file" size={14} />
      {says}
    </a>
  );
}
