import fc from "fast-check";

/** An entry as somebody might write it; every part may stand in any order of oddity. */
type WrittenEntry = {
  readonly number: number;
  readonly words: string;
  readonly id: "own" | "shared" | "none";
  readonly date: "day" | "none" | "future";
  readonly oddity: string;
};

export type WrittenFeed = {
  readonly format: "rss" | "rdf" | "atom" | "atom-prefixed";
  readonly head: string;
  readonly rootAttributes: string;
  readonly between: string;
  readonly entries: readonly WrittenEntry[];
};

/** What stands in an entry besides the usual: all of it may look like the end or the beginning of another one. */
const entryOddities = [
  "",
  "<!-- <item> </item> <entry> -->",
  "<description><![CDATA[<p>said </item><item> <b>twice</b></p>]]></description>",
  "<content:encoded><![CDATA[ ]]]]><![CDATA[> <entry>]]></content:encoded>",
  "<summary>a &lt;item&gt; b &amp; c &nbsp; d</summary>",
  "<x:item xmlns:x='urn:x'>foreign</x:item>",
  "<dc:creator>Ann &amp; Ben</dc:creator><category>a > b</category>",
  "<media:group><media:content url='http://a.example/p.jpg' type='image/jpeg'/></media:group>",
  "<content type='xhtml' xml:base='/inner/'><div xmlns='http://www.w3.org/1999/xhtml'>x <a href='y'>y</a></div></content>",
  "<enclosure url='files/a.mp3' length='5' type='audio/mpeg'></enclosure>",
  "<title>again > once</title>",
  "<author><name>Cleo</name></author>",
  "<note value='</item>'>v</note>",
  // From here on not well-formed, or read otherwise by strict readers.
  "<title>never closed",
  "AT&T",
  "<item>inner</item>",
  "<script>if (1 < 2) '</item>'</script>",
  "<br>",
  "<!-- a -- b -->",
  "<Title>other case</title>",
  "<a b=c>unquoted</a>",
  "\u0000",
] as const;

const heads = [
  "<title>Feed</title><link>http://a.example/</link><description>d</description>",
  "<title>Feed</title><link>http://a.example/</link><lastBuildDate>Sun, 22 Nov 2026 08:00:00 GMT</lastBuildDate>",
  "<title>Feed</title><link>http://a.example/</link><lastBuildDate>Sun, 22 Nov 2026 09:00:00 GMT</lastBuildDate>",
  "<title>Other name</title><link>http://b.example/</link>",
  "<title>Feed</title><author><name>Editor</name></author><language>de</language>",
  "<title>Feed</title><managingEditor>x</managingEditor><ttl>90</ttl><!-- <item> -->",
  "<title>Feed</title><image><title>i</title><url>u</url></image>",
  "<title>Feed</title><broken>",
  "<title>Feed <item>",
] as const;

const roots = ["", " xml:base='http://c.example/d/'", " xml:lang='fr'", " xmlns:x='urn:x'", ' version="0.92"'] as const;
const betweens = [
  "\n",
  "",
  "<!-- between </channel> -->",
  "<cloud domain='d'/>",
  "text",
  "<skipDays><day>Sunday</day></skipDays>",
] as const;

/** In the past for a desk with the clock of the tests. */
const start = Date.UTC(2026, 10, 16);

function writeEntry(format: WrittenFeed["format"], { number, words, id, date, oddity }: WrittenEntry): string {
  const isAtom = format.startsWith("atom");
  const of = format === "atom-prefixed" ? "atom:" : "";
  const name = isAtom ? `${of}entry` : "item";
  const key = id === "own" ? `tag:a.example,2026:${number}` : "tag:a.example,2026:all";
  const at = new Date(date === "future" ? Date.UTC(2030, 1, 1) : start + number * 60_000);
  const written = isAtom
    ? `<${of}updated>${at.toISOString()}</${of}updated>`
    : `<pubDate>${at.toUTCString()}</pubDate>`;
  const link = isAtom ? `<${of}link href="posts/${number}"/>` : `<link>http://a.example/posts/${number}</link>`;
  return [
    `<${name}${format === "rdf" ? ` rdf:about="http://a.example/posts/${number}"` : ""}>`,
    `<${of}title>${words} ${number}</${of}title>${link}`,
    id === "none" ? "" : isAtom ? `<${of}id>${key}</${of}id>` : `<guid isPermaLink="false">${key}</guid>`,
    date === "none" ? "" : written,
    `<${of}summary>${words}</${of}summary>${oddity}</${name}>`,
  ].join("");
}

