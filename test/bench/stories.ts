import { createNearTextIndex, type NearTextIndex } from "../../src-main/domain/stories/near-text-index.ts";
import { printOf } from "../../src-main/domain/stories/near-text.ts";
import { parseFeed } from "../../src-main/engine/sources/feed/parse.ts";
import { sampleTexts, seededRandom } from "../support/edited-copies.ts";
import { cpuOf, median } from "./measure.ts";
import type { Ratio } from "./measure.ts";

const few = 5000;
const many = 50_000;
const measured = 2000;
const rounds = 5;
const weekMs = 7 * 24 * 60 * 60_000;

/** Every fifth word begins a new thought; the others follow one another as they do in the sample. */
const newThought = 0.2;

/** Posts in the manner of the sample: their pairs of words are as common or as rare as those that people use. */
function createWriter(): (random: () => number) => string {
  const words = sampleTexts().flatMap((text) => text.split(/\s+/).filter((word) => word !== ""));
  const followers = new Map<string, string[]>();
  for (const [at, word] of words.entries()) {
    const next = words[at + 1];
    const known = followers.get(word);
    if (next === undefined) continue;
    if (known) known.push(next);
    else followers.set(word, [next]);
  }
  const pick = (list: readonly string[], random: () => number) => list[Math.floor(random() * list.length)] ?? "";
  return (random) => {
    const written = [pick(words, random)];
    const length = 15 + Math.floor(random() * 40);
    while (written.length < length) {
      const after = random() < newThought ? undefined : followers.get(written.at(-1) ?? "");
      written.push(pick(after ?? words, random));
    }
    return written.join(" ");
  };
}

type Fed = { readonly index: NearTextIndex; next: number };

/** What is done for the words of one mention: print, look, remember. */
function addPost(
  { index }: Fed,
  { id, text, at }: { readonly id: number; readonly text: string; readonly at: number },
): number {
  const print = printOf({ title: null, text, network: "bluesky" });
  if (!print) return 0;
  const found = index.near(print, { publishedAt: at, seenAt: at, sourceId: 1 });
  const voice = { network: "bluesky", sourceId: 1, author: null, handle: null, reposts: null } as const;
  index.add({ id, publishedAt: at, seenAt: at, voice }, print);
  return found.length;
}

function aWeekOf(count: number, write: (random: () => number) => string): Fed {
  const fed: Fed = { index: createNearTextIndex(), next: 0 };
  const random = seededRandom(count);
  for (; fed.next < count; fed.next += 1)
    addPost(fed, { id: fed.next, text: write(random), at: Math.floor((fed.next / count) * weekMs) });
  return fed;
}

async function costOf(fed: Fed, texts: readonly string[]): Promise<number> {
  return cpuOf(() => {
    for (const text of texts) addPost(fed, { id: fed.next++, text, at: weekMs });
    return Promise.resolve();
  });
}

function asFeed(texts: readonly string[]): Uint8Array {
  const escape = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  const items = texts.map(
    (text, at) =>
      `<item><title>Post ${at}</title><link>https://murmur.example/${at}</link><guid>post-${at}</guid><pubDate>Tue, 17 Nov 2026 06:00:00 GMT</pubDate><description>${escape(text)}</description></item>`,
  );
  return Buffer.from(
    `<?xml version="1.0"?><rss version="2.0"><channel><title>Murmur</title><link>https://murmur.example/</link><description>posts</description>${items.join("")}</channel></rss>`,
  );
}

/** Finding the story of a mention by its words: at 50,000 mentions a week against 5,000, and against parsing its item. */
export async function benchStories(): Promise<readonly Ratio[]> {
  const write = createWriter();
  const small = aWeekOf(few, write);
  const large = aWeekOf(many, write);
  const random = seededRandom(7);
  const costs = { small: [] as number[], large: [] as number[], parse: [] as number[] };
  for (let round = 0; round < rounds; round += 1) {
    const texts = Array.from({ length: measured }, () => write(random));
    costs.small.push(await costOf(small, texts));
    costs.large.push(await costOf(large, texts));
    const feeds = Array.from({ length: measured / 50 }, (_, at) => asFeed(texts.slice(at * 50, at * 50 + 50)));
    costs.parse.push(
      await cpuOf(async () => {
        for (const bytes of feeds)
          await parseFeed(bytes, { contentType: "application/rss+xml", url: "https://murmur.example/feed" });
      }),
    );
  }
  const each = (all: readonly number[]) => median(all) / measured;
  const memory = process.memoryUsage();
  console.log(
    `     ${large.index.size()} texts remembered; heap ${Math.round(memory.heapUsed / 2 ** 20)} MB, arrays ${Math.round(memory.arrayBuffers / 2 ** 20)} MB`,
  );
  return [
    {
      name: "finding the story by its words, 50,000 mentions a week / 5,000",
      ours: each(costs.large),
      reference: each(costs.small),
      unit: "us a mention",
      most: 2,
    },
    {
      name: "finding the story by its words at 50,000 a week / parsing the item",
      ours: each(costs.large),
      reference: each(costs.parse),
      unit: "us a mention",
      most: 1,
    },
  ];
}
