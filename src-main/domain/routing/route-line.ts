import { networks } from "../../contract/values.ts";
import type { Bucket, Network, SentimentLabel, Urgency } from "../../contract/values.ts";
import { sentimentSlot } from "../sentiment/sentiment.ts";
import { matchQuery, prepareMention, type PreparedMention } from "../query/evaluate.ts";
import { parseQuery } from "../query/parse.ts";
import type { RoutableMention } from "./features.ts";
import { createIsOurs, lettersOf } from "./own-names.ts";
import type { Reason } from "./reason.ts";
import { routeMention } from "./route-mention.ts";
import { compileRule, type CompiledRule, type Rule, type RuleMatch, type RuleSubject } from "./rule.ts";

/** One line of the `route` filter. */
export type RouteAnswer = {
  readonly bucket: Bucket;
  readonly urgency: Urgency;
  readonly confidence: number;
  readonly reasons: readonly Reason[];
};

export type RouteLineParts = {
  readonly rules: readonly Rule[];
  readonly detectLanguage: (text: string) => string | null;
  readonly classify: (
    text: string,
    context: { readonly brands: readonly string[]; readonly lang: string | null },
  ) => { readonly label: SentimentLabel; readonly confidence: number } | null;
  /** Below this confidence a tone is unsure. */
  readonly unsureBelow: number;
};

type Line = {
  readonly title: string | null;
  readonly text: string;
  readonly author: string | null;
  readonly network: Network;
  readonly ours: readonly string[];
};

type Words = RoutableMention & RuleSubject & { readonly prepared: PreparedMention };

/** What a kind of network is called when only its kind is known. */
const KINDS: Readonly<Record<string, Network>> = {
  social: "microblog",
  news: "news",
  review: "reviews",
  forum: "forum",
  blog: "blog",
};
const NETWORKS: Readonly<Record<string, Network>> = { twitter: "x", hackernews: "forum", trustpilot: "reviews" };

/**
 * Answers lines of the `route` filter: `{"text":"Where is my refund?","network":"mastodon","kind":"social","ours":"Whimbrel"}`
 * gives bucket, urgency, confidence and reasons by these rules and the shipped scorer. Null when a line is not such an object.
 */
export function createRouteLine(parts: RouteLineParts): (line: unknown) => RouteAnswer | null {
  const rules = parts.rules.map((rule) => compileRule<Words>(rule, compileQuery));
  return (line) => {
    const read = readLine(line);
    return read && routeLine(read, rules, parts);
  };
}

function routeLine(
  { title, text, author, network, ours }: Line,
  rules: readonly CompiledRule<Words>[],
  { detectLanguage, classify, unsureBelow }: RouteLineParts,
): RouteAnswer {
  const words = title === null || text.startsWith(title) ? text : `${title}\n${text}`;
  const lang = detectLanguage(words);
  const sentiment = classify(words, { brands: ours, lang });
  const slot = sentimentSlot(sentiment, unsureBelow);
  const prepared = prepareMention({ title, text, author, network, lang, sentiment: slot });
  const { bucket, urgency, confidence, reasons } = routeMention({
    rules,
    mention: {
      ...{ title, text, lang, network, sentiment, slot, prepared },
      ...{ source: "", watches: [], department: null, reach: null },
      isAddressedToUs: ours.some((name) => isAddressed(words, name)),
      isOurs: createIsOurs(ours)({ author, handle: null }),
    },
  });
  return { bucket, urgency, confidence, reasons };
}

function compileQuery(query: string): (mention: Words) => RuleMatch {
  const parsed = parseQuery(query, { allowSentiment: true });
  if (!parsed.ok) return () => ({ matched: false, words: [] });
  return (mention) => {
    const { matches, spans } = matchQuery(parsed.query, mention.prepared);
    const words = spans.flatMap(({ field, from, to }) => {
      const value = field === "title" ? mention.title : field === "text" ? mention.text : null;
      return value === null ? [] : [value.slice(from, to)];
    });
    return { matched: matches, words: [...new Set(words)].slice(0, 3) };
  };
}

function readLine(line: unknown): Line | null {
  if (typeof line !== "object" || line === null || Array.isArray(line)) return null;
  const given = line as Readonly<Record<string, unknown>>;
  if (typeof given["text"] !== "string") return null;
  const word = (field: string) => (typeof given[field] === "string" ? given[field] : null);
  return {
    title: word("title"),
    text: given["text"],
    author: word("author"),
    network: networkOf(word("network"), word("kind")),
    ours: namesIn(given["ours"]),
  };
}

/** One name or several. */
function namesIn(value: unknown): readonly string[] {
  const names = Array.isArray(value) ? value : [value];
  return names.filter((name): name is string => typeof name === "string" && name.trim() !== "");
}

/** The kind decides where it is given: a news site may have any name. */
function networkOf(network: string | null, kind: string | null): Network {
  const name = network?.trim().toLowerCase() ?? "";
  const byKind = KINDS[kind?.trim().toLowerCase() ?? ""];
  const known = networks.find((one) => one === name) ?? NETWORKS[name] ?? null;
  if (byKind === undefined) return known ?? "other";
  return byKind === "microblog" && known !== null && !isNoSocial.has(known) ? known : byKind;
}

const isNoSocial: ReadonlySet<Network> = new Set<Network>(["news", "blog", "podcast", "reviews", "forum"]);

/** Whether a handle in the text begins with our name; shorter names begin too many other handles. */
function isAddressed(text: string, ours: string): boolean {
  const name = lettersOf(ours);
  if (name.length < 4) return false;
  return [...text.matchAll(/@([\p{L}\p{N}_.-]+)/gu)].some(([, handle = ""]) => lettersOf(handle).startsWith(name));
}
