import type { Kpi, KpiBasis, KpiScope } from "../../../src-main/contract/methods/kpis.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { classNames } from "../../ui/class-names.ts";
import type { OpenFigure } from "./choice.ts";
import { Value } from "./KpiCard.tsx";
import styles from "./FigureFacts.module.css";
import { formulaWithNumbers } from "./formula.ts";
import { useFigureWords } from "./use-figure-words.ts";
import { useScopeWords } from "./use-scope-words.ts";

type FigureFactsProps = {
  kpi: Kpi;
  basis: KpiBasis;
  open: OpenFigure;
  span: Pick<KpiScope, "from" | "to">;
  onPart: (part: string | null) => void;
};

/** What a figure rests on, in words and numbers; each part opens its rows below. */
export function FigureFacts({ kpi, basis, open, span, onPart }: FigureFactsProps) {
  const { t } = useWords();
  const { number } = useFormat();
  const words = useFigureWords();
  const scope = useScopeWords();
  const filled = formulaWithNumbers(words.formula(kpi.name), kpi.parts, number);
  return (
    <div className={styles["facts"]}>
      <p className={styles["value"]}>
        <b className={classNames(kpi.isThin && styles["thin"])}>
          <Value shown={words.value(kpi.value, kpi.unit)} />
        </b>
        <span>{t("reportsPage.n", { n: number(kpi.n) })}</span>
        <span>{words.change(kpi)}</span>
      </p>
      {kpi.isThin && <p>{t("reportsPage.thin")}</p>}
      <p className={styles["formula"]}>{words.means(kpi.name)}</p>
      <p>
        {words.formula(kpi.name)}
        {filled !== null && ` = ${filled}`}
      </p>
      <p>
        {scope.span(span)} · {scope.clock(basis)} ·{" "}
        {t("reportsPage.excluded", { count: basis.excluded, shown: number(basis.excluded) })}
      </p>
      <div role="group" aria-label={t("reportsPage.rows.parts")} className={styles["parts"]}>
        <Part says={t("reportsPage.rows.all")} isOn={open.part === null} onOpen={() => onPart(null)} />
        {words.parts(kpi).map(({ key, shown, says }) => (
          <Part key={key} count={shown} says={says} isOn={open.part === key} onOpen={() => onPart(key)} />
        ))}
      </div>
      {words.also(kpi).length > 0 && (
        <p>
          {words
            .also(kpi)
            .map(({ says, shown }) => `${says} ${shown}`)
            .join(" · ")}
        </p>
      )}
    </div>
  );
}

function Part({ count, says, isOn, onOpen }: { count?: string; says: string; isOn: boolean; onOpen: () => void }) {
  return (
    <button
      type="button"
      aria-pressed={isOn}
      className={classNames(styles["part"], isOn && styles["on"])}
      onClick={onOpen}
    >
      {count !== undefined && <b>{count}</b>} {says}
    </button>
  );
}
