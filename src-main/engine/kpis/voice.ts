import { localDaysOf } from "../../domain/calendar/period.ts";
import { shareOfVoice } from "../../domain/topics/share-of-voice.ts";
import { slotsOf } from "../store/kpi-volume.ts";
import { countVoice, keptVoice, type VoiceChoice, voicePage } from "../store/kpi-voice.ts";
import type { Db } from "../store/open.ts";
import { listWatches } from "../store/watch.ts";
import { letOthersWork } from "../topics/slices.ts";
import type { Figures } from "./figure-set.ts";
import { rowOf } from "./mention-rows.ts";
import type { AskedRows, RowPage } from "./asked-rows.ts";
import type { ReadyScope } from "./scope.ts";

/** Share of voice by the definition of the topics page: own / all brands, a mention once for each brand that it names. */
export async function voiceFigure(db: Db, scope: ReadyScope): Promise<Figures> {
  if (scope.filter.personRowId !== null) return {};
  const choice = await choiceOf(db, scope);
  const { own, others } = await readVoice(db, scope, choice);
  // Nobody to compare with is no share of 100 %, and a desk that does not look for itself none of 0 %.
  const isCompared = choice.own.length > 0 && choice.others.length > 0;
  return {
    share_of_voice: {
      value: isCompared ? shareOfVoice(own, own + others) : null,
      n: own + others,
      parts: { own, others },
      also: {},
      spread: [],
    },
  };
}

async function readVoice(db: Db, scope: ReadyScope, choice: VoiceChoice): Promise<{ own: number; others: number }> {
  const sum = { own: 0, others: 0 };
  if (choice.own.length + choice.others.length === 0) return sum;
  const kept = await keptVoice(db, choice);
  if (kept) return kept;
  // A day at a time, so that a year of mentions holds nobody up.
  for (const day of localDaysOf({ from: scope.from, to: Math.min(scope.to, scope.asOf) }, scope.timeZone)) {
    const { own, others } = await countVoice(db, { ...choice, range: slotsOf(day) });
    sum.own += own;
    sum.others += others;
    await letOthersWork();
  }
  return sum;
}

async function choiceOf(db: Db, { from, to, asOf, filter, counted }: ReadyScope): Promise<VoiceChoice> {
  const watches = await listWatches(db);
  const of = (wanted: "own" | "competitor") => watches.filter(({ set }) => set === wanted).map(({ rowId }) => rowId);
  return {
    range: slotsOf({ from, to: Math.min(to, asOf) }),
    filter,
    firstCopies: counted === "stories",
    own: of("own"),
    others: of("competitor"),
  };
}

/** The mentions that name us or another brand, once for each, newest first. */
export async function voiceRows(db: Db, scope: ReadyScope, asked: AskedRows): Promise<RowPage> {
  if (scope.filter.personRowId !== null) return { rows: [], total: 0, next: null };
  const choice = await choiceOf(db, scope);
  const { own, others } = await readVoice(db, scope, choice);
  const of = asked.part === "own" || asked.part === "others" ? asked.part : null;
  const total = of === "own" ? own : of === "others" ? others : own + others;
  const found = await voicePage(db, choice, { of, before: placeOf(asked.cursor), limit: asked.limit + 1 });
  const page = found.slice(0, asked.limit);
  const last = page.at(-1);
  const next =
    last && found.length > page.length
      ? [last.publishedAt, last.rowId, last.brand].map((n) => n.toString(36)).join(".")
      : null;
  return { rows: page.map((mention) => rowOf(mention, mention.brand === 0 ? "own" : "others")), total, next };
}

function placeOf(cursor: string | null) {
  const [at, rowId, brand] = (cursor ?? "").split(".").map((part) => Number.parseInt(part, 36));
  return cursor === null || at === undefined || rowId === undefined || brand === undefined
    ? null
    : { at, rowId, brand };
}
