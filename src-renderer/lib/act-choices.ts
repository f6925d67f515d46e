import type { WakeOn } from "../../src-main/contract/methods/triage.ts";
import type { NoReplyReason } from "../../src-main/contract/queue-filter.ts";
import { readNow } from "./now.ts";
import { useEngine } from "./use-engine.tsx";
import { useFormat } from "./use-format.ts";
import { useWords } from "./words.ts";

/** The closed list of why no reply is needed; the last one needs words. */
const noReplyReasons = [
  "thanks",
  "noQuestion",
  "answeredElsewhere",
  "otherFirm",
  "baiting",
  "other",
] as const satisfies readonly NoReplyReason[];

/** Until when a case is put away: a time, what brings it back, or both. */
export type Away = { until: number | null; on: WakeOn | null };

/** How a case ends. */
export type Ending = { why?: NoReplyReason | null; reason?: string; duplicateOf?: string | null };

type Offered<Chosen> = { says: string; chosen: (words: string) => Chosen; needsWords?: boolean };

/** Why no reply is needed, in words; `other` asks for them. */
export function useNoReplyReasons(): readonly Offered<Ending>[] {
  const { t } = useWords();
  return noReplyReasons.map((why) => ({
    says: t(`triage.reason.${why}`),
    chosen: (words) => ({ why, reason: words }),
    needsWords: why === "other",
  }));
}

const HOUR = 3_600_000;

/** When a case can come back: moments at which somebody is there, or what the author or the feed does. */
export function useSnoozeTimes(isOpen: boolean): readonly Offered<Away>[] {
  const { t } = useWords();
  const { moment } = useFormat();
  const { data: times } = useEngine("triage.snoozeTimes", {}, { enabled: isOpen });
  const at = (says: string, until: number): Offered<Away> => ({ says, chosen: () => ({ until, on: null }) });
  const known = (["laterToday", "nextMorning", "monday"] as const).flatMap((name) => {
    const until = times?.[name] ?? null;
    return until === null ? [] : [at(t(`triage.until.${name}`, { time: moment(until) }), until)];
  });
  return [
    { says: t("triage.until.hour"), chosen: () => ({ until: readNow() + HOUR, on: null }) },
    ...known,
    { says: t("triage.until.answer"), chosen: () => ({ until: null, on: "answer" }) },
    { says: t("triage.until.change"), chosen: () => ({ until: null, on: "change" }) },
  ];
}
