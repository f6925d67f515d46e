import type { Network, SentimentLabel } from "../../contract/values.ts";
import type { OwnPerson } from "./own-people.ts";
import { findPatterns, type PatternName } from "./patterns.ts";

/** What routing knows of a mention. */
export type RoutableMention = {
  readonly title: string | null;
  readonly text: string;
  /** ISO 639-1, null when unknown. */
  readonly lang: string | null;
  readonly source: string;
  readonly network: Network;
  readonly watches: readonly string[];
  readonly sentiment: { readonly label: SentimentLabel; readonly confidence: number } | null;
  /** It names our handle, answers us or stands on our page. */
  readonly isAddressedToUs: boolean;
  /** Written under our own name: counted, never queued. Left out = not known to be ours. */
  readonly isOurs?: boolean;
  /** Who of our own people wrote it; null or left out = nobody we know. */
  readonly writtenBy?: OwnPerson | null;
  /** Followers or readers, null when unknown. */
  readonly reach: number | null;
};

export type FeatureName =
  | PatternName
  | "addressed"
  | "no_person"
  | "media"
  | "wide_reach"
  | "positive"
  | "negative"
  | "personal_negative";

/** A feature that was found, with the words of the mention that show it ("" where none do). */
export type Feature = { readonly name: FeatureName; readonly words: string };

/** From here on an author is heard far beyond one's own customers. */
const WIDE_REACH = 50_000;
const MEDIA: ReadonlySet<Network> = new Set<Network>(["news", "blog", "podcast"]);

/** Whether a network is edited media: its items open no case unless they speak of law, safety or the press. */
export function isMedia(network: Network): boolean {
  return MEDIA.has(network);
}

/** The features of a mention that speak for a bucket, each with its evidence, in the order of the table. */
export function readFeatures(mention: RoutableMention): readonly Feature[] {
  const text = `${mention.title ?? ""}\n${mention.text}`.replaceAll("’", "'");
  const found: Feature[] = [];
  for (const [name, words] of findPatterns(text))
    found.push({ name, words: words.trim().replace(/\s+/g, " ").slice(0, 60) });
  const has = (name: FeatureName) => found.some((feature) => feature.name === name);
  const isPersonal = has("first_person") || has("second_person") || has("possession");
  if (mention.isAddressedToUs) found.push({ name: "addressed", words: "" });
  if (!isPersonal) found.push({ name: "no_person", words: "" });
  if (isMedia(mention.network)) found.push({ name: "media", words: "" });
  if (mention.reach !== null && mention.reach >= WIDE_REACH) found.push({ name: "wide_reach", words: "" });
  if (mention.sentiment?.label === "positive") found.push({ name: "positive", words: "" });
  if (mention.sentiment?.label === "negative")
    found.push({ name: isPersonal ? "personal_negative" : "negative", words: "" });
  return found;
}
