import { defineMethods } from "../method.ts";
import { Command, Ulid } from "../values.ts";
import { z } from "zod";

const handlers = ["agent", "corpcomm", "legal", "lead", "admin"] as const;

export const conversationMethods = defineMethods({
  /** Has the thread of a case's latest reply read now, by the account that can. Refusals: not-found, thread-unreadable. */
  "conversations.read": {
    kind: "write",
    access: handlers,
    input: Command.extend({ storyId: Ulid }),
    output: z.object({}),
  },
  /**
   * A person looked whether they answered, where no account of ours can: the reminder is over, and the case waits on behind
   * the running clocks. Refusals: not-found.
   */
  "conversations.looked": {
    kind: "write",
    access: handlers,
    input: Command.extend({ storyId: Ulid }),
    output: z.object({}),
  },
});
