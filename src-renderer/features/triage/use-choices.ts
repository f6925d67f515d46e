import type { Resolution } from "../../../src-main/contract/values.ts";
import { readNow } from "../../lib/now.ts";
import { useMe } from "../../lib/session.ts";
import { useEngine } from "../../lib/use-engine.tsx";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import type { Choice } from "../../ui/ChoiceList.tsx";
import type { TriageActs } from "./use-triage-acts.ts";

export const choiceKinds = ["noReply", "resolve", "snooze", "assign", "priority", "spam", "correct"] as const;
export type ChoiceKind = (typeof choiceKinds)[number];

const HOUR = 3_600_000;
const NINE = 9 * 60;

/** The small lists of triage: for each act that needs a word more, what one can choose. */
export function useChoices({ acts, open }: { acts: TriageActs; open: ChoiceKind | null }): readonly Choice[] {
  const { t } = useWords();
  const { localInstant } = useFormat();
  const me = useMe();
  const people = useEngine("people.list", {}, { enabled: open === "assign" });
  const resolve = (resolution: Resolution): Choice => ({
    says: t(`resolution.${resolution}`),
    run: () => void acts.resolve(resolution),
  });
  const withReason = (resolution: Resolution, reason: string): Choice => ({
    says: reason,
    run: () => void acts.resolve(resolution, reason),
  });
  const until = (says: string, at: () => number | null): Choice => ({ says, run: () => void acts.snooze(at()) });
  switch (open) {
    case null:
      return [];
    case "noReply":
      return (["thanks", "noQuestion", "answeredElsewhere", "otherFirm", "baiting"] as const).map((reason) =>
        withReason("no_reply_needed", t(`triage.reason.${reason}`)),
      );
    case "resolve":
      return [
        resolve("answered"),
        resolve("handed_private"),
        resolve("withdrawn"),
        ...(["tooOld", "noWay", "policy"] as const).map((reason) => {
          const says = t(`triage.closedReason.${reason}`);
          return { ...withReason("closed_without_reply", says), says: t("triage.closedBecause", { reason: says }) };
        }),
      ];
    case "snooze":
      return [
        until(t("triage.until.hour"), () => readNow() + HOUR),
        until(t("triage.until.fourHours"), () => readNow() + 4 * HOUR),
        until(t("triage.until.tomorrow"), () => localInstant(1, NINE)),
        until(t("triage.until.answer"), () => null),
      ];
    case "assign": {
      const others = (people.data ?? []).filter(
        (person) => person.id !== me?.id && !person.roles.every((role) => role === "display"),
      );
      const everybody = [...(me ? [me] : []), ...others];
      return [
        ...everybody.map(({ id, name, initials }) => ({
          says: name,
          run: () => void acts.assign({ id, name, initials }),
        })),
        { says: t("triage.giveBack"), run: () => void acts.assign(null) },
      ];
    }
    case "priority":
      return ([1, 2, 3] as const).map((priority) => ({
        says: t(`triage.urgency.${priority}`),
        run: () => void acts.setPriority(priority),
      }));
    case "spam":
      return [resolve("spam"), resolve("duplicate")];
    case "correct":
      return (["negative", "neutral", "positive"] as const).map((label) => ({
        says: t(`sentiment.${label}`),
        run: () => void acts.correctSentiment(label),
      }));
  }
}
