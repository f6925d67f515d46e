import { useEffect, useState } from "react";
import type { ImportRow } from "../../../src-main/contract/methods/playbook.ts";
import { useActs } from "../../lib/acts.tsx";
import { type EngineError, reasonOf } from "../../lib/engine.ts";
import { useChosenFile } from "../../lib/use-chosen-file.ts";
import { useEngine, useLink } from "../../lib/use-engine.tsx";
import { useWords, type WordKey } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { Diff } from "../../ui/Diff.tsx";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { FieldError } from "../../ui/Field.tsx";
import { Loading } from "../../ui/Loading.tsx";
import { Segments } from "../../ui/Segments.tsx";
import work from "../../ui/WorkSheet.module.css";
import styles from "./playbook.module.css";
import { SaveFile } from "./SaveFile.tsx";
import { useMayEdit } from "./use-may-edit.ts";
import { usePerform } from "./use-perform.ts";

/** Scripts from a file, seen before they are taken; and ours as a file. */
export function ImportExport() {
  const { t } = useWords();
  const editOff = useMayEdit();
  const file = useChosenFile("playbook.import.empty");
  return (
    <section className={work["work"]} aria-label={t("playbook.open.files")}>
      <header className={work["bar"]}>
        <h2>{t("playbook.open.files")}</h2>
      </header>
      <div className={work["sheet"]} tabIndex={0} role="region" aria-label={t("playbook.open.files")}>
        <section className={styles["card"]} aria-label={t("playbook.import.title")}>
          <h3>{t("playbook.import.title")}</h3>
          {editOff !== undefined && <p className={styles["quiet"]}>{editOff}</p>}
          {editOff === undefined && (
            <>
              <label htmlFor="playbook-file" className="sr">
                {t("playbook.import.file")}
              </label>
              <input
                key={file.round}
                id="playbook-file"
                type="file"
                accept=".md,.markdown,.csv,.tsv,.txt,text/markdown,text/csv"
                aria-describedby="playbook-file-help"
                onChange={(event) => void file.choose(event.currentTarget.files?.[0])}
              />
              <p id="playbook-file-help" className={styles["quiet"]}>
                {t("playbook.import.help")}
              </p>
            </>
          )}
          {file.isBusy && <Loading />}
          {file.fault && <FieldError says={file.fault} />}
          {file.uploaded && (
            <Preview key={file.uploaded.uploadId} uploadId={file.uploaded.uploadId} onDone={file.forget} />
          )}
        </section>
        <Export />
      </div>
    </section>
  );
}

function Preview({ uploadId, onDone }: { uploadId: string; onDone: () => void }) {
  const { t } = useWords();
  const { perform, send } = usePerform();
  const { data, error, refetch } = useEngine("playbook.previewImport", { uploadId });
  const [changes, setChanges] = useState<"version" | "skip">("version");
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading />;
  const count = (does: ImportRow["does"]) => data.rows.filter((row) => row.does === does).length;
  const taken = count("add") + (changes === "version" ? count("change") : 0);
  async function takeBack(batchId: string): Promise<string> {
    const { removed, broughtBack, left } = await send("playbook.undoImport", { batchId });
    return t(left === 0 ? "playbook.import.undone" : "playbook.import.undonePartly", { removed, broughtBack, left });
  }
  async function take(): Promise<void> {
    const done = await perform(
      () => send("playbook.import", { uploadId, changes }),
      ({ added, changed, left, batchId }) => ({
        says: t("playbook.import.done", { added, changed, left }),
        ...(added + changed > 0 && { undo: () => takeBack(batchId) }),
      }),
    );
    if (done) onDone();
  }
  return (
    <>
      {data.problems.map((problem) => (
        <FieldError key={problem.code} says={t(problem.code as WordKey, problem.params)} />
      ))}
      <p role="status">
        {t("playbook.import.counts", {
          add: count("add"),
          change: count("change"),
          same: count("same"),
          wrong: count("wrong"),
        })}
      </p>
      {count("change") > 0 && (
        <Segments
          label={t("playbook.import.changes.label")}
          value={changes}
          options={(["version", "skip"] as const).map((value) => ({
            value,
            says: t(`playbook.import.changes.${value}`),
          }))}
          onChange={setChanges}
        />
      )}
      <div className={styles["scroll"]} tabIndex={0} role="region" aria-label={t("playbook.import.rows")}>
        <table className={styles["table"]}>
          <thead>
            <tr>
              {(["line", "name", "does", "says"] as const).map((head) => (
                <th key={head} scope="col">
                  {t(`playbook.import.head.${head}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {data.rows.map((row) => (
              <Row key={row.line} row={row} />
            ))}
          </tbody>
        </table>
      </div>
      <div className={styles["acts"]}>
        <ActButton
          look="primary"
          offBecause={taken === 0 ? t("playbook.import.nothing") : undefined}
          onClick={() => void take()}
        >
          {t("playbook.import.take", { count: taken })}
        </ActButton>
        <ActButton onClick={onDone}>{t("playbook.import.leave")}</ActButton>
      </div>
    </>
  );
}

function Row({ row: { line, name, does, problems, notes, before, after } }: { row: ImportRow }) {
  const { t } = useWords();
  return (
    <tr>
      <td>{line}</td>
      <td dir="auto">{name}</td>
      <td className={does === "wrong" ? styles["bad"] : undefined}>{t(`playbook.import.does.${does}`)}</td>
      <td>
        {[...problems, ...notes].map(({ code, params }, at) => (
          <p key={at} className={at < problems.length ? styles["bad"] : styles["quiet"]}>
            {t(code as WordKey, params)}
          </p>
        ))}
        {before !== null && after !== null && (
          <details>
            <summary>{t("playbook.import.diff")}</summary>
            <Diff className={styles["diff"]} before={before} after={after} />
          </details>
        )}
      </td>
    </tr>
  );
}

const forms = {
  markdown: { mime: "text/markdown", fileName: "playbook.md" },
  csv: { mime: "text/csv", fileName: "playbook.csv" },
} as const;

function Export() {
  const { t, sayError } = useWords();
  const link = useLink();
  const acts = useActs();
  const [made, setMade] = useState<{ url: string; fileName: string; scripts: number } | null>(null);
  const [error, setError] = useState<EngineError | null>(null);
  // The browser keeps the bytes of an address until it is told to let them go.
  useEffect(() => () => void (made && URL.revokeObjectURL(made.url)), [made]);
  async function prepare(form: keyof typeof forms): Promise<void> {
    setError(null);
    try {
      const { text, scripts } = await acts.during(link.call("playbook.export", { form }));
      const { mime, fileName } = forms[form];
      setMade({ url: URL.createObjectURL(new Blob([text], { type: mime })), fileName, scripts });
    } catch (cause) {
      setError(reasonOf(cause));
    }
  }
  return (
    <section className={styles["card"]} aria-label={t("playbook.export.title")}>
      <h3>{t("playbook.export.title")}</h3>
      <p className={styles["quiet"]}>{t("playbook.export.help")}</p>
      {error && <FieldError says={sayError(error)} />}
      <div className={styles["acts"]}>
        <ActButton onClick={() => void prepare("markdown")}>{t("playbook.export.markdown")}</ActButton>
        <ActButton onClick={() => void prepare("csv")}>{t("playbook.export.csv")}</ActButton>
        {made && <SaveFile {...made} />}
        {made && <span className={styles["quiet"]}>{t("playbook.export.count", { count: made.scripts })}</span>}
      </div>
    </section>
  );
}
