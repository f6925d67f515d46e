import type { Kpi, KpiBasis, KpiName, KpiUnit } from "../../../src-main/contract/methods/kpis.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords, type WordKey } from "../../lib/words.ts";
import { changeOf } from "./figures.ts";

const MINUTE_MS = 60_000;
/** What stands beside a figure in a unit of its own. */
const unitOfAlso: Readonly<Record<string, KpiUnit>> = {
  unsure_share: "percent",
  band: "points",
  corrected: "count",
  active: "ms",
  wrap: "ms",
  shift_time: "ms",
};

/** A part of a figure as it is read: "302 within". */
export type PartWords = { key: string; shown: string; says: string };

/** Figures in words: one way for cards, rows, tables and charts. */
export function useFigureWords() {
  const { t } = useWords();
  const { number, percent, duration } = useFormat();
  const named = (key: string) => t(key as WordKey);
  /** What a part is called; the engine may know one that the catalogue does not. */
  function partName(key: string): string {
    const said = named(`kpi.part.${key}`);
    return said.startsWith("kpi.part.") ? key.replaceAll("_", " ") : said;
  }

  function value(amount: number | null, unit: KpiUnit): string {
    if (amount === null) return number(null);
    switch (unit) {
      case "percent":
        return percent(amount, 1);
      case "ms":
        return duration(amount);
      case "points":
        return signed(amount, 1);
      case "ratio":
        return number(amount, 2);
      case "days":
        return t("reportsPage.days", { days: number(amount, 1) });
      case "count":
        return number(amount);
    }
  }

  function signed(amount: number, digits: number): string {
    const shown = number(amount, digits);
    return amount > 0 && Number(amount.toFixed(digits)) !== 0 ? `+${shown}` : shown;
  }

  function difference(by: number, unit: KpiUnit): string {
    if (unit === "percent") return t("reportsPage.points", { by: signed(by, 1) });
    if (unit === "ms") return by > 0 ? `+${duration(by)}` : minus(duration(-by));
    if (unit === "days") return t("reportsPage.days", { days: signed(by, 1) });
    return signed(by, unit === "ratio" ? 2 : unit === "points" ? 1 : 0);
  }

  const minus = (shown: string) => `−${shown}`;

  return {
    value,
    /** The name of a figure; the goal is part of the name of the service level. */
    name(kpi: KpiName, basis: KpiBasis | undefined): string {
      if (kpi !== "service_level" || !basis) return named(`kpi.${kpi}.name`);
      const { goalPercent, firstMinutes } = basis.targets;
      return t("reportsPage.serviceLevel", {
        goal: number(goalPercent),
        target: duration(firstMinutes * MINUTE_MS),
      });
    },
    /** How a row counts. */
    counts: partName,
    formula: (kpi: KpiName) => named(`kpi.${kpi}.formula`),
    means: (kpi: KpiName) => named(`kpi.${kpi}.means`),
    /** "+3.1 pts, better"; says why when there is nothing to compare with. */
    change(kpi: Kpi): string {
      const change = changeOf(kpi);
      if (change) {
        if (change.word === "same") return t("reportsPage.change.same");
        return t(`reportsPage.change.${change.word}`, { by: difference(change.by, kpi.unit) });
      }
      return t(kpi.previous === null ? "reportsPage.change.noBefore" : "reportsPage.change.unknown");
    },
    parts: ({ parts }: Kpi): readonly PartWords[] =>
      Object.entries(parts).map(([key, count]) => ({ key, shown: number(count), says: partName(key) })),
    also: ({ also, unit }: Kpi): readonly PartWords[] =>
      Object.entries(also).map(([key, amount]) => {
        const shown = value(amount, unitOfAlso[key] ?? unit);
        // Its word has the sign.
        return { key, shown: key === "band" ? number(amount, 1) : shown, says: partName(key) };
      }),
  };
}
