import { z } from "zod";
import { defineMethods } from "../method.ts";
import { Bucket, Instant, Network, Ulid } from "../values.ts";

/** 24 hours or 7 days that end with the running quarter of an hour, or a stretch of at most 31 days, `to` excluded. */
export const TopicWindow = z.union([z.enum(["day", "week"]), z.object({ from: Instant, to: Instant })]);
export type TopicWindow = z.infer<typeof TopicWindow>;

/** `stories` counts a story at its first copy, as all counts of the desk do. */
export const CountedAs = z.enum(["mentions", "stories"]);
export type CountedAs = z.infer<typeof CountedAs>;

/** What is asked about: the mentions of one watch, of one bucket as they stand now, or all (null). */
export const TopicQuestion = z.object({
  watchId: Ulid.nullable().default(null),
  bucket: Bucket.nullable().default(null),
  window: TopicWindow.default("day"),
  counted: CountedAs.default("mentions"),
});
export type TopicQuestion = z.infer<typeof TopicQuestion>;

const Stretch = z.object({ from: Instant, to: Instant });

/** Net sentiment −100..100 of `n` mentions with a sure tone; null without one. */
const Tone = z.object({
  value: z.number().nullable(),
  band: z.number().nullable(),
  n: z.number().int(),
  positive: z.number().int(),
  neutral: z.number().int(),
  negative: z.number().int(),
  unsure: z.number().int(),
});

export const RisingTerm = z.object({
  /** As most people write it. */
  term: z.string(),
  /** Other risen terms that the same people say. */
  beside: z.array(z.string()),
  /** How many people say it, each once; a mention without an author is somebody. */
  count: z.number().int(),
  /** How many mentions, or stories, say it. */
  mentions: z.number().int(),
  /** People who say it in as long a time on average, over the time before that the desk listened to. */
  usual: z.number(),
  /** count / usual; null when nobody said it before. */
  ratio: z.number().nullable(),
  /** Log-likelihood G² of its share of people against the share before, and the word for it: p below 1e-6, 1e-4, 1e-3. */
  score: z.number(),
  sureness: z.enum(["sure", "likely", "possible"]),
  tone: Tone,
  firstSeenAt: Instant,
  /** Nobody said it in the days before. */
  isNew: z.boolean(),
  /** Where it is said, most mentions first, at most five; `sourceCount` of them in all. */
  sources: z.array(z.object({ name: z.string(), network: Network, mentions: z.number().int() })),
  sourceCount: z.number().int(),
});
export type RisingTerm = z.infer<typeof RisingTerm>;

export const RisingTopics = z.object({
  asOf: Instant,
  timeZone: z.string(),
  window: Stretch,
  /** Mentions (or stories) of the window, and the people who wrote them. */
  mentions: z.number().int(),
  people: z.number().int(),
  /** Set when only the newest of the window were read: as many as `mentions`, from this instant on. */
  readFrom: Instant.nullable(),
  before: z.object({
    from: Instant,
    to: Instant,
    /** Time in it that the desk listened. */
    heardMs: z.number(),
    mentions: z.number().int(),
    /** Set when only the newest of it were read. */
    readFrom: Instant.nullable(),
  }),
  /** What is needed before anything is called rising; null when there is enough. */
  tooLittle: z.object({ neededMs: z.number(), neededPeople: z.number().int(), people: z.number().int() }).nullable(),
  /** Best first. */
  terms: z.array(RisingTerm),
});
export type RisingTopics = z.infer<typeof RisingTopics>;

/** One brand's part: `share` = 100 × count / sum over all brands; null where the sum is 0. */
const Voice = z.object({ count: z.number().int(), share: z.number().nullable(), tone: Tone });

export const Brand = z.object({
  /** The watches that find it: all of the set `own` are one brand, each of the set `competitor` is one. */
  watches: z.array(z.object({ id: Ulid, name: z.string() })),
  isOwn: z.boolean(),
  now: Voice,
  before: Voice,
});
export type Brand = z.infer<typeof Brand>;

export const ShareOfVoice = z.object({
  asOf: Instant,
  timeZone: z.string(),
  window: Stretch,
  /** As long a stretch, that ends where the window begins. */
  previous: Stretch,
  /** Own brand first, then competitors, most first. */
  brands: z.array(Brand),
  /** Sums over the brands, and how many mentions (or stories) name two of them or more and so are counted for each. */
  sum: z.object({ now: z.number().int(), before: z.number().int() }),
  severalBrands: z.object({ now: z.number().int(), before: z.number().int() }),
  /** Time of each stretch in which the desk listened. */
  heardMs: z.object({ now: z.number(), before: z.number() }),
});
export type ShareOfVoice = z.infer<typeof ShareOfVoice>;

export const topicMethods = defineMethods({
  /**
   * Terms and phrases that a larger share of people says in a window than in the 28 days before it that the desk listened to.
   * Refusals: not-found { what: "watch" }, bad-input { field: "window" }.
   */
  "topics.rising": { kind: "read", access: "person", input: TopicQuestion, output: RisingTopics },
  /**
   * Share of voice 100 × own / (own + competitors) by the watches of those sets, with the equal stretch before. What names two
   * brands counts once for each. Refusals: bad-input { field: "window" }.
   */
  "topics.shareOfVoice": {
    kind: "read",
    access: "person",
    input: TopicQuestion.pick({ window: true, counted: true }),
    output: ShareOfVoice,
  },
});
