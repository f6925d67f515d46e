import { useState } from "react";
import { useActs } from "../../lib/acts.tsx";
import { type EngineError, type Output, reasonOf } from "../../lib/engine.ts";
import { readNow } from "../../lib/now.ts";
import { useMe } from "../../lib/session.ts";
import { useCommand } from "../../lib/use-engine.tsx";
import { useWords } from "../../lib/words.ts";
import type { Span } from "./period.ts";

export type ExportFormat = "csv" | "json";
type Prepared = { format: ExportFormat; span: Span; files: Output<"shifts.export"> | null; error: EngineError | null };
export type Exporting = ReturnType<typeof useExport>;

/** The log of the shown period as two files, made by the engine and handed to the browser by the person. */
export function useExport(span: Span | null) {
  const { t } = useWords();
  const me = useMe();
  const acts = useActs();
  const command = useCommand("shifts.export");
  const [prepared, setPrepared] = useState<Prepared | null>(null);
  const mayExport = me?.roles.some((role) => role === "lead" || role === "admin") === true;

  async function prepare(format: ExportFormat, chosen: Span): Promise<void> {
    setPrepared({ format, span: chosen, files: null, error: null });
    try {
      const files = await command.mutateAsync({ from: chosen.from, to: Math.min(chosen.to, readNow()), format });
      setPrepared({ format, span: chosen, files, error: null });
    } catch (error) {
      setPrepared({ format, span: chosen, files: null, error: reasonOf(error) });
    }
  }

  return {
    prepared,
    offBecause: mayExport ? undefined : t("shift.export.off"),
    start: (format: ExportFormat) => {
      if (!mayExport) return acts.failed(t("shift.export.off"));
      if (span && !command.isPending) void prepare(format, span);
    },
    close: () => setPrepared(null),
  };
}
