import type { Bucket } from "../../contract/values.ts";
import { NEVER_ONLY_COUNTED, SURE_ENOUGH } from "./certainty.ts";
import { learnedOf, type DeskScorer, type Learned } from "./desk-leaning.ts";
import { isMedia, type Feature, type RoutableMention } from "./features.ts";
import { addLeanings, chancesOf, mostLikely, type Leaning, type Scored } from "./leaning.ts";
import { reasonWith, type Reason } from "./reason.ts";
import { CARE_AT_MOST } from "./shipped-weights.ts";
import { isPublicMatter, isUnread, shippedScorer } from "./shipped-scorer.ts";

/** Where only moves can tell, because the words of the language are not read, they must tell clearly. */
const SURE_UNREAD = 0.65;
/** What says less for a bucket is no reason to name. */
const WORTH_NAMING = 0.1;
const MOST_REASONS = 3;

export type Scoring = {
  readonly bucket: Bucket;
  /** 0..1. */
  readonly confidence: number;
  /** What spoke for it, strongest first; never empty. */
  readonly reasons: readonly Reason[];
};

/**
 * The bucket that a mention's words speak for, or `unsorted` when they do not say enough. Edited media are counted unless they
 * speak of law, safety or the press; a language that is not read stays unsorted; what we wrote ourselves is counted. `desk` adds what people's moves have taught.
 */
export function scoreBuckets(
  mention: RoutableMention,
  features: readonly Feature[],
  desk: DeskScorer | null = null,
): Scoring {
  if (mention.isOurs === true)
    return { bucket: "analytics", confidence: 1, reasons: [{ code: "reason.own_post", params: {} }] };
  const before = shippedScorer.lean(mention, features);
  const shipped = decide(mention, { features, chances: chancesOf(before), learned: null });
  const learned = desk && learnedOf(desk, mention, features);
  if (!learned || !(learned.knows.words || learned.knows.source)) return shipped;
  const chances = chancesOf(addLeanings([before, learned.leaning]));
  const taught = decide(mention, { features, chances, learned });
  return taught.bucket === shipped.bucket ? { ...shipped, confidence: taught.confidence } : taught;
}

type Deciding = { readonly features: readonly Feature[]; readonly chances: Leaning; readonly learned: Learned | null };

function decide(mention: RoutableMention, { features, chances, learned }: Deciding): Scoring {
  const best = mostLikely(chances);
  const confidence = Math.round(chances[best] * 100) / 100;
  const isEdited = isMedia(mention.network);
  if (isUnread(mention) && !isEdited && (!learned?.knows.words || chances[best] < SURE_UNREAD))
    return {
      bucket: "unsorted",
      confidence: 0,
      reasons: [{ code: "reason.language_unread", params: { lang: mention.lang ?? "" } }],
    };
  if (!isSure(best, { features, chances, isEdited }))
    return { bucket: "unsorted", confidence, reasons: [{ code: "reason.nothing_certain", params: {} }] };
  const reasons = [...(learned ? [learned.reasonFor(best)] : []), ...reasonsFor(best, { mention, features, isEdited })];
  return { bucket: best, confidence, reasons: reasons.slice(0, MOST_REASONS) };
}

type Judged = { readonly features: readonly Feature[]; readonly isEdited: boolean };

function isSure(best: Scored, { features, chances, isEdited }: Judged & { readonly chances: Leaning }): boolean {
  if (chances[best] < SURE_ENOUGH) return false;
  if (best !== "analytics" || isEdited) return true;
  return chances.care <= CARE_AT_MOST && !features.some(({ name }) => NEVER_ONLY_COUNTED.has(name));
}

type Told = Judged & { readonly mention: RoutableMention };

function reasonsFor(best: Scored, { mention, features, isEdited }: Told): readonly Reason[] {
  const say = ({ name, words }: Feature) => reasonWith(name, words);
  if (isEdited) {
    const matters = features.filter(isPublicMatter);
    return best === "pr" && matters.length > 0 ? matters.map(say) : [{ code: "reason.media", params: {} }];
  }
  const weight = (feature: Feature) => shippedScorer.weightOf(feature)[best];
  const evidence = features.filter((feature) => weight(feature) >= WORTH_NAMING);
  if (evidence.length > 0) return evidence.toSorted((a, b) => weight(b) - weight(a)).map(say);
  const words = isUnread(mention) ? [] : shippedScorer.wordsFor(mention, best);
  return words.length > 0 ? [reasonWith("signs", words.join(", "))] : [{ code: "reason.no_sign", params: {} }];
}
