import type { KpiName } from "../../contract/methods/kpis.ts";
import type { KpiFigure } from "../../domain/kpi/figures-of.ts";

/** Figures by name; one that does not fit the question (a person's share of voice) is left out. */
export type Figures = Readonly<Partial<Record<KpiName, KpiFigure>>>;
