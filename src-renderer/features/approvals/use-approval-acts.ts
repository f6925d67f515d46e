import { useQueryClient } from "@tanstack/react-query";
import type { ApprovalCard, Reply } from "../../../src-main/contract/methods/replies.ts";
import { useActs } from "../../lib/acts.tsx";
import { type Input, reasonOf, type WriteName } from "../../lib/engine.ts";
import { type CommandInput, sendCommand, useLink } from "../../lib/use-engine.tsx";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";

export type WhyBack = { reason: string; reasons: NonNullable<Input<"replies.return">["reasons"]> };

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
      await send("replies.undoApproval", at(reply));
      acts.did({ says: t("approvals.done.takenBack") });
    });
  }

  async function setLegal(reply: Reply, wanted: boolean): Promise<void> {
    await perform(async () => {
      const changed = await send("replies.setLegal", { ...at(reply), wanted });
      acts.did({
        says: t(wanted ? "approvals.done.legalAdded" : "approvals.done.legalRemoved"),
        ...(wanted && { undo: () => setLegal(changed, false) }),
      });
    });
  }

  return {
    /** Approves exactly the words that stand on the screen; the other drafts for the same mention go back in the same act. */
    approve: ({ reply }: ApprovalCard, rivals: readonly ApprovalCard[]) =>
      perform(async () => {
        const over = rivals.filter((rival) => rival.reply.state === "submitted").map((rival) => at(rival.reply));
        const approved = await send("replies.approve", {
          ...at(reply),
          hash: reply.hash,
          ...(over.length > 0 && { over }),
        });
        const isDone = approved.state === "approved";
        acts.did({
          says: isDone
            ? t("approvals.done.approved", { time: moment(approved.holdUntil ?? approved.savedAt) })
            : t("approvals.done.half"),
          undo: () => takeBack(approved),
        });
      }),
    takeBack: ({ reply }: ApprovalCard) => takeBack(reply),
    edit: ({ reply }: ApprovalCard, text: string) =>
      perform(async () => {
        await send("replies.edit", { ...at(reply), text });
        acts.did({ says: t("approvals.done.edited") });
      }),
    setLegal: ({ reply }: ApprovalCard, wanted: boolean) => setLegal(reply, wanted),
    giveBack: ({ reply }: ApprovalCard, why: WhyBack) =>
      perform(async () => {
        await send("replies.return", { ...at(reply), ...why });
        acts.did({ says: t("approvals.done.returned") });
      }),
    cancel: ({ reply }: ApprovalCard) =>
      perform(async () => {
        await send("replies.cancel", { ...at(reply), reason: "" });
        acts.did({ says: t("approvals.done.cancelled") });
      }),
  };
}
