import { useEffect, useRef, useState } from "react";
import { useActs } from "../../lib/acts.tsx";
import { type EngineError, type Output, reasonOf } from "../../lib/engine.ts";
import { readNow } from "../../lib/now.ts";
import { useMe } from "../../lib/session.ts";
import { useCommand } from "../../lib/use-engine.tsx";
import { useWords } from "../../lib/words.ts";
import type { Span } from "./period.ts";

export type ExportFormat = "csv" | "json";
type ExportFile = { fileName: string; url: string };
/** What was made, ready to be saved; `columns` as the sidecar explains them. */
export type Files = { rows: number; columns: readonly string[]; file: ExportFile; sidecar: ExportFile };
type Prepared = { format: ExportFormat; span: Span; files: Files | null; error: EngineError | null };
export type Exporting = ReturnType<typeof useExport>;

/** The log of the shown period as two files, made by the engine and handed to the browser by the person. */
export function useExport(span: Span | null) {
  const { t } = useWords();
  const me = useMe();
  const acts = useActs();
  const command = useCommand("shifts.export");
  const [prepared, setPrepared] = useState<Prepared | null>(null);
  const held = useRef<Files | null>(null);
  useEffect(() => () => letGo(held.current), []);
  const mayExport = me?.roles.some((role) => role === "lead" || role === "admin") === true;

  function hold(files: Files | null): Files | null {
    letGo(held.current);
    held.current = files;
    return files;
  }
  async function prepare(format: ExportFormat, chosen: Span): Promise<void> {
    hold(null);
    setPrepared({ format, span: chosen, files: null, error: null });
    try {
      const answer = await command.mutateAsync({ from: chosen.from, to: Math.min(chosen.to, readNow()), format });
      setPrepared({ format, span: chosen, files: hold(toFiles(answer)), error: null });
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
    close: () => {
      hold(null);
      setPrepared(null);
    },
  };
}

function toFiles({ rows, file, sidecar }: Output<"shifts.export">): Files {
  const { columns } = JSON.parse(sidecar.content) as { columns?: readonly { name: string }[] };
  const made = ({ fileName, mime, content }: typeof file) => ({
    fileName,
    url: URL.createObjectURL(new Blob([content], { type: mime })),
  });
  return { rows, columns: (columns ?? []).map(({ name }) => name), file: made(file), sidecar: made(sidecar) };
}

/** The browser keeps the bytes of an address until it is told to let them go. */
function letGo(files: Files | null): void {
  for (const made of files ? [files.file, files.sidecar] : []) URL.revokeObjectURL(made.url);
}
