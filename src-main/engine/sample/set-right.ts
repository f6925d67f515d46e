import type { Bucket } from "../../contract/values.ts";
import { findStory, newCommandId } from "./replay.ts";
import type { Replay } from "./replay.ts";
import type { Call } from "../handlers.ts";
import type { StoryOfItem } from "../store/story-of-item.ts";

/**
 * Before a person's next piece of work they look at what came in, and move what the program's reading of its tone sent
 * elsewhere than the rules would have: the history was written for a reading that is always right.
 */
export async function setRight(replay: Replay, call: Call): Promise<number> {
  const moves: { readonly story: StoryOfItem; readonly bucket: Bucket }[] = [];
  for (const key of replay.unseen) {
    const story = await findStory(replay, key);
    const bucket = story && wantedBucket(replay, { key, bucket: story.bucket });
    if (story && bucket && bucket !== story.bucket) moves.push({ story, bucket });
  }
  replay.unseen.clear();
  for (const [bucket, stories] of Map.groupBy(moves, (move) => move.bucket)) {
    const versioned = stories.map(({ story: { id, version } }) => ({ id, version }));
    await replay.engine.handlers["triage.setBucket"](
      { commandId: newCommandId(replay), stories: versioned, bucket },
      call,
    );
  }
  return moves.length;
}

function wantedBucket({ content }: Replay, { key, bucket }: { readonly key: string; readonly bucket: Bucket }): Bucket {
  const expected = content.expected.get(key);
  if (!expected || expected.bucket === null || expected.bucket === bucket) return bucket;
  if (expected.byRules !== null) return expected.byRules;
  // No rule takes it, so the history begins with an open case wherever it stands.
  return bucket === "analytics" ? expected.bucket : bucket;
}
