import type { Parsed } from "../../contract/methods.ts";
import type { RulePreview } from "../../contract/methods/rules.ts";
import type { Bucket } from "../../contract/values.ts";
import { excerptOf } from "../../domain/cases/excerpt.ts";
import { matchQuery } from "../../domain/query/evaluate.ts";
import { parseQuery } from "../../domain/query/parse.ts";
import type { Query } from "../../domain/query/query.ts";
import type { Call, Handler } from "../handlers.ts";
import { itemsByRow, type StoredItem } from "../store/item.ts";
import { ruledStoriesSince, type RuledStory } from "../store/ruled-story.ts";
import type { Understood } from "../sources/understanding.ts";
import { compileRules, type CompilableRule, type RuleSet } from "./compile-rules.ts";
import type { RuleParts } from "./rule-rows.ts";
import { contentOf } from "./rule-shape.ts";
import { isPersons, takeInHand } from "./story-in-hand.ts";
import { understandStored } from "./understand-stored.ts";

const reachMs = 30 * 24 * 60 * 60_000;
const lot = 50;
/** A preview is an answer to every pause in typing: it looks at the newest stories only, and says at how many. */
const mostScanned = 10_000;
const mostSamples = 12;
/** No stretch of work keeps other requests waiting for longer. */
const turnMs = 20;
const DRAFT = "draft";

/** What a rule would have done to the stories of the last 30 days; whoever asks again ends their question before. */
export function createPreview(parts: RuleParts): Handler<"rules.preview"> {
  const asked = new Map<string, object>();
  return async (input, call) => {
    const asker = askerOf(call);
    const question = {};
    asked.set(asker, question);
    const answer = await previewRule(parts, input, () => asked.get(asker) !== question);
    if (asked.get(asker) === question) asked.delete(asker);
    return answer;
  };
}

function askerOf({ person, sessionId }: Call): string {
  return `${person?.id ?? ""} ${sessionId ?? ""}`;
}

async function previewRule(
  parts: RuleParts,
  { id, position, ...written }: Parsed<"rules.preview">,
  isOver: () => boolean,
): Promise<RulePreview> {
  const started = parts.clock.monotonic();
  const parsed = written.query === null ? null : parseQuery(written.query, { allowSentiment: true });
  if (parsed?.ok === false) {
    const { at, code, params } = parsed.error;
    return { ...emptyPreview(), fault: { at, says: { code: `query.error.${code}`, params: { ...params } } } };
  }
  const understanding = await parts.understandings(parts.store.read);
  const { rules, idOfKey } = understanding.ruleParts;
  const draft: CompilableRule = { ...contentOf(written), id: DRAFT, rowId: 0, version: 0, isOn: true };
  const old = rules.find((rule) => rule.id === id) ?? null;
  const others: readonly CompilableRule[] = rules.filter((rule) => rule !== old);
  const at = Math.max(0, Math.min((position ?? old?.position ?? others.length + 1) - 1, others.length));
  const found = await scan(
    parts,
    { set: compileRules(others.toSpliced(at, 0, draft), { idOfKey }), today: compileRules(rules, { idOfKey }) },
    { query: parsed?.query ?? null, isOver },
  );
  const names = new Map(others.map((rule) => [rule.id, rule.name]));
  return {
    fault: null,
    ...found.counts,
    routes: found.routes,
    moves: [...found.moves].map(([key, stories]) => {
      // Written by count() below from two buckets.
      const [from, to] = key.split(" ") as [Bucket, Bucket];
      return { from, to, stories };
    }),
    unreached: [...found.reached].flatMap(([ruleId, { today, then }]) =>
      then < today && names.has(ruleId) ? [{ id: ruleId, name: names.get(ruleId) ?? "", today, then }] : [],
    ),
    samples: [...found.moving, ...found.staying].slice(0, mostSamples),
    tookMs: Math.round(parts.clock.monotonic() - started),
  };
}

function emptyPreview(): RulePreview {
  const counts = { tookMs: 0, scanned: 0, isCapped: false, matched: 0, missed: 0, kept: 0 };
  return { fault: null, ...counts, routes: noRoutes(), moves: [], unreached: [], samples: [] };
}

const noRoutes = (): Record<Bucket, number> => ({ unsorted: 0, analytics: 0, pr: 0, care: 0 });

type Found = ReturnType<typeof newFound>;

function newFound() {
  return {
    counts: { scanned: 0, isCapped: false, matched: 0, missed: 0, kept: 0 },
    routes: noRoutes(),
    moves: new Map<string, number>(),
    reached: new Map<string, { today: number; then: number }>(),
    moving: [] as RulePreview["samples"],
    staying: [] as RulePreview["samples"],
  };
}

