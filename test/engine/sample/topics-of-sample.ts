import { describe, expect, test } from "vitest";
import type { RisingTopics } from "../../../src-main/contract/methods/topics.ts";
import type { Call } from "../../../src-main/engine/handlers.ts";
import { createTopics, type Topics } from "../../../src-main/engine/topics/index.ts";
import { createCountedIds } from "../../support/counted-ids.ts";
import type { BuiltSample } from "./built-sample.ts";

const dayMs = 24 * 3_600_000;
const call: Call = { device: "desk", sessionId: null, person: null, actor: { kind: "engine" } };
/** Days ago (to 15:00) on which nothing happened, as the sample's README tells its story; before that it is too young to judge. */
const ordinaryDays = [23, 22, 21, 20, 17, 16, 15, 9, 7, 4, 3];

function topicsOf({ store, replay, now }: BuiltSample): Topics["handlers"] {
  // Another test of the same sample moves its clock on.
  const clock = { ...replay.clock, now: () => now };
  const log = { info: () => {}, warn: () => {}, error: () => {} };
  return createTopics({ store, clock, ids: createCountedIds(), log, changed: () => {} }).handlers;
}

function risingOn(sample: BuiltSample, daysAgo: number): Promise<RisingTopics> {
  const to = sample.now - daysAgo * dayMs;
  const question = { watchId: null, bucket: null, counted: "mentions", window: { from: to - dayMs, to } } as const;
  return topicsOf(sample)["topics.rising"](question, call);
}

/** To be called among the tests of the sample: it takes long to build, so that one is built for all of them. */
export function describeTopics(built: () => BuiltSample): void {
  describe("topics", () => {
    test.each([
      ["the rescue", 19, /kayak/i],
      ["the draft timetable", 14, /timetable/i],
      ["the near miss", 8, /jet ski/i],
      ["the outage", 5, /anchor|alarm/i],
      ["Lantern Night", 1, /lantern/i],
      ["the smear", 0, /sewage/i],
    ])("the top term of %s is the right one", async (_what, daysAgo, term) => {
      const [first] = (await risingOn(built(), daysAgo)).terms;
      expect(first?.term).toMatch(term);
      expect(first?.sureness).not.toBe("possible");
    });

    test("what the seven new accounts copied stands beside the talk about it, and is all negative", async () => {
      const { terms } = await risingOn(built(), 0);
      const copied = terms.find(({ term, beside }) => [term, ...beside].some((one) => /#SinkWhimbrel/i.test(one)));
      expect(copied).toMatchObject({ count: 7, isNew: true, usual: 0, tone: { negative: 7, n: 7, value: -100 } });
    });

    test("ordinary days have no topic", async () => {
      const risen = await Promise.all(ordinaryDays.map(async (daysAgo) => (await risingOn(built(), daysAgo)).terms));
      expect(risen.flat().map(({ term }) => term)).toEqual([]);
    });

    // Counted by hand in expected.json: of the last seven days to 15:15, 218 items name the firm, 6 the rival, 4 of them both;
    // of the seven before 81 and 1, of whose wire story 5 copies match and 4 of them count no more as a story.
    test("share of voice against the rival is as counted by hand", async () => {
      const voice = topicsOf(built())["topics.shareOfVoice"];
      const mentions = await voice({ window: "week", counted: "mentions" }, call);
      expect(mentions).toMatchObject({
        brands: [
          { isOwn: true, now: { count: 218 }, before: { count: 81 } },
          { isOwn: false, now: { count: 6 }, before: { count: 1 } },
        ],
        severalBrands: { now: 4, before: 0 },
      });
      expect(mentions.brands[0]?.now.share).toBeCloseTo((100 * 218) / 224, 9);
      const stories = await voice({ window: "week", counted: "stories" }, call);
      expect(stories.brands.map(({ before }) => before.count)).toEqual([77, 1]);
    });
  });
}
