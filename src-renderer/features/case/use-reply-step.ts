import { useQueryClient } from "@tanstack/react-query";
import type { Reply } from "../../../src-main/contract/methods/replies.ts";
import { useActs } from "../../lib/acts.tsx";
import { type EngineError, type Output, reasonOf } from "../../lib/engine.ts";
import { useWords } from "../../lib/words.ts";

/** One step of a reply: its answer is shown at once, its refusal is said in the status bar, and the case is read anew. */
export function useReplyStep(storyId: string) {
  const { sayError } = useWords();
  const acts = useActs();
  const client = useQueryClient();
  const queryKey = ["cases.get", { storyId }];

  function show(reply: Reply): Reply {
    client.setQueryData<Output<"cases.get">>(queryKey, (detail) => {
      if (!detail) return detail;
      const isKnown = detail.replies.some((one) => one.id === reply.id);
      const replies = detail.replies.map((one) => (one.id === reply.id ? reply : one));
      return { ...detail, replies: isKnown ? replies : [...replies, reply] };
    });
    void client.invalidateQueries({ queryKey });
    return reply;
  }

  /** `hears` takes a refusal that has a place of its own on the screen, and says whether it does. */
  async function perform(
    act: () => Promise<Reply>,
    says?: string,
    hears?: (error: EngineError) => boolean,
  ): Promise<Reply | null> {
    try {
      const reply = show(await act());
      if (says !== undefined) acts.did({ says });
      return reply;
    } catch (error) {
      const reason = reasonOf(error);
      if (!hears?.(reason)) acts.failed(sayError(reason));
      void client.invalidateQueries({ queryKey });
      return null;
    }
  }

  return { show, perform };
}
