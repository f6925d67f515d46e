import type { KpiRow } from "../../contract/methods/kpis.ts";
import type { SentimentSlot } from "../../contract/values.ts";
import { countMentions, type MentionChoice, mentionPage, type MentionRow, slotsOf } from "../store/kpi-volume.ts";
import type { Db } from "../store/open.ts";
import { titleOf } from "./cycle-rows.ts";
import type { AskedRows, RowPage } from "./asked-rows.ts";
import type { ReadyScope } from "./scope.ts";

const sure = ["positive", "neutral", "negative"] as const satisfies readonly SentimentSlot[];
const all = [...sure, "unsure"] as const satisfies readonly SentimentSlot[];

/** The mentions behind volume, syndication and net sentiment, newest first. Purged ones have no row. */
export async function mentionRows(db: Db, scope: ReadyScope, asked: AskedRows): Promise<RowPage> {
  const choice = choiceOf(scope, asked);
  if (choice === null) return { rows: [], total: 0, next: null };
  const [at, rowId] = (asked.cursor ?? "").split(".").map((part) => Number.parseInt(part, 36));
  const before = asked.cursor === null || at === undefined || rowId === undefined ? null : { at, rowId };
  const [total, found] = await Promise.all([
    countMentions(db, choice),
    mentionPage(db, choice, { before, limit: asked.limit + 1 }),
  ]);
  const page = found.slice(0, asked.limit);
  const last = page.at(-1);
  const next =
    last && found.length > page.length ? `${last.publishedAt.toString(36)}.${last.rowId.toString(36)}` : null;
  return { rows: page.map((mention) => rowOf(mention, mention.sentiment)), total, next };
}

function choiceOf({ filter, from, to, asOf, counted }: ReadyScope, { kpi, part }: AskedRows): MentionChoice | null {
  if (filter.personRowId !== null || part === "purged") return null;
  const copies = part === "mentions" || part === "stories" ? part : kpi === "syndication" ? "stories" : counted;
  const sentiments =
    kpi === "net_sentiment" ? all.filter((one) => (part === null ? one !== "unsure" : one === part)) : all;
  return {
    range: slotsOf({ from, to: Math.min(to, asOf) }),
    filter,
    firstCopies: copies === "stories",
    sentiments,
    watches: null,
  };
}

export function rowOf(mention: MentionRow, counts: string): KpiRow {
  return {
    kind: "mention",
    id: mention.id,
    storyId: mention.storyId,
    cycle: null,
    title: titleOf(mention),
    bucket: mention.bucket,
    source: mention.source,
    person: null,
    counts,
    resolution: null,
    queuedAt: mention.publishedAt,
    dueAt: null,
    firstResponseAt: null,
    resolvedAt: null,
    value: 1,
  };
}
