import type { StoryRow } from "../../../src-main/contract/methods/triage.ts";
import { sendCommand, useLink } from "../../lib/use-engine.tsx";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { usePerform } from "./use-perform.ts";

/** Brings back what was closed or put away; nothing where neither is so. */
export function OpenAgain({ story }: { story: StoryRow }) {
  const { t } = useWords();
  const link = useLink();
  const perform = usePerform();
  const status = story.case?.status;
  if (story.bucket === "analytics" || (status !== "resolved" && status !== "snoozed")) return null;
  const stories = [{ id: story.id, version: story.version }];
  const which = status === "resolved" ? "closed" : "away";
  return (
    <ActButton
      size="small"
      onClick={() =>
        void perform(
          () => sendCommand({ link, name: "cases.reopen", input: { stories } }),
          () => t(`case.openAgain.${which}.done`),
        )
      }
    >
      {t(`case.openAgain.${which}.act`)}
    </ActButton>
  );
}
