import type { Kpi, KpiBasis } from "../../../src-main/contract/methods/kpis.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { classNames } from "../../ui/class-names.ts";
import styles from "./KpiCard.module.css";
import { TinyPicture } from "./TinyPicture.tsx";
import { useFigureWords } from "./use-figure-words.ts";

type KpiCardProps = { kpi: Kpi; basis: KpiBasis | undefined; isOpen: boolean; onOpen: () => void };

/** One figure: what it is, what it rests on, how it changed. The whole card opens its rows. */
export function KpiCard({ kpi, basis, isOpen, onOpen }: KpiCardProps) {
  const { t } = useWords();
  const { number } = useFormat();
  const words = useFigureWords();
  const { name, unit, value, n, isThin } = kpi;
  return (
    <button
      type="button"
      id={`figure-${name}`}
      className={classNames(styles["card"], isThin && styles["thin"], isOpen && styles["open"])}
      aria-pressed={isOpen}
      title={t("reportsPage.openRows")}
      onClick={onOpen}
    >
      <span className={styles["label"]}>{words.name(name, basis)}</span>
      <span className={styles["value"]}>
        <Value shown={words.value(value, unit)} />
      </span>
      <span className={styles["change"]}>{words.change(kpi)}</span>
      <TinyPicture kpi={kpi} />
      <span className={styles["n"]}>{t("reportsPage.n", { n: number(n) })}</span>
      <span className={styles["foot"]}>
        {isThin ? `${t("reportsPage.thin")} ` : ""}
        {name === "response_rate" ? `${t("reportsPage.third")} ` : ""}
        <PartsLine kpi={kpi} />
      </span>
    </button>
  );
}

/** The digits large, their units small: "2 h 48". */
export function Value({ shown }: { shown: string }) {
  return shown.split(/\s*([\p{L}%]+)\s*/u).map((piece, index) => {
    const isUnit = index % 2 === 1;
    // Spaces are kept for who copies it, or hears it.
    // oxlint-disable-next-line react/no-array-index-key
    return isUnit ? <i key={index}> {piece} </i> : piece;
  });
}

const MOST_PARTS = 4;
/** Of lengths: the median is the value itself, the sum is for who adds up. */
const shownBeside: readonly string[] = ["p90", "mean", "longest"];

function PartsLine({ kpi }: { kpi: Kpi }) {
  const { t } = useWords();
  const words = useFigureWords();
  if (kpi.unit === "ms" && kpi.value === null) return t("reportsPage.nothingMeasured");
  const shown = kpi.unit === "ms" ? words.also(kpi).filter(({ key }) => shownBeside.includes(key)) : words.parts(kpi);
  const said = (shown.length > 0 ? shown : words.also(kpi)).filter(({ key }) => key !== "purged" || kpi.parts[key]);
  return said
    .slice(0, MOST_PARTS)
    .map(({ key, shown: amount, says }) =>
      kpi.unit === "ms" || kpi.parts[key] === undefined ? `${says} ${amount}` : `${amount} ${says}`,
    )
    .join(", ");
}
