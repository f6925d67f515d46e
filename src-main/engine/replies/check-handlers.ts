import type { Topic } from "../../contract/changes.ts";
import type { CheckedText } from "../../contract/methods/checks.ts";
import { Refusal } from "../../contract/refusal.ts";
import { runCommand } from "../commands.ts";
import type { Handlers } from "../handlers.ts";
import type { Parts } from "../parts.ts";
import { findReplies } from "../store/reply.ts";
import type { ReplyRecord } from "../store/reply.ts";
import { asTyped, checkWordsOf } from "./check-reply.ts";
import { personOf } from "./reply-act.ts";
import { signHit, unsignHit } from "./sign-hit.ts";

export type ReplyCheckMethod = "replies.check" | "replies.sign" | "replies.unsign";

const topics = ["approvals", "case"] as const satisfies readonly Topic[];

/** What speaks against a reply, and who took it upon themselves. */
export function checkHandlers(parts: Parts): Handlers<ReplyCheckMethod> {
  const { read } = parts.store;
  const find = async (replyId: string): Promise<ReplyRecord> => {
    const [reply] = await findReplies(read, { id: replyId });
    if (!reply) throw new Refusal("not-found", { what: "reply" });
    return reply;
  };
  const check = async (replyId: string): Promise<CheckedText> => checkWordsOf(read, await find(replyId));
  return {
    "replies.check": async ({ replyId, text, fields }) => {
      const stored = await find(replyId);
      if (text === undefined && fields === undefined) return checkWordsOf(read, stored);
      return checkWordsOf(read, await asTyped(read, stored, { fields: fields ?? {}, text: text ?? null }));
    },
    "replies.sign": async (input, call) => {
      const person = personOf(call);
      await runCommand(parts, { call, method: "replies.sign", commandId: input.commandId, topics }, async (act) => {
        await signHit(act, input, person);
        return {};
      });
      return check(input.replyId);
    },
    "replies.unsign": async (input, call) => {
      const person = personOf(call);
      await runCommand(parts, { call, method: "replies.unsign", commandId: input.commandId, topics }, async (act) => {
        await unsignHit(act, input, person);
        return {};
      });
      return check(input.replyId);
    },
  };
}
