import { useQueryClient } from "@tanstack/react-query";
import type { Reply } from "../../../src-main/contract/methods/cases.ts";
import { useActs } from "../../lib/acts.tsx";
import { type Input, type Output, reasonOf, type WriteName } from "../../lib/engine.ts";
import { type CommandInput, sendCommand, useLink } from "../../lib/use-engine.tsx";
import { useWords } from "../../lib/words.ts";
import type { DraftWords } from "./script-text.ts";

export type Variant = NonNullable<Input<"replies.start">["variant"]>;
/** What a draft is begun with: a script in one of its variants, or nothing. */
export type Beginning = { scriptId: string | null; variant: Variant };
export type ReplyActs = ReturnType<typeof useReplyActs>;

/** The steps of a reply. Each answers the reply after it, or null when it was refused (the status bar says why). */
export function useReplyActs(storyId: string) {
  const { t, sayError } = useWords();
  const link = useLink();
  const acts = useActs();
  const client = useQueryClient();
  const queryKey = ["cases.get", { storyId }];
  const send = <Name extends WriteName>(name: Name, input: CommandInput<Name>): Promise<Output<Name>> =>
    sendCommand({ link, name, input });

  /** Shows the answer at once; the reading that follows brings what else changed. */
  function show(reply: Reply): Reply {
    client.setQueryData<Output<"cases.get">>(
      queryKey,
      (detail) => detail && { ...detail, replies: [...detail.replies.filter((one) => one.id !== reply.id), reply] },
    );
    return reply;
  }

  async function perform(act: () => Promise<Reply>, says?: string): Promise<Reply | null> {
    try {
      const reply = show(await act());
      if (says !== undefined) acts.did({ says });
      return reply;
    } catch (error) {
      acts.failed(sayError(reasonOf(error)));
      return null;
    } finally {
      void client.invalidateQueries({ queryKey });
    }
  }

  const at = ({ id, version }: Reply) => ({ replyId: id, version });
  /** A script that was chosen instead takes along what it has in common with the draft that it replaces. */
  async function begin(
    beginning: Beginning,
    { instead, carry }: { instead?: Reply | undefined; carry?: DraftWords | undefined } = {},
  ): Promise<Reply | null> {
    return perform(async () => {
      const started = await send("replies.start", { storyId, ...beginning });
      if (instead) show(await send("replies.cancel", { ...at(instead), reason: t("case.draft.replaced") }));
      const typed = Object.fromEntries(Object.entries(carry?.fields ?? {}).filter(([, value]) => value !== ""));
      return carry
        ? send("replies.save", { ...at(started), fields: { ...started.fields, ...typed }, text: carry.text })
        : started;
    });
  }

  return {
    begin,
    submit: (reply: Reply) => perform(() => send("replies.submit", at(reply)), t("case.done.submitted")),
    cancel: (reply: Reply) =>
      perform(() => send("replies.cancel", { ...at(reply), reason: "" }), t("case.done.cancelled")),
    /** The approved words, given out to be posted; null when the engine keeps them. */
    handOver: async (reply: Reply): Promise<string | null> => {
      let text: string | null = null;
      await perform(async () => {
        const given = await send("replies.handOver", at(reply));
        text = given.text;
        return given.reply;
      });
      return text;
    },
    /** Refusals of a proof are said beside its field, so they are thrown. */
    prove: async (reply: Reply, { url, resolve }: { url: string; resolve: boolean }): Promise<void> => {
      const sent = await send("replies.prove", { ...at(reply), url, resolve }).catch((error: unknown) => {
        throw reasonOf(error);
      });
      show(sent);
      acts.did({ says: t("case.done.sent") });
      void client.invalidateQueries({ queryKey });
    },
  };
}
