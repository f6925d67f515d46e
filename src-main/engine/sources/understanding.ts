import type { CompiledQuery } from "kysely";
import type { Settings } from "../../contract/methods/settings.ts";
import type { Bucket, Network, SentimentSlot } from "../../contract/values.ts";
import { loadLanguageDetector, type DetectLanguage } from "../../domain/language/detect.ts";
import { prepareMention } from "../../domain/query/evaluate.ts";
import { indexSpellings } from "../../domain/query/index-spellings.ts";
import type { Stopwatch } from "../../domain/query/timed-query.ts";
import { createIsOurs } from "../../domain/routing/own-names.ts";
import { changesBetween, hasChanges } from "../../domain/routing/rule-changes.ts";
import type { RuleChanges, RuledFields } from "../../domain/routing/rule-changes.ts";
import { sentimentSlot } from "../../domain/sentiment/sentiment.ts";
import type { Classify, Sentiment } from "../../domain/sentiment/sentiment.ts";
import { createNearTextMemory, type NearTextMemory } from "../mentions/near-text-memory.ts";
import { queryFields } from "../store/mention.ts";
import type { TextFields, WatchHit } from "../store/mention.ts";
import type { Db } from "../store/open.ts";
import { compileRules } from "../rules/compile-rules.ts";
import type { RoutableWords } from "../rules/compile-rules.ts";
import { ruledFields } from "../rules/ruled-fields.ts";
import { listRules } from "../store/rule.ts";
import type { StoredRule } from "../store/rule.ts";
import { staffHandles, staffMark } from "../store/contact-staff.ts";
import { readSettings } from "../store/setting.ts";
import { listSources } from "../store/source.ts";
import { listWatches } from "../store/watch.ts";
import type { DeskModels, ReadDeskModels } from "../learning/desk-models.ts";
import { addressedTo } from "./addressed-to.ts";
import { compileDeskWatches, type DeskWatches } from "./compile-desk-watches.ts";
import { judgedWords, wordsOf } from "./judged-words.ts";

/** The words of an item and where it comes from. */
export type Readable = Omit<TextFields, "lang" | "network"> & {
  readonly network: Network;
  /** The public id of its source. */
  readonly sourceId: string;
  /** What its feed says of its language; null when it says nothing. */
  readonly declaredLang: string | null;
};

/** What is judged of the words once, when a version is stored. */
export type Verdict = {
  readonly lang: string | null;
  readonly sentiment: Pick<Sentiment, "label" | "score" | "confidence"> | null;
};

/** What was understood of the words: all that is stored with them, and what routing needs. */
export type Understood = Verdict & {
  readonly slot: SentimentSlot;
  readonly hits: readonly WatchHit[];
  /** Read when asked for: only what is stored needs them. */
  readonly spellings: () => string | null;
  readonly routable: RoutableWords;
};

/** What routing decides about a story. */
export type Routed = {
  readonly bucket: Bucket;
  readonly fields: RuledFields;
  /** What each rule that matched did to it. */
  readonly effects: () => readonly RoutedEffect[];
};

export type RoutedEffect = { readonly ruleRowId: number; readonly ruleVersion: number; readonly changes: RuleChanges };

/** The desk's watches, rules and names, compiled. */
export type Understanding = {
  readonly settings: Settings;
  /** Language, sentiment and watches of a new version. */
  readonly read: (item: Readable) => Understood;
  /** The watches of a version that was judged before. */
  readonly match: (item: Readable, verdict: Verdict) => Understood;
  readonly route: (understood: Understood) => Routed;
  /** What the rules were compiled from, for those who ask what another rule would do. */
  readonly ruleParts: { readonly rules: readonly StoredRule[]; readonly idOfKey: ReadonlyMap<string, string> };
  /** Whether the watch of a row is switched off because it took too long: what it found stays. */
  readonly isOff: (watchRowId: number) => boolean;
  /** What was said lately: near copies of it are the same story. */
  readonly nearText: NearTextMemory;
};

/** Told of watches and rules, by their rows, that take too long. */
export type Stopwatches = { readonly watches: Stopwatch<number>; readonly rules: Stopwatch<number> };

// Beyond this a text says the same again; the cost grows with its length.
const mostForLanguage = 2000;

/** Keeps the compiled form until a watch, a rule, a source, the settings or what the desk has learned change. */
export function createUnderstandings(
  deskModels: ReadDeskModels,
  stopwatches?: Stopwatches,
): (db: Db) => Promise<Understanding> {
  // What was said does not change with the watches: one memory for all compiled forms.
  const nearText = createNearTextMemory();
  let asked: CompiledQuery | null = null;
  let known: { readonly fingerprint: string; readonly understanding: Understanding } | null = null;
  return async (db) => {
    // Built once: it is asked before and in every batch.
    asked ??= fingerprintQuery(db).compile();
    const fingerprint = JSON.stringify((await db.executeQuery(asked)).rows);
    if (known?.fingerprint !== fingerprint)
      known = {
        fingerprint,
        understanding: { ...(await compile(db, await deskModels(db), stopwatches)), nearText },
      };
    return known.understanding;
  };
}