/** The bytes of a feed. */
export function writeFeed({ format, head, rootAttributes, between, entries }: WrittenFeed): Buffer {
  const prefixes = `xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"${rootAttributes}`;
  const items = entries.map((entry) => writeEntry(format, entry)).join(between);
  const body = {
    rss: () =>
      `<rss${rootAttributes.includes("version") ? "" : ' version="2.0"'} ${prefixes}><channel>${head}${items}${between}</channel></rss>`,
    rdf: () =>
      `<rdf:RDF xmlns="http://purl.org/rss/1.0/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" ${prefixes}><channel>${head}</channel>${items}</rdf:RDF>`,
    atom: () => `<feed xmlns="http://www.w3.org/2005/Atom" ${prefixes}>${head}${items}${between}</feed>`,
    "atom-prefixed": () =>
      `<atom:feed xmlns:atom="http://www.w3.org/2005/Atom" ${prefixes}>${head}${items}</atom:feed>`,
  }[format]();
  return Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>\n${body}\n`);
}

const mostly = <T>(usual: T, ...others: readonly T[]) =>
  fc.oneof({ arbitrary: fc.constant(usual), weight: 8 }, { arbitrary: fc.constantFrom(usual, ...others), weight: 2 });

const entry = fc.record({
  number: fc.nat(12),
  words: mostly("The ferry is late", "A second thing", "The ferry is late again, and nobody says why"),
  id: mostly<WrittenEntry["id"]>("own", "shared", "none"),
  date: mostly<WrittenEntry["date"]>("day", "none", "future"),
  oddity: mostly("", ...entryOddities),
});

const feed: fc.Arbitrary<WrittenFeed> = fc.record({
  format: mostly<WrittenFeed["format"]>("rss", "rdf", "atom", "atom-prefixed"),
  head: mostly<string>(heads[0], ...heads),
  rootAttributes: mostly<string>("", ...roots),
  between: mostly<string>("\n", ...betweens),
  entries: fc.uniqueArray(entry, { minLength: 2, maxLength: 9, selector: ({ number }) => number }),
});

/** What happens to a feed between two readings. */
const edits = fc.array(
  fc.oneof(
    { arbitrary: fc.record({ kind: fc.constant("add" as const), entry }), weight: 6 },
    { arbitrary: fc.record({ kind: fc.constant("drop" as const), at: fc.nat(20) }), weight: 2 },
    { arbitrary: fc.record({ kind: fc.constant("change" as const), at: fc.nat(20), entry }), weight: 3 },
    { arbitrary: fc.record({ kind: fc.constant("repeat" as const), at: fc.nat(20) }), weight: 1 },
    { arbitrary: fc.constant({ kind: "turn" as const }), weight: 1 },
    { arbitrary: fc.record({ kind: fc.constant("number" as const), by: fc.constantFrom(100) }), weight: 1 },
    {
      arbitrary: fc.record({ kind: fc.constant("head" as const), head: fc.constantFrom<string>(...heads) }),
      weight: 2,
    },
    {
      arbitrary: fc.record({ kind: fc.constant("root" as const), root: fc.constantFrom<string>(...roots) }),
      weight: 1,
    },
  ),
  { minLength: 1, maxLength: 4 },
);

type Edit = typeof edits extends fc.Arbitrary<readonly (infer One)[]> ? One : never;

function editFeed(before: WrittenFeed, edit: Edit): WrittenFeed {
  const { entries } = before;
  const chosen = "at" in edit ? edit.at % Math.max(1, entries.length) : 0;
  switch (edit.kind) {
    case "add":
      return { ...before, entries: [edit.entry, ...entries] };
    case "drop":
      return { ...before, entries: entries.toSpliced(chosen, 1) };
    case "change":
      return {
        ...before,
        entries: entries.map((one, at) => (at === chosen ? { ...edit.entry, number: one.number } : one)),
      };
    case "repeat":
      return { ...before, entries: [...entries, ...entries.slice(chosen, chosen + 1)] };
    case "turn":
      return { ...before, entries: entries.toReversed() };
    case "number":
      return { ...before, entries: entries.map((one) => ({ ...one, number: one.number + edit.by })) };
    case "head":
      return { ...before, head: edit.head };
    case "root":
      return { ...before, rootAttributes: edit.root };
  }
}

/** A feed as it was read several times, with what happened to it in between. */
export const feedHistory = (most: number): fc.Arbitrary<readonly WrittenFeed[]> =>
  fc
    .tuple(feed, fc.array(edits, { minLength: 1, maxLength: most }))
    .map(([first, steps]) =>
      steps.reduce<readonly WrittenFeed[]>(
        (history, step) => [...history, step.reduce(editFeed, history.at(-1) ?? first)],
        [first],
      ),
    );
