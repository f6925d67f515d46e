import type { Resolution } from "../../../src-main/contract/values.ts";
import { useNoReplyReasons, useSnoozeTimes } from "../../lib/act-choices.ts";
import { useMe } from "../../lib/session.ts";
import { useEngine } from "../../lib/use-engine.tsx";
import { useWords } from "../../lib/words.ts";
import type { StoryRow } from "../../../src-main/contract/methods/triage.ts";
import { heldBy } from "../../lib/claims.ts";
import type { Choice } from "../../ui/ChoiceList.tsx";
import type { CaseActs } from "./use-case-acts.ts";

export type ChoiceKind = "noReply" | "resolve" | "snooze" | "assign" | "takeOver" | "priority" | "correct" | "label";

/** What one can choose for an act that needs one word more. */
export function useCaseChoices({
  story,
  acts,
  open,
  onEnd,
}: {
  story: StoryRow;
  acts: CaseActs;
  open: ChoiceKind | null;
  /** The case is being closed: what comes then. */
  onEnd: (ending: Promise<boolean>) => void;
}): readonly Choice[] {
  const { t } = useWords();
  const me = useMe();
  const people = useEngine("people.list", {}, { enabled: open === "assign" });
  const reasons = useNoReplyReasons();
  const times = useSnoozeTimes(open === "snooze");
  const resolve = (resolution: Resolution): Choice => ({
    says: t(`resolution.${resolution}`),
    run: () => onEnd(acts.resolve(resolution)),
  });
  switch (open) {
    case null:
    case "label":
      return [];
    case "noReply":
      return reasons.map(({ says, chosen, needsWords = false }) => ({
        says,
        needsWords,
        run: (words) => onEnd(acts.resolve("no_reply_needed", chosen(words))),
      }));
    case "resolve":
      return (["answered", "handed_private", "withdrawn", "spam", "duplicate"] as const).map((resolution) =>
        resolve(resolution),
      );
    case "snooze":
      return times.map(({ says, chosen }) => ({ says, run: () => void acts.snooze(chosen("")) }));
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
