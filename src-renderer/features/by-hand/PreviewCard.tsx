import { useState } from "react";
import type { ImportPreview, ImportReading } from "../../../src-main/contract/methods/by-hand.ts";
import { reasonOf } from "../../lib/engine.ts";
import { readNow } from "../../lib/now.ts";
import { useCommand, useEngine } from "../../lib/use-engine.tsx";
import { useFormat } from "../../lib/use-format.ts";
import { useOnce } from "../../lib/use-once.ts";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { FieldError } from "../../ui/Field.tsx";
import { Loading } from "../../ui/Loading.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { TickField } from "../../ui/TickField.tsx";
import styles from "./by-hand.module.css";
import { PreviewRows } from "./PreviewRows.tsx";
import { ProblemList } from "./ProblemList.tsx";
import { ReadingFields } from "./ReadingFields.tsx";
import type { Uploaded } from "../../lib/use-chosen-file.ts";

/** The second step: how the file is read, what would be stored, and what would not. */
export function PreviewCard({ uploaded, onBegun }: { uploaded: Uploaded; onBegun: (id: string) => void }) {
  const { t } = useWords();
  const [reading, setReading] = useState<ImportReading | null>(null);
  const input = { uploadId: uploaded.uploadId, reading };
  const { data, error, refetch, isPlaceholderData } = useEngine("imports.preview", input, { keepPrevious: true });
  if (!data) return error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Loading />;
  return (
    <section className={styles["card"]} aria-labelledby="import-preview-title" aria-busy={isPlaceholderData}>
      <h2 id="import-preview-title">{t("import.preview")}</h2>
      <ReadingFields preview={data} reading={reading ?? data.reading} onChange={setReading} />
      {data.fault ? <Fault preview={data} /> : <Found preview={data} />}
      {!data.fault && <Begin uploaded={uploaded} preview={data} isStale={isPlaceholderData} onBegun={onBegun} />}
    </section>
  );
}

function Fault({ preview: { fault } }: { preview: ImportPreview }) {
  const { say } = useWords();
  return fault && <FieldError says={say(fault)} />;
}

function Found({ preview }: { preview: ImportPreview }) {
  const { t } = useWords();
  const { number } = useFormat();
  const { total, stored, known, twice, problems } = preview.counts;
  return (
    <>
      <p role="status">
        <b>{t("import.wouldStore", { count: stored, stored: number(stored), total: number(total) })}</b>{" "}
        {t("import.others", { known: number(known), twice: number(twice), problems: number(problems) })}
      </p>
      <p className={styles["help"]}>
        {t("import.judged")}
        {preview.reading.columns.sentiment !== undefined && ` ${t("import.sentimentIgnored")}`}
      </p>
      {preview.rows.length > 0 && <PreviewRows rows={preview.rows} />}
      {problems > 0 && <ProblemList problems={preview.problems} count={problems} />}
    </>
  );
}

type BeginProps = {
  uploaded: Uploaded;
  preview: ImportPreview;
  isStale: boolean;
  onBegun: (id: string) => void;
};

function Begin({ uploaded, preview, isStale, onBegun }: BeginProps) {
  const { t, sayError } = useWords();
  const { date } = useFormat();
  const run = useCommand("imports.run");
  const { once } = useOnce();
  const [name, setName] = useState(`${uploaded.name.replace(/\.[a-z]{3,4}$/i, "").slice(0, 90)}, ${date(readNow())}`);
  const [everything, setEverything] = useState(true);
  const nothing = preview.counts.stored === 0 ? t("import.nothingNew") : undefined;
  const offBecause = name.trim() === "" ? t("import.nameNeeded") : isStale ? t("app.loading") : nothing;
  async function begin(): Promise<void> {
    const { uploadId } = uploaded;
    const begun = await once(() =>
      run.mutateAsync({ uploadId, name: name.trim(), reading: preview.reading, everything }),
    );
    if (begun) onBegun(begun.id);
  }
  return (
    <>
      <TextField label={t("import.name")} help={t("import.nameHelp")} maxLength={120} value={name} onChange={setName} />
      <TickField
        label={t("import.everything")}
        help={t("import.everythingHelp")}
        isOn={everything}
        onChange={setEverything}
      />
      {run.error && <FieldError says={sayError(reasonOf(run.error))} />}
      <div className={styles["acts"]}>
        <ActButton
          look="primary"
          offBecause={offBecause}
          aria-busy={run.isPending}
          onClick={() => void begin().catch(() => undefined)}
        >
          {t("import.begin", { count: preview.counts.stored })}
        </ActButton>
        {offBecause && <span className={styles["quiet"]}>{offBecause}</span>}
      </div>
    </>
  );
}
