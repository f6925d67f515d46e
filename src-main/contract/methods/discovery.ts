import { z } from "zod";
import { defineMethods } from "../method.ts";
import { Instant, Network, Said } from "../values.ts";

/** How a feed was found: the address itself, a link of the page, a place where feeds often are, or a rule for its site. */
export const FoundHow = z.enum(["itself", "link", "well-known", "known-site"]);
export type FoundHow = z.infer<typeof FoundHow>;

/** A feed that could become a source, with its newest entries as plain text. */
export const FeedChoice = z.object({
  url: z.string(),
  title: z.string().nullable(),
  network: Network,
  how: FoundHow,
  itemCount: z.number().int(),
  newestAt: Instant.nullable(),
  latest: z.array(z.object({ title: z.string(), publishedAt: Instant.nullable() })),
  /** The name of the source that has this address already. */
  already: z.string().nullable(),
});
export type FeedChoice = z.infer<typeof FeedChoice>;

export const Discovery = z.object({
  /** Why there is no choice; null when there is one. */
  failure: Said.nullable(),
  /** Set when a web page answered. */
  page: z.object({ title: z.string().nullable() }).nullable(),
  choices: z.array(FeedChoice),
  /** The addresses that were asked, in order. */
  tried: z.array(z.string()),
});
export type Discovery = z.infer<typeof Discovery>;

/** A part of a template's address that a person fills in. `value` is what stands there at first. */
export const TemplateField = z.object({
  name: z.enum(["query", "tag", "host", "site", "board", "account", "channel", "id", "language", "country"]),
  value: z.string(),
});
export type TemplateField = z.infer<typeof TemplateField>;

export const templateIds = [
  "googleNews",
  "googleAlerts",
  "bingNews",
  "reddit",
  "redditBoard",
  "mastodonTag",
  "mastodonAccount",
  "bluesky",
  "hackerNews",
  "hackerNewsComments",
  "youtube",
  "stackExchange",
  "lemmy",
  "wordpress",
  "wordpressComments",
  "discourse",
] as const;

/**
 * A place that gives a feed for words, a tag or an account without a key: `url` holds `{field}` for each field. Its name,
 * and what it cannot do, stand in the catalogue under `template.<id>`.
 */
export const SourceTemplate = z.object({
  id: z.enum(templateIds),
  network: Network,
  url: z.string(),
  fields: z.array(TemplateField),
  /** Whether the address is documented by somebody; else it is only known to be in use. */
  isDocumented: z.boolean(),
});
export type SourceTemplate = z.infer<typeof SourceTemplate>;

export const discoveryMethods = defineMethods({
  /**
   * Looks for feeds at an address of a site, a profile or a feed; nothing is stored. At most 12 requests, one after the
   * other and two seconds apart on one host (a consented address of this computer excepted), within 20 seconds. A network failure is a value. Refusals: bad-input.
   */
  "sources.discover": {
    kind: "read",
    access: ["admin", "lead"],
    input: z.object({ url: z.string().max(2000), allowPrivate: z.boolean().default(false) }),
    output: Discovery,
  },
  /** Places that can be asked for words. */
  "sources.templates": {
    kind: "read",
    access: "person",
    input: z.object({}),
    output: z.array(SourceTemplate),
  },
});
