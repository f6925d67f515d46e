import type { Resolution } from "../../../src-main/contract/values.ts";
import { useNoReplyReasons, useSnoozeTimes } from "../../lib/act-choices.ts";
import { heldBy } from "../../lib/claims.ts";
import { useMe } from "../../lib/session.ts";
import { useEngine } from "../../lib/use-engine.tsx";
import { useWords } from "../../lib/words.ts";
import type { Choice } from "../../ui/ChoiceList.tsx";
import { keyLabel } from "../../lib/keys.ts";
import type { ListedRow } from "./list-state.ts";
import type { TriageActs } from "./use-triage-acts.ts";

/** Acts that need a word more: from a list, or in a form of their own. */
export type ChoiceKind =
  | "noReply"
  | "resolve"
  | "snooze"
  | "ownTime"
  | "assign"
  | "priority"
  | "spam"
  | "duplicate"
  | "correct"
  | "label"
  | "macro";

type Choosing = {
  acts: TriageActs;
  open: ChoiceKind | null;
  choose: (kind: ChoiceKind) => void;
  targets: readonly ListedRow[];
};

/** The small lists of triage: for each act that needs a word more, what one can choose. */
export function useChoices({ acts, open, choose, targets }: Choosing): readonly Choice[] {
  const { t } = useWords();
  const me = useMe();
  const reasons = useNoReplyReasons();
  const times = useSnoozeTimes(open === "snooze");
  const people = useEngine("people.list", {}, { enabled: open === "assign" });
  const macros = useEngine("macros.list", {}, { enabled: open === "macro" });
  const resolve = (resolution: Resolution): Choice => ({
    says: t(`resolution.${resolution}`),
    run: () => void acts.resolve(resolution),
  });
  switch (open) {
    case null:
    case "ownTime":
    case "duplicate":
    case "label":
      return [];
    case "noReply":
      return reasons.map(({ says, chosen, needsWords = false }) => ({
        says,
        needsWords,
        run: (words) => void acts.resolve("no_reply_needed", chosen(words)),
      }));
    case "resolve":
      return [
        resolve("answered"),
        resolve("handed_private"),
        resolve("withdrawn"),
        ...(["tooOld", "noWay", "policy"] as const).map((code): Choice => {
          const reason = t(`triage.closedReason.${code}`);
          return {
            says: t("triage.closedBecause", { reason }),
            run: () => void acts.resolve("closed_without_reply", { reason }),
          };
        }),
      ];
    case "snooze":
      return [
        ...times.map(({ says, chosen }): Choice => ({ says, run: () => void acts.snooze(chosen("")) })),
        { says: t("triage.until.own"), run: () => choose("ownTime") },
      ];
    case "assign": {
      // What a colleague has is taken with a reason.
      const needsWords = targets.some((row) => heldBy(row, me?.id) !== null);
      const others = (people.data ?? []).filter(
        (person) => person.id !== me?.id && !person.roles.every((role) => role === "display"),
      );
      const everybody = [...(me ? [me] : []), ...others];
      return [
        ...everybody.map(({ id, name, initials }): Choice => ({
          says: name,
          needsWords,
          run: (words) => void acts.assign({ id, name, initials }, words),
        })),
        { says: t("triage.giveBack"), needsWords, run: (words) => void acts.assign(null, words) },
      ];
    }
    case "priority":
      return ([1, 2, 3] as const).map((priority) => ({
        says: t(`triage.urgency.${priority}`),
        run: () => void acts.setPriority(priority),
      }));
    case "spam":
      return [resolve("spam"), { says: t("queue.duplicateOf"), run: () => choose("duplicate") }];
    case "macro":
      return (macros.data ?? []).map((macro) => ({
        says: macro.key === null ? macro.name : t("queue.macroKey", { name: macro.name, key: keyLabel(macro.key) }),
        run: () => void acts.macro(macro),
      }));
    case "correct":
      return (["negative", "neutral", "positive"] as const).map((label) => ({
        says: t(`sentiment.${label}`),
        run: () => void acts.correctSentiment(label),
      }));
  }
}
