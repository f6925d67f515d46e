import { useRef, useState } from "react";
import type { ExportFormat, ExportWhat } from "../../src-main/contract/methods/exports.ts";
import { readNow } from "../lib/now.ts";
import { useEngine } from "../lib/use-engine.tsx";
import { type ExportRunning, type SavedFile, useExportRun } from "../lib/use-export-run.ts";
import { useFormat } from "../lib/use-format.ts";
import { useWords } from "../lib/words.ts";
import { ActButton } from "./ActButton.tsx";
import styles from "./ExportPanel.module.css";
import { FieldError } from "./Field.tsx";
import { Icon } from "./Icon.tsx";
import { Segments } from "./Segments.tsx";

const formats: readonly ExportFormat[] = ["csv", "xlsx", "json", "pdf"];

type ExportPanelProps = {
  /** What the file will hold. */
  what: ExportWhat;
  /** What it is called over the panel: content and period. */
  title: string;
  onClose: () => void;
};

/** What a file will hold, in which form, how far it is, and the files themselves; it stands in the page, not over it. */
export function ExportPanel({ what, title, onClose }: ExportPanelProps) {
  const { t, sayError } = useWords();
  const { number } = useFormat();
  const exporting = useExportRun();
  const preview = useEngine("exports.preview", { what });
  const [format, setFormat] = useState<ExportFormat>("csv");
  const { run, files, error, isRunning } = exporting;
  const begin = () => void exporting.start(what, format);
  const { rows = 0, pdfMost = 0 } = preview.data ?? {};
  const tooLong =
    format === "pdf" && rows > pdfMost
      ? t("refusal.pdf-too-long", { rows: number(rows), most: number(pdfMost) })
      : undefined;
  const opener = useRef(document.activeElement);
  function close(): void {
    // With a key, nothing may have had the focus: then what opens it has it afterwards.
    const before = opener.current === document.body ? null : opener.current;
    const back = before?.isConnected ? before : document.querySelector("button[aria-expanded=true]");
    onClose();
    if (back instanceof HTMLElement) back.focus();
  }
  return (
    <section className={styles["panel"]} aria-label={title} onKeyDown={(event) => event.key === "Escape" && close()}>
      <div className={styles["line"]}>
        <h2>{title}</h2>
        <span className="grow" />
        <ActButton size="small" look="ghost" icon="x" onClick={close}>
          {t("export.close")}
        </ActButton>
      </div>
      <Columns preview={preview} />
      <div className={styles["line"]}>
        <Segments
          label={t("export.format")}
          value={format}
          options={formats.map((value) => ({ value, says: value.toUpperCase() }))}
          onChange={setFormat}
        />
        <ActButton
          size="small"
          look="primary"
          icon="file"
          autoFocus
          onClick={begin}
          offBecause={isRunning ? t("export.isRunning") : tooLong}
        >
          {t("export.start")}
        </ActButton>
      </div>
      {tooLong && <p role="status">{tooLong}</p>}
      {error && <FieldError says={sayError(error)} />}
      {isRunning && <Progress exporting={exporting} />}
      {run?.state === "cancelled" && <p role="status">{t("export.cancelled")}</p>}
      {run?.state === "failed" && <Trouble exporting={exporting} />}
      {run?.state === "done" && !files && !error && <p role="status">{t("export.fetching")}</p>}
      {files && <Offer key={run?.id} files={files} rows={run?.rows ?? 0} />}
    </section>
  );
}

type Preview = ReturnType<typeof useEngine<"exports.preview">>;

function Columns({ preview }: { preview: Preview }) {
  const { t, sayError } = useWords();
  const { number } = useFormat();
  if (preview.error) return <FieldError says={sayError(preview.error)} />;
  if (!preview.data) return <p role="status">{t("export.counting")}</p>;
  const { rows, columns } = preview.data;
  return (
    <details>
      <summary>
        <b>{t("export.rows", { count: rows, shown: number(rows) })}</b>,{" "}
        {t("export.columns", { count: columns.length })}
      </summary>
      {/* A list that scrolls has to be reached by keyboard. */}
      <dl className={styles["columns"]} tabIndex={0} aria-label={t("export.columnList")}>
        {columns.map(({ name, means }) => (
          <Column key={name} name={name} means={means} />
        ))}
      </dl>
    </details>
  );
}

function Column({ name, means }: { name: string; means: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{means}</dd>
    </>
  );
}

function Progress({ exporting: { run, cancel } }: { exporting: ExportRunning }) {
  const { t } = useWords();
  const { number } = useFormat();
  const [done, total] = [run?.rows ?? 0, run?.totalRows ?? null];
  return (
    <div className={styles["line"]}>
      <progress
        aria-label={t("export.progress")}
        {...(total === null ? {} : { max: Math.max(1, total), value: done })}
      />
      <span role="status">
        {total === null ? t("export.counting") : t("export.done", { done: number(done), total: number(total) })}
      </span>
      <ActButton size="small" onClick={() => void cancel()}>
        {t("export.cancel")}
      </ActButton>
    </div>
  );
}

function Trouble({ exporting: { run } }: { exporting: ExportRunning }) {
  const { say } = useWords();
  return <FieldError says={run?.says ? say(run.says) : ""} />;
}

function Offer({ files, rows }: { files: readonly SavedFile[]; rows: number }) {
  const { t } = useWords();
  const { number, time } = useFormat();
  const [went, setWent] = useState<{ file: string; at: number } | null>(null);
  return (
    <>
      <p role="status">{t("export.ready", { count: rows, shown: number(rows) })}</p>
      <p className={styles["line"]}>
        {files.map(({ fileName, url }, at) => (
          <a
            key={url}
            className={styles["file"]}
            href={url}
            download={fileName}
            autoFocus={at === 0}
            onClick={() => setWent({ file: fileName, at: readNow() })}
          >
            <Icon name="file" size={14} />
            {t("export.save", { file: fileName })}
          </a>
        ))}
      </p>
      <p className={styles["help"]}>{t("export.sidecarHelp")}</p>
      <p role="status">{went && t("export.went", { file: went.file, time: time(went.at) })}</p>
    </>
  );
}
