import type { CrmTarget } from "../../../src-main/contract/methods/crm.ts";
import type { Output } from "../../lib/engine.ts";
import { useEngine } from "../../lib/use-engine.tsx";
import { useRested } from "../../lib/use-rested.ts";
import { useWords, type WordKey } from "../../lib/words.ts";
import { RecordFields } from "./RecordFields.tsx";
import styles from "./connections.module.css";

/** What a draft of a set-up would write, asked again when typing rests. */
export function usePreview(config: CrmTarget["config"]): Output<"crm.preview"> | null {
  const rested = useRested(JSON.stringify(config));
  const { data } = useEngine(
    "crm.preview",
    // It was a config a moment ago.
    { config: JSON.parse(rested) as CrmTarget["config"] },
    { keepPrevious: true },
  );
  return data ?? null;
}

/** The exact record, in the CRM's own names, of something that happened at this desk or of a made example. */
export function RecordPreview({ preview }: { preview: Output<"crm.preview"> | null }) {
  const { t } = useWords();
  return (
    <section className={styles["preview"]} aria-labelledby="crm-preview">
      <h3 id="crm-preview">{t("crmDesk.preview.title")}</h3>
      <p className={styles["help"]}>{t(preview ? `crmDesk.preview.${preview.from}` : "crmDesk.preview.none")}</p>
      {preview?.records.map(({ record, fields }) => (
        <div key={record}>
          <h4>{t(record as WordKey)}</h4>
          <RecordFields fields={fields} className={styles["fields"]} />
        </div>
      ))}
      {preview?.line && (
        <pre className={styles["exact"]} tabIndex={0} aria-label={t("crmDesk.exact")}>
          {preview.line}
        </pre>
      )}
    </section>
  );
}
