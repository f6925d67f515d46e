import { useId } from "react";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { classNames } from "../../ui/class-names.ts";
import card from "./ChartCard.module.css";
import styles from "./ClockPieces.module.css";
import type { TableCardProps } from "./TableCard.tsx";

const fills = ["first", "second", "third", "fourth", "fifth"] as const;
const fillOf = (index: number) => styles[fills[index % fills.length] ?? "first"];
const keyOf = (name: TableCardProps["table"]["rows"][number]["name"]) => (typeof name === "string" ? name : name.code);

/** Where the time until an answer went. Means, because means of the pieces add up to the mean of the whole. */
export function ClockPieces({ table: { columns, rows }, onOpen }: TableCardProps) {
  const { t, say } = useWords();
  const { minutes, number } = useFormat();
  const id = useId();
  const at = (key: string) => columns.findIndex((column) => column.key === key);
  const numberOf = (cell: unknown) => (typeof cell === "number" ? cell : null);
  const known = rows.flatMap(({ name, cells, opens }) => {
    const meanMs = numberOf(cells[at("mean")]);
    return meanMs === null
      ? []
      : [{ name, meanMs, n: numberOf(cells[at("n")]) ?? 0, opens: opens[at("mean")] ?? null }];
  });
  const wholeMs = known.reduce((sum, { meanMs }) => sum + meanMs, 0);
  const n = Math.max(0, ...known.map((piece) => piece.n));
  if (wholeMs === 0) return null;
  return (
    <section className={card["card"]} aria-labelledby={id}>
      <div className={card["head"]}>
        <h2 id={id}>{t("reportsPage.pieces.title", { count: n, shown: number(n) })}</h2>
        <span className="grow" />
        <span>{t("reportsPage.pieces.sum", { length: minutes(wholeMs) })}</span>
      </div>
      <div className={styles["bar"]} aria-hidden="true">
        {known.map(({ name, meanMs }, index) => (
          <span key={keyOf(name)} className={fillOf(index)} style={{ flexGrow: meanMs / wholeMs }} />
        ))}
      </div>
      <div className={styles["pieces"]}>
        {known.map(({ name, meanMs, opens }, index) => (
          <button
            key={keyOf(name)}
            type="button"
            className={styles["piece"]}
            title={t("reportsPage.openRows")}
            onClick={() => opens && onOpen(opens)}
          >
            <span className={classNames(styles["swatch"], fillOf(index))} />
            <span>
              {typeof name === "string" ? name : say(name)} <b>{minutes(meanMs)}</b>
            </span>
          </button>
        ))}
      </div>
    </section>
  );
}
