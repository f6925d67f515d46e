import fc from "fast-check";
import { expect, test } from "vitest";
import { checkWorkspace } from "../../../src-main/engine/workspace/check.ts";
import type { RemotePost } from "../../../src-main/ports/reply-publisher.ts";
import { startTalkDesk, type TalkDesk } from "./talk-desk.ts";

const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant("post" as const),
      by: fc.constantFrom("hettie", "bo", "whimbrel"),
      at: fc.nat(20),
      names: fc.boolean(),
      lost: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("answer" as const), at: fc.nat(20) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("feed" as const), at: fc.nat(20) }) },
  { weight: 2, arbitrary: fc.constant({ do: "hear" as const }) },
  { weight: 2, arbitrary: fc.constant({ do: "read" as const }) },
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

let talks = 0;

/** One conversation, told in any order by notifications, threads and a feed; at the end everybody has told everything. */
async function talk(desk: TalkDesk, steps: readonly Step[]): Promise<readonly RemotePost[]> {
  talks += 1;
  const say = (text: string) => `${text} ${talks} ${posts.length}`;
  const posts: RemotePost[] = [];
  posts.push(desk.network.post({ by: "hettie", text: say("Where is my refund"), names: ["whimbrel"] }));
  const pick = (at: number) => posts[at % posts.length] as RemotePost;
  for (const one of steps) {
    desk.clock.advance(1000);
    if (one.do === "post") {
      const post = desk.network.post({
        by: one.by,
        text: say("Well"),
        parentId: pick(one.at).id,
        names: one.names ? ["whimbrel"] : [],
      });
      posts.push(post);
      if (one.lost) desk.network.lose(post.id);
    }
    if (one.do === "answer") await answer(pick(one.at));
    if (one.do === "feed") await desk.feedBrings([pick(one.at)]);
    if (one.do === "hear") await desk.hear();
    if (one.do === "read") await desk.readThreads();
  }
  await desk.hear();
  await desk.readThreads();
  await desk.feedBrings(posts);
  await desk.hear();
  await desk.readThreads();
  return posts;

  async function answer(post: RemotePost): Promise<void> {
    const found = (await desk.stories()).find(({ text }) => text === post.text);
    const cases = await desk.cases();
    const record = cases.find(({ story_id: storyId }) => storyId === found?.story_id);
    if (record && record.status !== "resolved")
      posts.push(await desk.answer(record.story_id, post, say("We are on it")));
  }
}

test("in whatever order posts, notifications, threads and feeds come, each post is one mention and ours are none", async () => {
  const desk = await startTalkDesk();
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 10 }), async (steps) => {
      const posts = await talk(desk, steps);
      const counted = await desk.mentions();
      const times = posts.map(({ author, text }) => ({
        by: author.handle,
        counts: counted.filter((one) => one === text).length,
      }));
      expect(times).toEqual(times.map(({ by }) => ({ by, counts: by.startsWith("whimbrel@") ? 0 : 1 })));
    }),
    { numRuns: 12 },
  );
  const { findings } = await checkWorkspace({ store: desk.store });
  expect(findings).toEqual([]);
}, 60_000);
