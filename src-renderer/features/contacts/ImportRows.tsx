import type { ContactImportPreview } from "../../../src-main/contract/methods/contact-imports.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import styles from "./contacts.module.css";

/** The first records as they would be kept, and who of them is known. */
export function ImportRows({ rows }: { rows: ContactImportPreview["rows"] }) {
  const { t } = useWords();
  const { number } = useFormat();
  return (
    <div
      className={styles["scroll"]}
      tabIndex={0}
      role="region"
      aria-label={t("contacts.import.rows", { count: rows.length })}
    >
      <table className={styles["table"]}>
        <thead>
          <tr>
            {(["line", "name", "reach", "place", "note", "state"] as const).map((head) => (
              <th key={head} scope="col">
                {t(`contacts.import.head.${head}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.row}>
              <td>{number(row.line)}</td>
              <td dir="auto">{row.name}</td>
              <td dir="auto">
                {[...row.phones, ...row.emails, ...row.handles.map(({ handle }) => handle)].join(", ")}
              </td>
              <td dir="auto">{[row.organisation, row.town].filter((word) => word !== null).join(", ")}</td>
              <td dir="auto">{row.note}</td>
              <td>
                {t(`contacts.import.state.${row.state}`)}
                {row.as && ` (${row.as.name})`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
