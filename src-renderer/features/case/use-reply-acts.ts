import type { Reply } from "../../../src-main/contract/methods/replies.ts";
import { useActs } from "../../lib/acts.tsx";
import { type Input, type Output, reasonOf, type WriteName } from "../../lib/engine.ts";
import { type CommandInput, sendCommand, useLink } from "../../lib/use-engine.tsx";
import { useWords } from "../../lib/words.ts";
import type { DraftWords } from "./script-text.ts";
import { useReplyStep } from "./use-reply-step.ts";

export type Variant = NonNullable<Input<"replies.start">["variant"]>;
/** What a draft is begun with: a script in one of its variants, or nothing. */
export type Beginning = { scriptId: string | null; variant: Variant };
type DraftBefore = { instead?: Reply | undefined; carry?: DraftWords | undefined };
export type ReplyActs = ReturnType<typeof useReplyActs>;

const at = ({ id, version }: Reply) => ({ replyId: id, version });

/** Words that are taken along begin as the new draft does. */
const behind = ({ prefix }: Reply, text: string | null) =>
  text === null || text.startsWith(prefix) ? text : prefix + text;

/** The steps of a reply. Each answers the reply after it, or null when it was refused. */
export function useReplyActs(storyId: string) {
  const { t } = useWords();
  const link = useLink();
  const { did } = useActs();
  const { show, perform } = useReplyStep(storyId);
  const send = <Name extends WriteName>(name: Name, input: CommandInput<Name>): Promise<Output<Name>> =>
    sendCommand({ link, name, input });

  return {
    /** A script that was chosen instead takes along what it has in common with the draft that it replaces. */
    begin: (beginning: Beginning, { instead, carry }: DraftBefore = {}): Promise<Reply | null> =>
      perform(async () => {
        const started = await send("replies.start", { storyId, ...beginning });
        if (instead) show(await send("replies.cancel", { ...at(instead), reason: t("case.draft.replaced") }));
        if (!carry) return started;
        const typed = Object.fromEntries(Object.entries(carry.fields).filter(([, value]) => value !== ""));
        return send("replies.save", {
          ...at(started),
          fields: { ...started.fields, ...typed },
          text: behind(started, carry.text),
        });
      }),
    /** `seen` is what colleagues did meanwhile and one has read; `onUnread` is told when there is more of it. */
    submit: (reply: Reply, { seen, onUnread }: { seen: string[]; onUnread: () => void }) =>
      perform(
        () => send("replies.submit", { ...at(reply), ...(seen.length > 0 && { seen }) }),
        t("case.done.submitted"),
        ({ code }) => {
          if (code === "answered-meanwhile") onUnread();
          return code === "answered-meanwhile";
        },
      ),
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
    /** With which account it is posted; null = by hand. */
    setAccount: (reply: Reply, accountId: string | null) =>
      perform(() => send("publishing.setAccount", { ...at(reply), accountId })),
    setClosing: (reply: Reply, closesCase: boolean) =>
      perform(() => send("publishing.setClosing", { ...at(reply), closesCase })),
    tryNow: (reply: Reply) => perform(() => send("publishing.tryNow", at(reply)), t("publishing.queued")),
    takeBack: (reply: Reply) => perform(() => send("publishing.takeBack", at(reply)), t("publishing.takenBack")),
    accept: (reply: Reply) => perform(() => send("publishing.accept", at(reply)), t("publishing.accepted")),
    /** Refusals of a proof are said beside its field, so they are thrown. */
    prove: async (reply: Reply, { url, resolve }: { url: string; resolve: boolean }): Promise<void> => {
      const sent = await send("replies.prove", { ...at(reply), url, resolve }).catch((error: unknown) => {
        throw reasonOf(error);
      });
      show(sent);
      did({ says: t("case.done.sent") });
    },
  };
}
