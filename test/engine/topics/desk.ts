import { onTestFinished } from "vitest";
import type { Output, Parsed } from "../../../src-main/contract/methods.ts";
import type { TopicQuestion } from "../../../src-main/contract/methods/topics.ts";
import type { WatchSet } from "../../../src-main/contract/methods/watches.ts";
import type { Call } from "../../../src-main/engine/handlers.ts";
import { beginSpan, extendSpan } from "../../../src-main/engine/store/running-span.ts";
import { insertWatch } from "../../../src-main/engine/store/watch.ts";
import { createTopics, type Topics } from "../../../src-main/engine/topics/index.ts";
import { type SeedStory, seedStories } from "../../support/seed-stories.ts";
import { startTestParts, type TestParts } from "../../support/test-engine.ts";

export const hourMs = 3_600_000;
export const dayMs = 24 * hourMs;
const call: Call = { device: "desk", sessionId: null, person: null, actor: { kind: "engine" } };

export type TopicsDesk = {
  readonly parts: TestParts;
  readonly topics: Topics;
  readonly now: number;
  readonly rising: (question?: Partial<TopicQuestion>) => Promise<Output<"topics.rising">>;
  readonly voice: (question?: Partial<Parsed<"topics.shareOfVoice">>) => Promise<Output<"topics.shareOfVoice">>;
  /** A watch under a row of its own, and its public id. */
  readonly watch: (watch: {
    readonly name: string;
    readonly set: WatchSet;
    readonly query?: string;
  }) => Promise<{ readonly rowId: number; readonly id: string }>;
  /** Stories, of which the named watches match every mention. */
  readonly say: (stories: readonly SeedStory[], watchRowIds?: readonly number[]) => Promise<readonly string[]>;
};

/** A desk that listened for the last `heardDays`. */
export async function startTopicsDesk({
  heardDays = 29,
  mostRead = 20_000,
}: { readonly heardDays?: number; readonly mostRead?: number } = {}): Promise<TopicsDesk> {
  const parts = await startTestParts();
  onTestFinished(() => parts.close());
  const topics = createTopics({ ...parts, mostRead });
  const now = parts.clock.now();
  await parts.store.write(async (trx) => extendSpan(trx, await beginSpan(trx, now - heardDays * dayMs), now));
  return {
    ...{ parts, topics, now },
    rising: (question) => topics.handlers["topics.rising"](asked(question), call),
    voice: (question) =>
      topics.handlers["topics.shareOfVoice"]({ window: "day", counted: "mentions", ...question }, call),
    watch: async ({ name, set, query = "ferry" }) => {
      const id = parts.ids.ulid(now);
      return { rowId: await parts.store.write((trx) => insertWatch(trx, { id, name, set, query, at: now })), id };
    },
    say: async (stories, watchRowIds = []) => {
      const seeded = await seedStories(parts, stories);
      const rows = JSON.stringify(seeded.map(({ rowId }) => rowId));
      const link = parts.store.raw.prepare(`
        INSERT INTO mention_watch (mention_id, watch_id, spans)
        SELECT id, ?, '[]'
        FROM mention
        WHERE story_id IN (SELECT value FROM json_each(?))`);
      for (const rowId of watchRowIds) link.run(rowId, rows);
      return seeded.map(({ id }) => id);
    },
  };
}

function asked(question: Partial<TopicQuestion> = {}): TopicQuestion {
  return { watchId: null, bucket: null, window: "day", counted: "mentions", ...question };
}

const calm = ["Calm crossing with tea", "Ticket office queue", "The cafe bun is fine", "Car deck full by nine"];

/** `days` quiet days before the last one, four posts a day by four people. */
export function quietDays(now: number, days: number): readonly SeedStory[] {
  return Array.from({ length: days }, (_, day) =>
    calm.map((text, at) => ({ text, author: `Quiet ${day} ${at}`, at: now - (day + 2) * dayMs + at * hourMs })),
  ).flat();
}

/** The same words by so many people, an hour apart, newest an hour ago. */
export function crowd(now: number, count: number, story: SeedStory): readonly SeedStory[] {
  return Array.from({ length: count }, (_, at) => ({ author: `Crowd ${at}`, at: now - (at + 1) * hourMs, ...story }));
}
