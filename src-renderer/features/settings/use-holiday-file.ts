import { useState } from "react";
import type { HolidayFile } from "../../../src-main/contract/methods/holidays.ts";
import { reasonOf } from "../../lib/engine.ts";
import { useLink } from "../../lib/use-engine.tsx";
import { useWords } from "../../lib/words.ts";

const mostBytes = 500_000;

/** A calendar file that was chosen: read by the engine, saved by nobody. What cannot be read says why and changes nothing. */
export function useHolidayFile(timeZone: string) {
  const { t, sayError } = useWords();
  const link = useLink();
  const [read, setRead] = useState<HolidayFile | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const [round, setRound] = useState(0);

  async function choose(file: File | undefined): Promise<void> {
    setRead(null);
    setFault(null);
    if (!file) return;
    if (file.size > mostBytes) return setFault(t("refusal.file-too-large", { megabytes: mostBytes / 1_000_000 }));
    try {
      setRead(await link.call("holidays.read", { text: await file.text(), timeZone }));
    } catch (cause) {
      setFault(sayError(reasonOf(cause)));
    }
  }

  function forget(): void {
    setRead(null);
    setFault(null);
    // A new field: the same file can be chosen again.
    setRound(round + 1);
  }

  return { read, fault, round, choose, forget };
}
