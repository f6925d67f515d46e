import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import type { CaseChoice } from "./case-choice.ts";
import { Gate } from "./Gate.tsx";
import { useGateWords } from "./use-gate-words.ts";
import type { ReplyDeskState } from "./use-reply-desk.ts";

/** The pinned foot of a reply: submit while it is being written, and above it in words why that is off. */
export function SubmitGate({
  desk,
  choice,
  isResolved,
}: {
  desk: ReplyDeskState;
  choice: CaseChoice;
  isResolved: boolean;
}) {
  const { t } = useWords();
  const { phase, keeping, checks, isSubmitting, holder } = desk;
  const { says, isBlocked } = useGateWords({ reply: keeping.reply, checks, holder });
  const offBecause = isBlocked ? says : isSubmitting ? t("case.submitting") : undefined;
  return (
    <Gate
      says={phase === "write" ? says : null}
      isBlocked={isBlocked}
      choice={choice}
      isResolved={isResolved}
      onPrivate={desk.mayTurnPrivate ? desk.turnPrivate : undefined}
      act={
        phase === "write" && (
          <ActButton
            look="primary"
            keys="Ctrl+Enter"
            aria-describedby="gate-says"
            offBecause={offBecause}
            onClick={() => void desk.submit()}
          >
            {t("case.submit")}
          </ActButton>
        )
      }
    />
  );
}
