import type { Kpi, KpiBasis, KpiName } from "../../../src-main/contract/methods/kpis.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import card from "./ChartCard.module.css";
import { figureGroups } from "./figures.ts";
import styles from "./Table.module.css";
import { useFigureWords } from "./use-figure-words.ts";

type AllFiguresProps = {
  kpis: readonly Kpi[];
  basis: KpiBasis;
  onOpen: (kpi: KpiName, part: string | null) => void;
};

/** Every figure with its definition, what it is made of and how it changed. */
export function AllFigures({ kpis, basis, onOpen }: AllFiguresProps) {
  const { t } = useWords();
  return figureGroups.map(({ key, names }) => (
    <section key={key} className={card["card"]} aria-label={t(`reportsPage.group.${key}`)}>
      <div className={card["head"]}>
        <h2>{t(`reportsPage.group.${key}`)}</h2>
      </div>
      <div className={styles["place"]} style={{ maxHeight: "none" }}>
        <table className={styles["table"]}>
          <thead>
            <tr>
              {(["figure", "value", "nColumn", "changeColumn", "partsColumn"] as const).map((column) => (
                <th
                  key={column}
                  scope="col"
                  className={column === "value" || column === "nColumn" ? styles["number"] : ""}
                >
                  {t(`reportsPage.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {names.map((name) => {
              const kpi = kpis.find((one) => one.name === name);
              return kpi && <Figure key={name} kpi={kpi} basis={basis} onOpen={(part) => onOpen(name, part)} />;
            })}
          </tbody>
        </table>
      </div>
    </section>
  ));
}

type FigureProps = { kpi: Kpi; basis: KpiBasis; onOpen: (part: string | null) => void };

function Figure({ kpi, basis, onOpen }: FigureProps) {
  const { t } = useWords();
  const { number } = useFormat();
  const words = useFigureWords();
  return (
    <tr>
      <th scope="row">
        {words.name(kpi.name, basis)}
        <span className={styles["means"]}>{words.means(kpi.name)}</span>
      </th>
      <td className={styles["number"]}>
        <button type="button" id={`figure-${kpi.name}`} className={styles["link"]} onClick={() => onOpen(null)}>
          {words.value(kpi.value, kpi.unit)}
        </button>
      </td>
      <td className={styles["number"]}>{number(kpi.n)}</td>
      <td>
        {kpi.isThin ? `${t("reportsPage.thin")} ` : ""}
        {words.change(kpi)}
      </td>
      <td className={styles["parts"]}>
        {words.parts(kpi).map(({ key, shown, says }) => (
          <button key={key} type="button" className={styles["link"]} onClick={() => onOpen(key)}>
            {shown} {says}
          </button>
        ))}
        {words.also(kpi).map(({ key, shown, says }) => (
          <span key={key}>
            {says} {shown}
          </span>
        ))}
      </td>
    </tr>
  );
}
