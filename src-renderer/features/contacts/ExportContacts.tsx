import { useEffect, useState } from "react";
import { type EngineError, type Output, reasonOf } from "../../lib/engine.ts";
import { useLink } from "../../lib/use-engine.tsx";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { FieldError } from "../../ui/Field.tsx";
import { Icon } from "../../ui/Icon.tsx";
import styles from "./contacts.module.css";
import { Card } from "./ProfileCards.tsx";

const forms = {
  csv: { mime: "text/csv", fileName: "contacts.csv" },
  vcard: { mime: "text/vcard", fileName: "contacts.vcf" },
} as const;
type Form = keyof typeof forms;
type Made = { readonly form: Form; readonly url: string };

/** Our contacts as a file, brought from the engine part by part and handed to the browser by the person. */
export function ExportContacts() {
  const { t, sayError } = useWords();
  const link = useLink();
  const [made, setMade] = useState<Made | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<EngineError | null>(null);
  // The browser keeps the bytes of an address until it is told to let them go.
  useEffect(() => () => void (made && URL.revokeObjectURL(made.url)), [made]);
  async function prepare(form: Form): Promise<void> {
    setBusy(true);
    setError(null);
    setMade(null);
    try {
      const parts: string[] = [];
      for (let after: string | null = null; ;) {
        const part: Output<"contacts.export"> = await link.call("contacts.export", { form, after });
        parts.push(part.text);
        after = part.next;
        if (after === null) break;
      }
      setMade({ form, url: URL.createObjectURL(new Blob(parts, { type: forms[form].mime })) });
    } catch (cause) {
      setError(reasonOf(cause));
    } finally {
      setBusy(false);
    }
  }
  return (
    <Card title={t("contacts.export.title")}>
      <p className={styles["quiet"]}>{t("contacts.export.help")}</p>
      {error && <FieldError says={sayError(error)} />}
      <div className={styles["acts"]}>
        <ActButton aria-busy={isBusy} onClick={() => void prepare("csv")}>
          {t("contacts.export.csv")}
        </ActButton>
        <ActButton aria-busy={isBusy} onClick={() => void prepare("vcard")}>
          {t("contacts.export.vcard")}
        </ActButton>
        {made && (
          <a href={made.url} download={forms[made.form].fileName} className={styles["line"]} autoFocus>
            <Icon name="file" size={14} />
            {t("contacts.export.save", { file: forms[made.form].fileName })}
          </a>
        )}
      </div>
    </Card>
  );
}