/** Every save counts a version up, every removal changes a number, and rows are never re-used. */
function fingerprintQuery(db: Db) {
  return db.selectNoFrom((eb) => [
    ...(["watch", "rule", "source"] as const).map((table) =>
      eb
        .selectFrom(table)
        .select((of) =>
          of
            .fn<string>("printf", [of.val("%d %d %d"), of.fn.countAll(), of.fn.sum("version"), of.fn.max("id")])
            .as("of"),
        )
        .where("removed_at", "is", null)
        .as(table),
    ),
    // A rule that is moved keeps its version.
    eb
      .selectFrom("rule")
      .select((of) => of.fn<string>("group_concat", [of.fn("printf", [of.val("%d:%d"), "position", "id"])]).as("of"))
      .where("removed_at", "is", null)
      .as("order"),
    eb.selectFrom("setting").select("version").as("setting"),
    eb
      .selectFrom("learning")
      .select((of) => of.fn.sum("version").as("of"))
      .as("learning"),
    staffMark(db).as("staff"),
  ]);
}

async function compile(
  db: Db,
  { classify, scorer }: DeskModels,
  stopwatches: Stopwatches | undefined,
): Promise<Omit<Understanding, "nearText">> {
  const { settings } = await readSettings(db);
  const watches = await listWatches(db);
  const sources = await listSources(db);
  const rules = await listRules(db);
  const desk = compileDeskWatches(watches, stopwatches?.watches);
  const watchIds = new Map(watches.map((watch) => [watch.rowId, watch.id]));
  const idOfKey = new Map(
    [...watches, ...sources].flatMap(({ key, id }): [string, string][] => (key === null ? [] : [[key, id]])),
  );
  const ruleSet = compileRules(rules, { idOfKey, stopwatch: stopwatches?.rules });
  const departmentOf = new Map(sources.map(({ id, department }) => [id, department]));
  const isAddressed = addressedTo(settings.brand);
  const isOurs = createIsOurs(settings.brand.names);
  const ourPeople = new Map((await staffHandles(db)).map((one) => [`${one.network} ${one.handle}`, one]));
  const judge = judgeWith({ classify, detectLanguage: await loadLanguageDetector() }, namesWith(settings.brand, desk));
  const match = (item: Readable, { lang, sentiment }: Verdict): Understood => {
    const slot = sentimentSlot(sentiment, settings.unsureBelow);
    const fields = { ...queryFields({ ...item, lang }), sentiment: slot };
    const prepared = prepareMention(fields);
    const hits = desk.match(prepared).map(({ id, spans }) => ({ watchId: id, spans }));
    const watched = hits.flatMap(({ watchId }) => watchIds.get(watchId) ?? []);
    const { title, text, network, sourceId } = item;
    const isAddressedToUs = isAddressed(prepared);
    const routable = {
      title,
      text,
      lang,
      source: sourceId,
      network,
      watches: watched,
      sentiment,
      isAddressedToUs,
      isOurs: isOurs(item),
      writtenBy: item.handle === null ? null : (ourPeople.get(`${network} ${item.handle}`) ?? null),
      reach: null,
      slot,
      department: departmentOf.get(sourceId) ?? null,
      prepared,
      fields,
    };
    return { lang, sentiment, slot, hits, spellings: () => indexSpellings(prepared), routable };
  };
  return {
    settings,
    read: (item) => match(item, judge(item)),
    match,
    route: ({ routable }) => routeWith(ruleSet, routable, scorer),
    ruleParts: { rules, idOfKey },
    isOff: desk.isOff,
  };
}

function routeWith(
  ruleSet: ReturnType<typeof compileRules>,
  routable: Understood["routable"],
  scorer: DeskModels["scorer"],
): Routed {
  const { routing, effects } = ruleSet.route(routable, scorer);
  const { department } = routable;
  const fieldsOf = (of: typeof routing) => ruledFields(of, { ruleSet, department });
  return {
    bucket: routing.bucket,
    fields: fieldsOf(routing),
    effects: () =>
      effects().flatMap(({ ruleId, ...effect }): RoutedEffect[] => {
        const rule = ruleSet.ruleById(ruleId);
        const changes = changesBetween(fieldsOf(effect.without), fieldsOf(effect.with));
        if (!rule || !hasChanges(changes)) return [];
        return [{ ruleRowId: rule.rowId, ruleVersion: rule.version, changes }];
      }),
  };
}

/** What is masked before a text is judged: the names of the settings, and those that the watches of us and of rivals are about. */
function namesWith({ names, misspellings, rivals }: Settings["brand"], { namesOf }: DeskWatches): Names {
  return { names: [...names, ...namesOf("own")], misspellings, rivals: [...rivals, ...namesOf("competitor")] };
}

type Names = Omit<Settings["brand"], "sites">;

function judgeWith(
  { classify, detectLanguage }: { readonly classify: Classify; readonly detectLanguage: DetectLanguage },
  { names, misspellings, rivals }: Names,
): (item: Readable) => Verdict {
  const brands = [...names, ...misspellings];
  return (item) => {
    const words = wordsOf(item);
    const lang =
      detectLanguage(words.slice(0, mostForLanguage)) ?? item.declaredLang?.split("-")[0]?.toLowerCase() ?? null;
    return { lang, sentiment: classify(judgedWords(item), { brands, rivals, lang }) };
  };
}
