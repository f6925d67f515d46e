/** Name spaces by what they are called here; feeds choose their own prefixes and spell the addresses in many ways. */
const known: readonly (readonly [RegExp, string])[] = [
  [/w3\.org\/2005\/atom|purl\.org\/atom\/ns/i, ""],
  [/purl\.org\/rss\/1\.0\/modules\/content/i, "content"],
  [/purl\.org\/rss\/1\.0\/modules\/syndication/i, "sy"],
  [/purl\.org\/rss\/1\.0\/modules\/slash/i, "slash"],
  [/purl\.org\/rss\/1\.0\/?$/i, ""],
  [
    /my\.netscape\.com|channel\.netscape\.com|backend\.userland\.com|blogs\.law\.harvard\.edu\/tech\/rss|cyber\.law\.harvard\.edu\/rss/i,
    "",
  ],
  [/purl\.org\/dc\/elements/i, "dc"],
  [/purl\.org\/dc\/terms/i, "dcterms"],
  [/search\.yahoo\.com\/mrss|rssboard\.org\/media-rss/i, "media"],
  [/itunes\.com\/dtds\/podcast|podcast-1\.0\.dtd/i, "itunes"],
  [/purl\.oclc\.org\/net\/rss_2\.0\/enc/i, "enc"],
  [/wellformedweb\.org\/commentapi/i, "wfw"],
  [/w3\.org\/1999\/02\/22-rdf-syntax-ns/i, "rdf"],
  [/w3\.org\/1999\/xhtml/i, "xhtml"],
];

/** Honest feeds declare a dozen; each new scope is a copy. */
const maxPrefixes = 100;

/** Our prefix for each prefix in scope. */
export type Scope = ReadonlyMap<string, string>;

/** The scope inside an element with these attributes; the same object when it declares nothing. */
export function innerScope(outer: Scope, attributes: Readonly<Record<string, string>>): Scope {
  let inner: Map<string, string> | null = null;
  for (const name of Object.keys(attributes)) {
    if (name !== "xmlns" && !name.startsWith("xmlns:")) continue;
    inner ??= new Map(outer);
    if (inner.size > maxPrefixes) break;
    const prefix = name.slice(6);
    const address = attributes[name]?.trim().slice(0, 200) ?? "";
    inner.set(prefix, known.find(([pattern]) => pattern.test(address))?.[1] ?? prefix);
  }
  return inner ?? outer;
}

/** `dc:creator`, `title`, … whatever prefix the feed writes. */
export function canonicalName(name: string, scope: Scope): string {
  const colon = name.indexOf(":");
  const prefix = colon === -1 ? "" : name.slice(0, colon);
  const own = scope.get(prefix) ?? (prefix === "atom" ? "" : prefix);
  const local = name.slice(colon + 1);
  return own === "" ? local : `${own}:${local}`;
}
