import type { Topic } from "../contract/changes.ts";
import { type ExportsParts, createExports } from "./exports/index.ts";
import type { Handlers } from "./handlers.ts";
import { createKpis } from "./kpis/index.ts";
import type { Parts } from "./parts.ts";
import { createReports } from "./reports/index.ts";
import { createSavedReports } from "./reports/saved/index.ts";
import { createWriteReport } from "./reports/saved/write-report.ts";

type FigureMethod = Extract<keyof Handlers, `${"kpis" | "reports" | "exports" | "savedReports"}.${string}`>;

export type Figures = {
  readonly handlers: Handlers<FigureMethod>;
  readonly start: () => void;
  readonly stop: () => Promise<void>;
  readonly idle: () => Promise<void>;
  readonly onChange: (topics: readonly Topic[]) => void;
  /** Somebody was erased: their name leaves the files that are kept. */
  readonly forgetFiles: () => Promise<void>;
  /** The computer is awake again: a report may be due. */
  readonly wake: () => void;
};

/** What the desk is measured by: figures, reports over time, and the files in which they leave it. */
export function createFigures(parts: Parts & ExportsParts): Figures {
  const exports = createExports(parts);
  const saved = createSavedReports({ ...parts, write: createWriteReport(parts) });
  return {
    handlers: { ...createKpis(parts), ...createReports(parts), ...exports.handlers, ...saved.handlers },
    start: () => {
      exports.start();
      saved.start();
    },
    stop: async () => {
      await exports.stop();
      await saved.stop();
    },
    idle: exports.idle,
    forgetFiles: exports.forget,
    onChange: saved.onChange,
    wake: saved.nudge,
  };
}
