import type { SampleContent } from "../../ports/sample-content.ts";
import type { Call } from "../handlers.ts";
import { findStory, newCommandId } from "./replay.ts";
import type { Replay } from "./replay.ts";
import type { StoryOfItem } from "../store/story-of-item.ts";

const reason = "Says the same as the first post; decided there.";

/** For each item that repeats an earlier one: the first that said it. */
export function firstCopies(content: SampleContent, now: number): ReadonlyMap<string, string> {
  const firsts = new Map<string, string>();
  const firstOf = new Map<string, string>();
  for (const { key } of content.items(now)) {
    const story = content.expected.get(key)?.story ?? null;
    if (story === null) continue;
    const first = firsts.get(story);
    if (first === undefined) firsts.set(story, key);
    else firstOf.set(key, first);
  }
  return firstOf;
}

/**
 * The history decides once on what many say in the same words. Where the program keeps them apart, whoever took the first
 * one closes the others with it.
 */
export async function closeCopies(replay: Replay, call: Call): Promise<void> {
  for (const [key, firstKey] of [...replay.copies]) {
    const [copy, first] = [await findStory(replay, key), await findStory(replay, firstKey)];
    if (!copy || !first) replay.copies.delete(key);
    else if (copy.id === first.id) {
      replay.copies.delete(key);
      // A copy that joined it later opened it again; there is nothing new in it to decide.
      if (copy.caseStatus === "new" && copy.isReopened)
        await close(replay, call, { copy, resolution: "no_reply_needed" });
    } else if (first.caseStatus !== "new" && first.caseStatus !== null) {
      replay.copies.delete(key);
      if (copy.caseStatus === null || copy.caseStatus === "resolved") continue;
      await close(replay, call, { copy, resolution: "duplicate" });
    }
  }
}

async function close(
  replay: Replay,
  call: Call,
  { copy, resolution }: { readonly copy: StoryOfItem; readonly resolution: "duplicate" | "no_reply_needed" },
): Promise<void> {
  const stories = [{ id: copy.id, version: copy.version }];
  await replay.engine.handlers["triage.resolve"](
    { commandId: newCommandId(replay), stories, resolution, why: null, reason, duplicateOf: null },
    call,
  );
}
