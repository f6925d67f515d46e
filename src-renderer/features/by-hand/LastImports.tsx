import { useEngine } from "../../lib/use-engine.tsx";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { Loading } from "../../ui/Loading.tsx";
import styles from "./by-hand.module.css";

/** What was imported lately. */
export function LastImports({ shownId, onShow }: { shownId: string | null; onShow: (id: string) => void }) {
  const { t } = useWords();
  const { moment, number } = useFormat();
  const { data, error, refetch } = useEngine("imports.list", {});
  if (!data) return error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Loading />;
  return (
    <section className={styles["card"]} aria-labelledby="imports-title">
      <h2 id="imports-title">{t("import.last")}</h2>
      {data.length === 0 && <p className={styles["quiet"]}>{t("import.noneYet")}</p>}
      {data.length > 0 && (
        <table className={styles["table"]}>
          <thead>
            <tr>
              {(["name", "when", "how", "stored", "problems"] as const).map((head) => (
                <th key={head} scope="col">
                  {t(`import.list.${head}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {data.map((row) => (
              <tr key={row.id} aria-current={row.id === shownId || undefined}>
                <td>
                  <ActButton size="small" look="ghost" onClick={() => onShow(row.id)}>
                    {row.name}
                  </ActButton>
                </td>
                <td className={styles["when"]}>{moment(row.at)}</td>
                <td>{t(`import.ended.${row.state}`)}</td>
                <td>{t("import.of", { done: number(row.stored), total: number(row.total) })}</td>
                <td>{number(row.problems)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
