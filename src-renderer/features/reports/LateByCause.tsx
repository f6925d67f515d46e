import { useId } from "react";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import card from "./ChartCard.module.css";
import styles from "./LateByCause.module.css";
import table from "./Table.module.css";
import type { TableCardProps } from "./TableCard.tsx";

/** Why answers were late, the most frequent cause first; the last row is all of them. */
export function LateByCause({ table: { columns, rows }, onOpen }: TableCardProps) {
  const { t, say } = useWords();
  const { number } = useFormat();
  const id = useId();
  const at = columns.findIndex(({ key }) => key === "count");
  const total = rows.at(-1);
  const count = Number(total?.cells[at] ?? 0);
  const all = total?.opens[at] ?? null;
  return (
    <section className={card["card"]} aria-labelledby={id}>
      <div className={card["head"]}>
        <h2 id={id}>{t("reportsPage.late.title", { count, shown: number(count) })}</h2>
        <span className="grow" />
        {all && count > 0 && (
          <button type="button" className={table["link"]} onClick={() => onOpen(all)}>
            {t("reportsPage.late.all", { count, shown: number(count) })}
          </button>
        )}
      </div>
      {count > 0 && (
        <ul className={styles["causes"]}>
          {rows.slice(0, -1).map(({ name, cells }) => (
            <li key={typeof name === "string" ? name : name.code}>
              <b>{number(Number(cells[at] ?? 0))}</b> {typeof name === "string" ? name : say(name)}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
