import { Refusal } from "../../contract/refusal.ts";
import { answerCase } from "../../domain/cases/transitions.ts";
import { changeCases } from "../cases/change-cases.ts";
import { runCommand } from "../commands.ts";
import type { Act } from "../commands.ts";
import type { Handlers } from "../handlers.ts";
import type { Parts } from "../parts.ts";
import { casesOfStories, type CaseRecord } from "../store/case.ts";
import { storiesById } from "../store/story-act.ts";
import { saveThreadRead, threadReadsOfCase, type ThreadRead } from "../store/thread-read.ts";

type ConversationMethod = "conversations.read" | "conversations.looked";

/** What people do about how we hear of answers. */
export function createConversations(parts: Parts): Handlers<ConversationMethod> {
  return {
    "conversations.read": ({ commandId, storyId }, call) =>
      runCommand(parts, { call, method: "conversations.read", commandId, topics: ["case"] }, async (act) => {
        const { read } = await takeRead(act, storyId);
        if (read.accountId === null) throw new Refusal("thread-unreadable");
        await saveThreadRead(act.trx, read.messageRowId, { due_at: act.at, failures: 0 });
        return {};
      }),
    "conversations.looked": ({ commandId, storyId }, call) =>
      runCommand(
        parts,
        { call, method: "conversations.looked", commandId, topics: ["case", "triage"] },
        async (act) => {
          const { record, read } = await takeRead(act, storyId);
          await saveThreadRead(act.trx, read.messageRowId, { looked_at: act.at });
          const { state } = record;
          if (state.status !== "waiting") return {};
          const back = answerCase(state, { at: state.firstResponseAt ?? act.at, isPrivate: state.isPrivate });
          await changeCases(act, [{ record, kind: "case.looked", state: back }]);
          return {};
        },
      ),
  };
}

/** The case of a story, and how its latest reply is watched. Refusal: not-found. */
async function takeRead(
  act: Act,
  storyId: string,
): Promise<{ readonly record: CaseRecord; readonly read: ThreadRead }> {
  const [story] = await storiesById(act.trx, [storyId]);
  const record = story && (await casesOfStories(act.trx, [story.rowId])).get(story.rowId);
  const read = record && (await threadReadsOfCase(act.trx, record.rowId)).at(-1);
  if (!record || !read) throw new Refusal("not-found", { what: "reply" });
  return { record, read };
}
