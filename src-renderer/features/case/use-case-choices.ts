import type { Resolution } from "../../../src-main/contract/values.ts";
import { readNow } from "../../lib/now.ts";
import { useMe } from "../../lib/session.ts";
import { useEngine } from "../../lib/use-engine.tsx";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import type { StoryRow } from "../../../src-main/contract/methods/triage.ts";
import { heldBy } from "../../lib/claims.ts";
import type { Choice } from "../../ui/ChoiceList.tsx";
import type { CaseActs } from "./use-case-acts.ts";

export type ChoiceKind = "noReply" | "resolve" | "snooze" | "assign" | "takeOver" | "priority" | "correct";

const HOUR = 3_600_000;
const NINE = 9 * 60;

/** What one can choose for an act that needs one word more. */
export function useCaseChoices({
  story,
  acts,
  open,
}: {
  story: StoryRow;
  acts: CaseActs;
  open: ChoiceKind | null;
}): readonly Choice[] {
  const { t } = useWords();
  const { localInstant } = useFormat();
  const me = useMe();
  const people = useEngine("people.list", {}, { enabled: open === "assign" });
  const resolve = (resolution: Resolution, reason?: string): Choice => ({
    says: reason ?? t(`resolution.${resolution}`),
    run: () => void acts.resolve(resolution, reason),
  });
  switch (open) {
    case null:
      return [];
    case "noReply":
      return (["thanks", "noQuestion", "answeredElsewhere", "otherFirm", "baiting"] as const).map((reason) =>
        resolve("no_reply_needed", t(`triage.reason.${reason}`)),
      );
    case "resolve":
      return (["answered", "handed_private", "withdrawn", "spam", "duplicate"] as const).map((resolution) =>
        resolve(resolution),
      );
    case "snooze":
      return [
        { says: t("triage.until.hour"), run: () => void acts.snooze(readNow() + HOUR) },
        { says: t("triage.until.fourHours"), run: () => void acts.snooze(readNow() + 4 * HOUR) },
        { says: t("triage.until.tomorrow"), run: () => void acts.snooze(localInstant(1, NINE)) },
        { says: t("triage.until.answer"), run: () => void acts.snooze(null) },
      ];
    case "assign": {
      const others = (people.data ?? []).filter(
        (person) => person.id !== me?.id && person.roles.some((role) => role !== "display"),
      );
      const everybody = [...(me ? [me] : []), ...others];
      const needsWords = heldBy(story, me?.id) !== null;
      return [
        ...everybody
          .filter(({ id }) => id !== story.case?.owner?.id)
          .map(({ id, name, initials }) => ({
            says: name,
            needsWords,
            run: (words: string) => void acts.assign({ id, name, initials }, words),
          })),
        ...(story.case?.owner
          ? [{ says: t("together.claim.release"), needsWords, run: (words: string) => void acts.assign(null, words) }]
          : []),
      ];
    }
    case "takeOver":
      return [{ says: t("together.claim.toMe"), needsWords: true, run: (words) => void acts.assignMe(words) }];
    case "priority":
      return ([1, 2, 3] as const).map((priority) => ({
        says: t(`triage.urgency.${priority}`),
        run: () => void acts.setPriority(priority),
      }));
    case "correct":
      return (["negative", "neutral", "positive"] as const).map((label) => ({
        says: t(`sentiment.${label}`),
        run: () => void acts.correctSentiment(label),
      }));
  }
}