type Sets = { readonly set: RuleSet; readonly today: RuleSet };
type Looking = { readonly query: Query | null; readonly isOver: () => boolean };

async function scan(parts: RuleParts, sets: Sets, { query, isOver }: Looking): Promise<Found> {
  const { read } = parts.store;
  const understanding = await parts.understandings(read);
  const since = parts.clock.now() - reachMs;
  const found = newFound();
  let before = Number.MAX_SAFE_INTEGER;
  let turnBegan = parts.clock.monotonic();
  for (;;) {
    const stories = await ruledStoriesSince(read, { since, before, limit: lot });
    const items = new Map(
      (
        await itemsByRow(
          read,
          stories.map(({ headId }) => headId),
        )
      ).map((item) => [item.rowId, item]),
    );
    const personal = await personalStories(parts, stories);
    for (const story of stories) {
      const item = items.get(story.headId);
      if (item) {
        const understood = understandStored(understanding, item);
        count(found, { sets, story, item, understood, query, isKept: personal.has(story.rowId) });
      }
      if (parts.clock.monotonic() - turnBegan < turnMs) continue;
      await new Promise(setImmediate);
      turnBegan = parts.clock.monotonic();
    }
    before = stories.at(-1)?.rowId ?? 0;
    found.counts.isCapped = stories.length === lot && found.counts.scanned >= mostScanned;
    if (stories.length < lot || found.counts.isCapped || isOver()) return found;
    await new Promise(setImmediate);
    turnBegan = parts.clock.monotonic();
  }
}

async function personalStories(parts: RuleParts, stories: readonly RuledStory[]): Promise<ReadonlySet<number>> {
  const taken = await takeInHand(parts.store.read, stories);
  return new Set(taken.filter((one) => isPersons(one, { assigned: null })).map(({ story }) => story.rowId));
}

type Counting = {
  readonly sets: Sets;
  readonly story: RuledStory;
  readonly item: StoredItem;
  readonly understood: Understood;
  readonly query: Query | null;
  readonly isKept: boolean;
};

function count(found: Found, { sets, story, item, understood, query, isKept }: Counting): void {
  const { routable } = understood;
  found.counts.scanned += 1;
  const holding = sets.set.holding(routable);
  const reached = upToStop(holding);
  countReached(found, { today: upToStop(sets.today.holding(routable)), then: reached });
  if (!holding.some(({ id }) => id === DRAFT)) return;
  if (!reached.some(({ id }) => id === DRAFT)) {
    found.counts.missed += 1;
    return;
  }
  found.counts.matched += 1;
  if (isKept) found.counts.kept += 1;
  const from = story.fields.place.bucket;
  const to = isKept ? from : sets.set.route(routable).routing.bucket;
  found.routes[to] += 1;
  if (from !== to) found.moves.set(`${from} ${to}`, (found.moves.get(`${from} ${to}`) ?? 0) + 1);
  const samples = from === to ? found.staying : found.moving;
  if (samples.length < mostSamples) samples.push(sampleOf(item, { understood, query, from, to }));
}

type Held = { readonly id: string; readonly stop: boolean };

function upToStop(holding: readonly Held[]): readonly Held[] {
  const stop = holding.findIndex((rule) => rule.stop);
  return stop < 0 ? holding : holding.slice(0, stop + 1);
}

function countReached(found: Found, sides: { readonly today: readonly Held[]; readonly then: readonly Held[] }): void {
  for (const side of ["today", "then"] as const) {
    for (const { id } of sides[side]) {
      const counts = found.reached.get(id) ?? { today: 0, then: 0 };
      counts[side] += 1;
      found.reached.set(id, counts);
    }
  }
}

type Sampling = {
  readonly understood: Understood;
  readonly query: Query | null;
  readonly from: Bucket;
  readonly to: Bucket;
};

function sampleOf(item: StoredItem, { understood, query, from, to }: Sampling): RulePreview["samples"][number] {
  const spans = query === null ? [] : matchQuery(query, understood.routable.prepared).spans;
  const { excerpt, marks } = excerptOf(item.text, spans);
  const inTitle = spans.filter(({ field }) => field === "title");
  return {
    id: item.id,
    source: item.sourceName,
    title: item.title,
    text: excerpt,
    spans: [...inTitle, ...marks.map((mark) => ({ ...mark, field: "text" }))],
    ...{ from, to },
  };
}
