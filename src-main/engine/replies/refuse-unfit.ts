import { Refusal } from "../../contract/refusal.ts";
import { isBare } from "../../domain/replies/reply-prefix.ts";
import type { ReplyRecord } from "../store/reply.ts";
import { emptyFieldsOf } from "./reply-view.ts";

/** What no approver should get to read: at a submit, and when an approver changes the words. Refusals: reply-empty, fields-empty. The length is among the checks. */
export function refuseUnfit(reply: ReplyRecord): void {
  if (isBare(reply.text, reply.prefix)) throw new Refusal("reply-empty");
  const empty = emptyFieldsOf(reply);
  if (empty.length > 0) throw new Refusal("fields-empty", { fields: empty.join(", "), count: empty.length });
}
