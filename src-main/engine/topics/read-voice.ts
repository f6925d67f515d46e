import type { Brand, CountedAs, ShareOfVoice } from "../../contract/methods/topics.ts";
import { netSentiment } from "../../domain/sentiment/net-sentiment.ts";
import { shareOfVoice } from "../../domain/topics/share-of-voice.ts";
import type { Parts } from "../parts.ts";
import type { Db } from "../store/open.ts";
import { listSpans } from "../store/running-span.ts";
import { readSettings } from "../store/setting.ts";
import { type BrandHit, brandHits } from "../store/topic.ts";
import { listWatches, type Watch } from "../store/watch.ts";
import { type Gap, gapsBetween } from "../wallboard/gaps.ts";
import { publishedSlices } from "./slices.ts";
import { heardMs } from "./window.ts";

type BrandWatches = { readonly isOwn: boolean; readonly watches: readonly Watch[] };
type Counts = { positive: number; neutral: number; negative: number; unsure: number };
type Heard = { readonly counts: readonly Counts[]; readonly several: number };

export type AskedVoice = { readonly window: Gap; readonly counted: CountedAs };

/** Counts what names each brand, in the window and in the equal stretch before it. */
export async function readVoice({ store, clock }: Parts, { window, counted }: AskedVoice): Promise<ShareOfVoice> {
  const db = store.read;
  const asOf = clock.now();
  const { settings } = await readSettings(db);
  const brands = brandsOf(await listWatches(db));
  const previous = { from: window.from - (window.to - window.from), to: window.from };
  const whole = { from: previous.from, to: Math.min(window.to, asOf) };
  const gaps = gapsBetween(await listSpans(db, whole), whole);
  const firstCopies = counted === "stories";
  const now = await hear(db, { stretch: window, brands, firstCopies });
  const before = await hear(db, { stretch: previous, brands, firstCopies });
  const sum = { now: sumOf(now), before: sumOf(before) };
  const shown = brands.map(({ isOwn, watches }, at): Brand => {
    return {
      watches: watches.map(({ id, name }) => ({ id, name })),
      isOwn,
      now: voiceOf(now.counts[at], sum.now),
      before: voiceOf(before.counts[at], sum.before),
    };
  });
  return {
    asOf,
    timeZone: settings.calendar.timeZone,
    window,
    previous,
    brands: shown.toSorted((a, b) => Number(b.isOwn) - Number(a.isOwn) || b.now.count - a.now.count),
    sum,
    severalBrands: { now: now.several, before: before.several },
    heardMs: { now: heardMs({ ...window, to: whole.to }, gaps), before: heardMs(previous, gaps) },
  };
}

/** Ours is one brand however many watches look for it; each competitor's watch is a brand. */
function brandsOf(watches: readonly Watch[]): readonly BrandWatches[] {
  const own = watches.filter(({ set }) => set === "own");
  const others = watches.filter(({ set }) => set === "competitor");
  return [
    ...(own.length > 0 ? [{ isOwn: true, watches: own }] : []),
    ...others.map((watch) => ({ isOwn: false, watches: [watch] })),
  ];
}

type Listening = {
  readonly stretch: Gap;
  readonly brands: readonly BrandWatches[];
  readonly firstCopies: boolean;
};

async function hear(db: Db, { stretch, brands, firstCopies }: Listening): Promise<Heard> {
  const brandOf = new Map(brands.flatMap(({ watches }, at) => watches.map(({ rowId }) => [rowId, at] as const)));
  const counts = brands.map((): Counts => ({ positive: 0, neutral: 0, negative: 0, unsure: 0 }));
  let several = 0;
  if (brandOf.size === 0) return { counts, several };
  const watchRowIds = [...brandOf.keys()];
  for await (const items of publishedSlices(db, stretch)) {
    for (const hits of Map.groupBy(await brandHits(db, items, { watchRowIds, firstCopies }), mentionOf).values()) {
      const named = new Set(hits.map(({ watchRowId }) => brandOf.get(watchRowId) ?? 0));
      if (named.size > 1) several += 1;
      for (const brand of named) add(counts[brand], hits[0]);
    }
  }
  return { counts, several };
}

function mentionOf({ mentionRowId }: BrandHit): number {
  return mentionRowId;
}

function add(counts: Counts | undefined, hit: BrandHit | undefined): void {
  if (counts && hit) counts[hit.sentiment] += 1;
}

function totalOf({ positive, neutral, negative, unsure }: Counts): number {
  return positive + neutral + negative + unsure;
}

function sumOf({ counts }: Heard): number {
  return counts.reduce((sum, one) => sum + totalOf(one), 0);
}

function voiceOf(counts: Counts | undefined, sum: number): Brand["now"] {
  const known = counts ?? { positive: 0, neutral: 0, negative: 0, unsure: 0 };
  const count = totalOf(known);
  return { count, share: shareOfVoice(count, sum), tone: { ...netSentiment(known) } };
}
