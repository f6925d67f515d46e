import { beginSpan, extendSpan } from "../../src-main/engine/store/running-span.ts";
import { createTopics } from "../../src-main/engine/topics/index.ts";
import { tokenise } from "../../src-main/domain/text/tokenise.ts";
import type { Call } from "../../src-main/engine/handlers.ts";
import { cpuOf, median, type Ratio } from "./measure.ts";
import { makePosts } from "./posts.ts";
import { storeMentions } from "./store-mentions.ts";
import { longestTurnOf } from "./turns.ts";
import { type Bench, openBench } from "./workspace.ts";

const rounds = 3;
/** Two times 20,000: of the window, and of what was before. */
const mostRead = 40_000;
const dayMs = 24 * 3_600_000;
const call: Call = { device: "desk", sessionId: null, person: null, actor: { kind: "engine" } };
/** The longest that reading and counting may hold up everything else, in ms. */
const longestTurn = 50;

/**
 * What an answer about topics costs at many mentions beside tokenising all that it may read at most (two times 20,000), whether it
 * lets other work in, and that a kept answer costs nothing.
 */
export async function benchTopics(many: number): Promise<readonly Ratio[]> {
  const bench = await openBench();
  storeMentions(bench, {
    posts: postsOf(many, bench.parts.clock.now()),
    watches: [
      { name: "Ours", set: "own" },
      { name: "Rival", set: "competitor" },
    ],
    watchesOf: (post) => [post % 3 === 0 ? 2 : 1],
  });
  await listenedAlways(bench);
  const question = { watchId: null, bucket: null, window: "week", counted: "mentions" } as const;
  const costs: number[] = [];
  const turns: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const { handlers } = createTopics(bench.parts);
    const ask = async () => void costs.push(await cpuOf(() => handlers["topics.rising"](question, call)));
    turns.push(await longestTurnOf(ask));
  }
  const { handlers } = createTopics(bench.parts);
  const made = await cpuOf(() => handlers["topics.rising"](question, call));
  const kept = await cpuOf(() => handlers["topics.rising"](question, call));
  let voice = 0;
  const voiceLongest = await longestTurnOf(async () => {
    voice = await cpuOf(() => handlers["topics.shareOfVoice"]({ window: "week", counted: "mentions" }, call));
  });
  const texts = postsOf(mostRead, 0).map(({ text }) => text);
  const tokenising = await cpuOf(async () => texts.forEach((text) => tokenise(text)));
  await bench.close();
  return [
    {
      name: `rising topics of ${many} / tokenising 40000`,
      ours: median(costs),
      reference: tokenising,
      unit: "us",
      most: 8,
    },
    { name: "a kept answer / a new one", ours: kept, reference: made, unit: "us", most: 0.02 },
    { name: "share of voice / rising topics", ours: voice, reference: median(costs), unit: "us", most: 1 },
    {
      name: "longest turn of rising topics / allowed",
      ours: median(turns),
      reference: longestTurn,
      unit: "ms",
      most: 1,
    },
    {
      name: "longest turn of share of voice / allowed",
      ours: voiceLongest,
      reference: longestTurn,
      unit: "ms",
      most: 1,
    },
  ];
}

/** Posts a minute apart, each with some rare words, as people have: a large vocabulary is what makes counting dear. */
function postsOf(count: number, until: number) {
  return makePosts(count, { until, spacingMs: 60_000 }).map((post, at) => ({
    ...post,
    text: `${post.text ?? ""} about ${rare(at, 7919)} and the ${rare(at, 104_729)}, ${rare(at, 1_299_709)} ${rare(at, 31)}`,
  }));
}

/** One of 15,000 words of letters. */
function rare(at: number, step: number): string {
  const number = (at * step) % 15_000;
  return `w${[...String(number)].map((digit) => "abcdefghij"[Number(digit)]).join("")}`;
}

async function listenedAlways({ parts }: Bench): Promise<void> {
  const now = parts.clock.now();
  await parts.store.write(async (trx) => extendSpan(trx, await beginSpan(trx, now - 40 * dayMs), now));
}
