import type { ImportPreview } from "../../../src-main/contract/methods/by-hand.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { BucketChip } from "../../ui/BucketChip.tsx";
import { Face } from "../../ui/Face.tsx";
import { NetworkIcon } from "../../ui/NetworkIcon.tsx";
import styles from "./by-hand.module.css";

/** The first rows as they would be stored. */
export function PreviewRows({ rows }: { rows: ImportPreview["rows"] }) {
  const { t } = useWords();
  const { moment } = useFormat();
  return (
    <div className={styles["scroll"]} tabIndex={0} role="region" aria-label={t("import.rows", { count: rows.length })}>
      <table className={styles["table"]}>
        <thead>
          <tr>
            {(["line", "published", "author", "words", "network", "bucket", "sentiment", "state"] as const).map(
              (head) => (
                <th key={head} scope="col">
                  {t(`import.head.${head}`)}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.row}>
              <td className={styles["number"]}>{row.line}</td>
              <td className={styles["when"]}>{moment(row.publishedAt)}</td>
              <td>
                <span className={styles["words"]} dir="auto">
                  {row.author ?? row.handle ?? t("case.noAuthor")}
                </span>
              </td>
              <td>
                <span className={styles["words"]} dir="auto" lang={row.lang ?? undefined}>
                  {row.title ?? row.text}
                </span>
              </td>
              <td>
                <span className={styles["line"]}>
                  <NetworkIcon network={row.network} />
                  {t(`network.${row.network}`)}
                </span>
              </td>
              <td>
                <BucketChip bucket={row.bucket} />
              </td>
              <td>
                <Face sentiment={row.sentiment} />
              </td>
              <td className={styles["quiet"]}>
                {t(`import.state.${row.state}`)}
                {!row.matches && row.state === "new" && ` · ${t("import.matchesNothing")}`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
