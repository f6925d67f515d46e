import { useEffect, useState } from "react";
import type { Guidelines } from "../../../src-main/contract/methods/playbook.ts";
import { type EngineError, reasonOf } from "../../lib/engine.ts";
import { useEngine, useLink } from "../../lib/use-engine.tsx";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { FieldError } from "../../ui/Field.tsx";
import { Loading } from "../../ui/Loading.tsx";
import { PickField } from "../../ui/PickField.tsx";
import work from "../../ui/WorkSheet.module.css";
import { Blocks } from "./Blocks.tsx";
import { GuidelinesForm } from "./GuidelinesForm.tsx";
import styles from "./guidelines.module.css";
import { SaveFile } from "./SaveFile.tsx";
import { useMayEdit } from "./use-may-edit.ts";

/** What our own people should know when they write about us: one page to read, print and hand round. */
export function GuidelinesPage() {
  const { t } = useWords();
  const [version, setVersion] = useState<number | null>(null);
  const [isEditing, setEditing] = useState(false);
  const asked = version === null ? {} : { version };
  const { data, error, refetch } = useEngine("playbook.guidelines", asked, { keepPrevious: true });
  const editOff = useMayEdit(["corpcomm", "admin"]);
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading />;
  const newest = data.versions[0]?.version ?? 0;
  if (isEditing)
    return <GuidelinesForm guidelines={data} present={newest} onDone={() => (setEditing(false), setVersion(null))} />;
  return (
    <section className={work["work"]} aria-label={t("playbook.open.guidelines")}>
      <header className={work["bar"]}>
        <h2>{t("playbook.open.guidelines")}</h2>
        <span className="grow" />
        <VersionPick guidelines={data} onChange={(next) => setVersion(next === newest ? null : next)} />
        <ActButton size="small" icon="pencil" offBecause={editOff} onClick={() => setEditing(true)}>
          {t(data.version === newest ? "playbook.guidelines.edit" : "playbook.guidelines.editFrom", {
            version: data.version,
          })}
        </ActButton>
      </header>
      <div className={work["sheet"]} tabIndex={0} role="region" aria-label={t("playbook.guidelines.page")}>
        <article className={styles["paper"]} data-printed>
          {data.text.trim() === "" ? (
            <>
              <h3 className={styles["title"]}>{t("contacts.own.title")}</h3>
              <p>{t("contacts.own.usual")}</p>
            </>
          ) : (
            <Blocks blocks={data.blocks} />
          )}
        </article>
        {data.text.trim() === "" && <p className={styles["quiet"]}>{t("playbook.guidelines.usual")}</p>}
      </div>
      <HandRound isEmpty={data.text.trim() === ""} />
    </section>
  );
}

function VersionPick({ guidelines, onChange }: { guidelines: Guidelines; onChange: (version: number) => void }) {
  const { t } = useWords();
  const { moment } = useFormat();
  if (guidelines.versions.length === 0) return null;
  return (
    <PickField
      label={t("playbook.guidelines.version")}
      isLabelHidden
      value={String(guidelines.version)}
      options={guidelines.versions.map(({ version, savedAt, savedBy }) => ({
        value: String(version),
        says: savedBy
          ? t("playbook.guidelines.versionBy", { version, date: moment(savedAt), name: savedBy.name })
          : t("playbook.guidelines.versionOf", { version, date: moment(savedAt) }),
      }))}
      onChange={(value) => onChange(Number(value))}
    />
  );
}

const forms = {
  markdown: { mime: "text/markdown", fileName: "guidelines.md" },
  html: { mime: "text/html", fileName: "guidelines.html" },
} as const;

/** The newest words on paper or as a file. */
function HandRound({ isEmpty }: { isEmpty: boolean }) {
  const { t, sayError } = useWords();
  const link = useLink();
  const [made, setMade] = useState<{ url: string; fileName: string } | null>(null);
  const [error, setError] = useState<EngineError | null>(null);
  useEffect(() => () => void (made && URL.revokeObjectURL(made.url)), [made]);
  async function prepare(form: keyof typeof forms): Promise<void> {
    setError(null);
    try {
      const { text } = await link.call("playbook.exportGuidelines", { form, title: t("contacts.own.title") });
      const { mime, fileName } = forms[form];
      setMade({ url: URL.createObjectURL(new Blob([text], { type: mime })), fileName });
    } catch (cause) {
      setError(reasonOf(cause));
    }
  }
  const offBecause = isEmpty ? t("playbook.guidelines.writeFirst") : undefined;
  return (
    <footer className={work["gate"]}>
      {error && <FieldError says={sayError(error)} />}
      <div className={work["acts"]}>
        <ActButton icon="file" onClick={() => window.print()}>
          {t("playbook.guidelines.print")}
        </ActButton>
        <ActButton offBecause={offBecause} onClick={() => void prepare("markdown")}>
          {t("playbook.guidelines.markdown")}
        </ActButton>
        <ActButton offBecause={offBecause} onClick={() => void prepare("html")}>
          {t("playbook.guidelines.html")}
        </ActButton>
        {made && <SaveFile {...made} />}
      </div>
    </footer>
  );
}
