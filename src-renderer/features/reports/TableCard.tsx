import { useId } from "react";
import type { ReportTable } from "../../../src-main/contract/methods/reports.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords, type WordKey } from "../../lib/words.ts";
import card from "./ChartCard.module.css";
import styles from "./Table.module.css";
import { useFigureWords } from "./use-figure-words.ts";

type Opens = NonNullable<ReportTable["rows"][number]["opens"][number]>;
export type TableCardProps = { table: ReportTable; onOpen: (opens: Opens) => void };

/** A table of a report; numbers that have rows open them. */
export function TableCard({ table, onOpen }: TableCardProps) {
  const { t, say } = useWords();
  const id = useId();
  const { key, columns, rows } = table;
  return (
    <section className={card["card"]} aria-labelledby={id}>
      <div className={card["head"]}>
        <h2 id={id}>{t(`reports.table.${key}` as WordKey)}</h2>
        {rows.length === 0 && <span>{t("reportsPage.chart.empty")}</span>}
      </div>
      {rows.length > 0 && (
        <div className={styles["place"]}>
          <table className={styles["table"]} aria-labelledby={id}>
            <thead>
              <tr>
                <td className="sr">{t("reportsPage.nameColumn")}</td>
                {columns.map((column) => (
                  <th key={column.key} scope="col" className={column.unit === null ? "" : styles["number"]}>
                    {t(`reports.column.${column.key}` as WordKey)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row, index) => (
                // Two rows may have one name.
                // oxlint-disable-next-line react/no-array-index-key
                <tr key={index}>
                  <th scope="row" dir="auto">
                    {typeof row.name === "string" ? row.name : say(row.name)}
                  </th>
                  {columns.map((column, at) => (
                    <Cell key={column.key} {...{ table, row, at }} onOpen={onOpen} />
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

type CellProps = {
  table: ReportTable;
  row: ReportTable["rows"][number];
  at: number;
  onOpen: (opens: Opens) => void;
};

function Cell({ table, row, at, onOpen }: CellProps) {
  const { t } = useWords();
  const { number, moment } = useFormat();
  const figures = useFigureWords();
  const { unit = null, words, isInstant = false } = table.columns[at] ?? {};
  const cell = row.cells[at] ?? null;
  const opens = row.opens[at] ?? null;
  const shown =
    typeof cell === "string"
      ? words
        ? t(`${words}.${cell}` as WordKey)
        : cell
      : isInstant && cell !== null
        ? moment(cell)
        : unit === null
          ? number(cell)
          : figures.value(cell, unit);
  return (
    <td className={unit === null && typeof cell !== "number" ? "" : styles["number"]} dir="auto">
      {opens && cell !== null ? (
        <button type="button" className={styles["link"]} onClick={() => onOpen(opens)}>
          {shown}
        </button>
      ) : (
        shown
      )}
    </td>
  );
}
