import type { Handlers } from "../handlers.ts";
import type { Parts } from "../parts.ts";

type KpiMethod = "kpis.read" | "kpis.rows";

/** The figures of product.md section 6 and the rows behind them. */
export function createKpis(_parts: Parts): Handlers<KpiMethod> {
  return {
    "kpis.read": () => Promise.reject(new Error("kpis.read")),
    "kpis.rows": () => Promise.reject(new Error("kpis.rows")),
  };
}
