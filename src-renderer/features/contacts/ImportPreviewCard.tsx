import { useState } from "react";
import type {
  ContactColumn,
  ContactImportPreview,
  ContactReading,
} from "../../../src-main/contract/methods/contact-imports.ts";
import { reasonOf } from "../../lib/engine.ts";
import { useCommand, useEngine } from "../../lib/use-engine.tsx";
import { useFormat } from "../../lib/use-format.ts";
import { useOnce } from "../../lib/use-once.ts";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { FieldError } from "../../ui/Field.tsx";
import { Loading } from "../../ui/Loading.tsx";
import { PickField } from "../../ui/PickField.tsx";
import styles from "./contacts.module.css";
import { ImportProblems } from "./ImportProblems.tsx";
import { ImportRows } from "./ImportRows.tsx";
import { Card } from "./ProfileCards.tsx";
import type { Uploaded } from "../../lib/use-chosen-file.ts";

const columns = [
  ...(["name", "firstName", "lastName", "organisation", "town", "phone", "email"] as const),
  ...(["handle", "network", "kind", "note"] as const),
] as const satisfies readonly ContactColumn[];
const none = "none";

type PreviewProps = { uploaded: Uploaded; onBegun: (id: string) => void };

/** How the file is read, what would become of every record, and the act itself. */
export function ImportPreviewCard({ uploaded, onBegun }: PreviewProps) {
  const { t, say } = useWords();
  const { number } = useFormat();
  const [asked, setAsked] = useState<ContactReading | null>(null);
  const input = { uploadId: uploaded.uploadId, reading: asked };
  const { data, error, refetch, isPlaceholderData } = useEngine("contactImports.preview", input, {
    keepPrevious: true,
  });
  if (!data) return error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Loading />;
  const { counts } = data;
  const notShown = counts.total - counts.problems - data.rows.length;
  const shown = { total: number(counts.total), added: number(counts.added), filled: number(counts.filled) };
  return (
    <Card title={t("contacts.import.preview")}>
      <ReadingFields preview={data} reading={asked ?? data.reading} onChange={setAsked} />
      {data.fault ? (
        <FieldError says={say(data.fault)} />
      ) : (
        <>
          <p role="status">
            {t("contacts.import.would", { ...shown, known: number(counts.known), problems: number(counts.problems) })}
          </p>
          {data.rows.length > 0 && <ImportRows rows={data.rows} />}
          {notShown > 0 && (
            <p className={styles["quiet"]}>
              {t("contacts.import.notShown", { count: notShown, shown: number(notShown) })}
            </p>
          )}
          {counts.problems > 0 && <ImportProblems problems={data.problems} count={counts.problems} />}
          <Begin uploaded={uploaded} preview={data} isStale={isPlaceholderData} onBegun={onBegun} />
        </>
      )}
    </Card>
  );
}

type ReadingProps = {
  preview: ContactImportPreview;
  reading: ContactReading;
  onChange: (reading: ContactReading) => void;
};

/** What each column holds, recognised by its heading, and what becomes of those who are known. */
function ReadingFields({ preview: { headings }, reading, onChange }: ReadingProps) {
  const { t } = useWords();
  function put(at: number, value: ContactColumn | typeof none): void {
    const others = reading.columns.filter((column) => column.at !== at);
    onChange({ ...reading, columns: value === none ? others : [...others, { at, is: value }] });
  }
  return (
    <div className={styles["fields"]}>
      {headings.map((heading, at) => (
        <PickField
          // A heading may stand twice.
          key={`${at} ${heading}`}
          label={heading === "" ? t("import.column", { number: at + 1 }) : heading}
          value={reading.columns.find((column) => column.at === at)?.is ?? none}
          options={[
            { value: none, says: t("contacts.import.leaveOut") },
            ...columns.map((value) => ({ value, says: t(`contacts.column.${value}`) })),
          ]}
          onChange={(value) => put(at, value)}
        />
      ))}
      <PickField
        label={t("contacts.import.knownOnes")}
        value={reading.known}
        options={(["fill", "leave", "add"] as const).map((value) => ({
          value,
          says: t(`contacts.import.known.${value}`),
        }))}
        onChange={(known) => onChange({ ...reading, known })}
      />
    </div>
  );
}

type BeginProps = PreviewProps & { preview: ContactImportPreview; isStale: boolean };

function Begin({ uploaded, preview, isStale, onBegun }: BeginProps) {
  const { t, sayError } = useWords();
  const run = useCommand("contactImports.run");
  const { once } = useOnce();
  const { added, filled } = preview.counts;
  const offBecause = isStale ? t("app.loading") : added + filled === 0 ? t("contacts.import.nothingNew") : undefined;
  async function begin(): Promise<void> {
    const { uploadId } = uploaded;
    const name = uploaded.name.slice(0, 120);
    const begun = await once(() => run.mutateAsync({ uploadId, name, reading: preview.reading }));
    if (begun) onBegun(begun.id);
  }
  return (
    <>
      {run.error && <FieldError says={sayError(reasonOf(run.error))} />}
      <div className={styles["acts"]}>
        <ActButton
          look="primary"
          offBecause={offBecause}
          aria-busy={run.isPending}
          onClick={() => void begin().catch(() => undefined)}
        >
          {t("contacts.import.begin", { count: added + filled })}
        </ActButton>
        {offBecause && <span className={styles["quiet"]}>{offBecause}</span>}
      </div>
    </>
  );
}
