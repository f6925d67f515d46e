const TRACKING_PREFIXES = [
  "utm_",
  "mc_",
  "at_",
  "pk_",
  "mtm_",
  "piwik_",
  "oly_",
  "wt_",
  "ns_",
  "guce_",
  "_hs",
  "hsa_",
  "ref_",
];
const TRACKING_NAMES = new Set(
  (
    "fbclid gclid dclid gbraid wbraid msclkid yclid twclid ttclid li_fat_id igshid igsh mkt_tok vero_id s_cid cmpid cmp ocid smid xtor spm trk " +
    "ref referer referrer si feature _ga _gl __twitter_impression guccounter hsctatracking share_id ito"
  ).split(" "),
);
/** Fragments that name one entry of a page; any other only scrolls. A thread's posts are not one story. */
const ENTRY_FRAGMENT = /^#(?:!|(?:post|p|comment|reply|msg|message|note|entry|issuecomment|discussion_r|c)[-_=]?\d)/i;
const UNRESERVED = /[A-Za-z0-9._~-]/;

/**
 * One spelling for the addresses under which the same page is passed around, or null for what is no http(s) address: https, lower-case
 * host without www and default port, no user, no trailing slash, no tracking parameters, the others sorted, no scrolling fragment.
 * It is a key to compare by, not an address to open.
 * @example canonicalUrl("http://www.Gazette.example/a/?utm_source=x#top") // "https://gazette.example/a"
 */
export function canonicalUrl(url: string): string | null {
  const parsed = URL.canParse(url.trim()) ? new URL(url.trim()) : null;
  if (!parsed || (parsed.protocol !== "http:" && parsed.protocol !== "https:")) return null;
  const host = parsed.hostname.replace(/\.$/, "").replace(/^www\d?\.(?=[^.]+\.)/, "");
  const port = parsed.port === "" || parsed.port === "80" || parsed.port === "443" ? "" : `:${parsed.port}`;
  const path = plainEscapes(parsed.pathname)
    .replace(/\/{2,}/g, "/")
    .replace(/\/$/, "");
  const fragment = namesEntry(parsed.hash) ? parsed.hash : "";
  return `https://${host}${port}${path}${queryOf(parsed)}${fragment}`;
}

/** Whether a fragment ("#comment-7") names one entry of a page, such as a post of a thread. */
export function namesEntry(fragment: string): boolean {
  return ENTRY_FRAGMENT.test(fragment);
}

/** What a mention needs to say of itself to be recognised as a copy. `guid` is the feed's own id of the entry. */
export type StoryIdentity = { readonly guid: string | null; readonly url: string | null };

/**
 * The keys under which a mention is the same story as another, in any source: its canonical address and its guid when that is
 * unique in the world (an address, tag:, urn:, at:// or a long id). Bare numbers name something else in each feed, and the front page of a
 * site is no story: they give no key.
 */
export function storyKeys(mention: StoryIdentity): readonly string[] {
  const keys = new Set<string>();
  const page = mention.url === null ? null : pageKey(mention.url);
  if (page !== null) keys.add(page);
  const guid = mention.guid?.trim() ?? "";
  const guidPage = pageKey(guid);
  if (guidPage !== null) keys.add(guidPage);
  else if (/^(?:tag|urn|at|acct|did|doi):\S{6,}$/i.test(guid) || /^[\da-f]{8}-[\da-f-]{27}$|^[\da-f]{32,}$/i.test(guid))
    keys.add(`guid:${guid}`);
  return [...keys];
}

function pageKey(url: string): string | null {
  const canonical = canonicalUrl(url);
  if (canonical === null) return null;
  return /^https:\/\/[^/?#]+$/.test(canonical) ? null : `url:${canonical}`;
}

function queryOf(url: URL): string {
  const kept = [...url.searchParams].filter(([name]) => !isTracking(name.toLowerCase()));
  if (kept.length === 0) return "";
  // Sorted by name only: the order of equal names can mean something.
  return `?${new URLSearchParams(kept.toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))).toString()}`;
}

function isTracking(name: string): boolean {
  return TRACKING_NAMES.has(name) || TRACKING_PREFIXES.some((prefix) => name.startsWith(prefix));
}

function plainEscapes(path: string): string {
  return path.replace(/%[\da-f]{2}/gi, (escape) => {
    const letter = String.fromCharCode(Number.parseInt(escape.slice(1), 16));
    return UNRESERVED.test(letter) ? letter : escape.toUpperCase();
  });
}
