import { useQueryClient } from "@tanstack/react-query";
import type { ApprovalCard, Reply } from "../../../src-main/contract/methods/replies.ts";
import { useActs } from "../../lib/acts.tsx";
import { reasonOf, type WriteName } from "../../lib/engine.ts";
import { type CommandInput, sendCommand, useLink } from "../../lib/use-engine.tsx";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";

/** What an approver does. Each act answers whether it was done; a refusal is said in the status bar. */
export function useApprovalActs() {
  const { t, sayError } = useWords();
  const { moment } = useFormat();
  const link = useLink();
  const acts = useActs();
  const client = useQueryClient();
  const send = <Name extends WriteName>(name: Name, input: CommandInput<Name>) => sendCommand({ link, name, input });
  const at = ({ id, version }: Reply) => ({ replyId: id, version });

  async function perform(act: () => Promise<void>): Promise<boolean> {
    try {
      await act();
      return true;
    } catch (error) {
      acts.failed(sayError(reasonOf(error)));
      return false;
    } finally {
      await client.invalidateQueries({ queryKey: ["replies.queue"] });
    }
  }

  async function takeBack(reply: Reply): Promise<void> {
    await perform(async () => {
      await send("replies.return", { ...at(reply), reason: t("approvals.takenBack") });
      acts.did({ says: t("approvals.done.takenBack") });
    });
  }

  return {
    /** Approves exactly the words that stand on the screen; drafts of others for the same mention go back with a reason. */
    approve: ({ reply }: ApprovalCard, rivals: readonly ApprovalCard[]) =>
      perform(async () => {
        const approved = await send("replies.approve", { ...at(reply), hash: reply.hash });
        acts.did({
          says: t("approvals.done.approved", { time: moment(approved.holdUntil ?? approved.savedAt) }),
          undo: () => takeBack(approved),
        });
        for (const rival of rivals) {
          if (rival.reply.state === "submitted")
            await send("replies.return", { ...at(rival.reply), reason: t("approvals.otherApproved") });
        }
      }),
    giveBack: ({ reply }: ApprovalCard, reason: string) =>
      perform(async () => {
        await send("replies.return", { ...at(reply), reason });
        acts.did({ says: t("approvals.done.returned") });
      }),
    cancel: ({ reply }: ApprovalCard) =>
      perform(async () => {
        await send("replies.cancel", { ...at(reply), reason: "" });
        acts.did({ says: t("approvals.done.cancelled") });
      }),
  };
}
