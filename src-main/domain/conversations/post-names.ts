import { canonicalUrl } from "../stories/canonical-url.ts";

/** By what a post may be called; `handle` is its author's, where known. */
export type CalledPost = { readonly id: string | null; readonly url?: string | null; readonly handle?: string | null };

/**
 * All names of a post, so that two sights of it can be told to be one: what its network calls it, its address in one spelling,
 * and what each of these implies. Two posts never share a name. Sources: the AT URI scheme (at://did/collection/key) with the
 * web addresses of its app, and the addresses that Mastodon gives a status (`/users/ann/statuses/1` is `/@ann/1`).
 * @example namesOfPost({ id: "at://did:plc:a/app.bsky.feed.post/3k", handle: "ann.example" })
 * // ["at://did:plc:a/app.bsky.feed.post/3k", "bsky:did:plc:a/3k", "bsky:ann.example/3k"]
 */
export function namesOfPost({ id, url = null, handle = null }: CalledPost): readonly string[] {
  const names = new Set<string>();
  for (const called of [id, url]) {
    const written = called?.trim() ?? "";
    if (written === "") continue;
    for (const name of namesOfAddress(written, handle)) names.add(name);
  }
  return [...names];
}

function namesOfAddress(written: string, handle: string | null): readonly string[] {
  const at = /^at:\/\/([^/]+)\/app\.bsky\.feed\.post\/([\w.~:-]+)$/.exec(written);
  if (at) return [written, ...blueskyNames(at[1] ?? "", at[2] ?? "", handle)];
  const page = canonicalUrl(written);
  if (page === null) return [written];
  const app = /^https:\/\/[^/]+\/profile\/([^/]+)\/post\/([\w.~:-]+)$/.exec(page);
  // Of a name only the colon of a DID is ever written with a percent sign; anything may stand in the links of feeds.
  if (app) return [page, ...blueskyNames((app[1] ?? "").replaceAll(/%3a/gi, ":"), app[2] ?? "", handle)];
  const status = /^(https:\/\/[^/]+)\/users\/([^/]+)\/statuses\/(\w+)$/.exec(page);
  return status ? [page, `${status[1]}/@${status[2]}/${status[3]}`] : [page];
}

/** A record key is its repository's own: without the author it names nothing. */
function blueskyNames(author: string, key: string, handle: string | null): readonly string[] {
  const authors = [author, ...(handle === null ? [] : [handle.replace(/^@/, "")])];
  return authors.map((name) => `bsky:${name.toLowerCase()}/${key}`);
}
