/** What one feed may hold; the rest is cut, so that a hostile feed costs no more than a large honest one. */
export const feedLimits = {
  items: 5_000,
  /** Elements inside each other; deeper ones are not recorded. */
  depth: 200,
  /** Elements inside each other at which reading stops: a tag soup of this depth costs quadratic time to close. */
  hopelessDepth: 5_000,
  /** Of one element; nobody honest writes a hundredth of them. */
  attributes: 10_000,
  /** UTF-16 units, as all lengths below. */
  title: 2_000,
  text: 100_000,
  summary: 10_000,
  name: 300,
  id: 2_000,
  link: 4_000,
  /** Of an address that is only shown. */
  shownLink: 200,
  /** Elements of one name in one item. */
  sameFields: 200,
  categories: 50,
  enclosures: 20,
  /** What an enclosure shows. */
  alt: 2_000,
  /** Markup of one field before it becomes text. */
  rawField: 1_000_000,
  /** Up to here rss-parser cannot take long, whatever the feed holds. */
  quickXml: 64_000,
  /** Beyond these rss-parser is not asked: it copies and scans a feed several times. */
  rssParserXml: 4_000_000,
} as const;
