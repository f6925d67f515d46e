import { useState } from "react";
import type { ExportWhat } from "../../../src-main/contract/methods/exports.ts";
import { useActs } from "../../lib/acts.tsx";
import { readNow } from "../../lib/now.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useMe } from "../../lib/session.ts";
import { useWords } from "../../lib/words.ts";
import type { Span } from "./period.ts";

export type ShiftExport = ReturnType<typeof useShiftExport>;

const mayExport = ["lead", "admin", "corpcomm"];

/** Whether the log of the shown period is being exported, and what of it: until now, where it still grows. */
export function useShiftExport(span: Span | null) {
  const { t } = useWords();
  const { moment } = useFormat();
  const acts = useActs();
  const me = useMe();
  const [what, setWhat] = useState<Extract<ExportWhat, { of: "shift_log" }> | null>(null);
  const offBecause = me?.roles.some((role) => mayExport.includes(role)) ? undefined : t("shift.export.off");
  return {
    what,
    title: what
      ? t("shift.export.title", { period: t("shift.past.row", { from: moment(what.from), to: moment(what.to) }) })
      : "",
    offBecause,
    open: () => {
      if (offBecause !== undefined) return acts.failed(offBecause);
      if (span) setWhat({ of: "shift_log", from: span.from, to: Math.min(span.to, readNow()) });
    },
    close: () => setWhat(null),
  };
}
