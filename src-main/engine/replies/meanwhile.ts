import type { Meanwhile } from "../../contract/methods/replies.ts";
import { begunOf, doneMeanwhile } from "../store/meanwhile.ts";
import type { Db } from "../store/open.ts";
import type { ReplyRecord } from "../store/reply.ts";
import { wroteSince } from "./wrote-again.ts";

/** What happened since a draft was begun that its writer should read before it goes: by colleagues, and by whom it answers. Newest first. */
export async function readMeanwhile(db: Db, reply: ReplyRecord): Promise<readonly Meanwhile[]> {
  const [done, wrote] = await Promise.all([doneMeanwhile(db, reply), wroteMeanwhile(db, reply)]);
  return [...done, ...wrote].toSorted((one, other) => other.at - one.at);
}

async function wroteMeanwhile(db: Db, reply: ReplyRecord): Promise<readonly Meanwhile[]> {
  const wrote = await wroteSince(db, reply, (await begunOf(db, reply)).at);
  return wrote.map(({ id, storyId, author, at, text }) => ({
    ...{ kind: "wrote" as const, id, storyId, state: null, by: null },
    ...{ author, at, text },
  }));
}
