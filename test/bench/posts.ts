import type { ParsedItem } from "../../src-main/engine/sources/feed/parsed-feed.ts";

const openings = [
  "Still waiting for",
  "Lovely crossing on",
  "Why is nobody answering about",
  "Great service from",
  "Anyone know the times of",
  "So tired of",
];
const things = [
  "the Whimbrel ferry",
  "my booking",
  "the 22:15 sailing",
  "the Copper Ladle",
  "our car deck ticket",
  "the harbour café",
];
const places = ["in Averby", "at Stennick", "on Orrin Sound", "by the quay", "near the ramp"];
const endings = [
  "and it is late again.",
  "thank you!",
  "can you help me please?",
  "what a mess.",
  "see you next week.",
  "no word for two hours now.",
];

/**
 * Posts that differ, always the same ones, `spacingMs` apart and the last one at `until`. What one author says again in
 * nearly the same words is a copy: with as many authors as posts, each post is a story.
 */
export function makePosts(
  count: number,
  {
    until,
    spacingMs,
    authors = 977,
  }: { readonly until: number; readonly spacingMs: number; readonly authors?: number },
): readonly ParsedItem[] {
  const pick = (list: readonly string[], at: number, step: number) => list[Math.floor(at / step) % list.length] ?? "";
  return Array.from({ length: count }, (_, at) => ({
    id: `post-${at}`,
    title: null,
    link: `https://murmur.example/@author${at % authors}/${at}`,
    text: `${pick(openings, at, 1)} ${pick(things, at, 6)} ${pick(places, at, 36)} ${pick(endings, at, 7)} Number ${at}, gate ${at % 31}, row ${at % 53} #OrrinSound`,
    summary: null,
    author: `Author ${at % authors}`,
    handle: `@author${at % authors}@murmur.example`,
    publishedAt: until - (count - 1 - at) * spacingMs,
    updatedAt: null,
    categories: [],
    lang: "en",
    titleAsWritten: null,
    network: null,
    replyUrl: null,
    enclosures: [],
  }));
}
