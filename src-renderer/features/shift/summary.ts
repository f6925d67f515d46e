import type { Output } from "../../lib/engine.ts";

export type ShiftSummary = Output<"shifts.log">["summary"];

const counts = ["cameIn", "answered", "breached", "waiting", "awaitingApproval", "toPost"] as const;

/** The figures in their order; null = not known yet. */
export function summaryFigures(summary: ShiftSummary | null) {
  return [
    ...counts.map((name) => ({ name, value: summary?.[name] ?? null })),
    { name: "sourcesDown" as const, value: summary?.sourcesDown.length ?? null },
  ];
}
