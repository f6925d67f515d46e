/** A post in its author's repository. The author is a DID, or a handle that is still to be looked up. */
export type PostAddress = { readonly author: string; readonly key: string };

export const postCollection = "app.bsky.feed.post";

const atForm = /^at:\/\/([^/?#\s]+)\/app\.bsky\.feed\.post\/([^/?#\s]+)$/;
// Of what a name or a key may hold, only the colon of a DID is ever written with a percent sign.
const pathForm = /^\/profile\/((?:[\w.:-]|%3a)+)\/post\/([\w.~:-]+)\/?$/i;

export const isDid = (text: string): boolean => /^did:[a-z]+:\S+$/.test(text);

export const atUriOf = ({ author, key }: PostAddress): string => `at://${author}/${postCollection}/${key}`;

/** Reads `at://author/app.bsky.feed.post/key`; null for anything else. */
export function readAtUri(text: string): PostAddress | null {
  const [, author, key] = atForm.exec(text.trim()) ?? [];
  return author && key ? { author, key } : null;
}

/** Reads the permalink of bsky.app, and of the other pages of this network, which have the same paths. */
export function readPermalink(text: string): PostAddress | null {
  const url = URL.parse(text.trim());
  if (!url || !/^https?:$/.test(url.protocol)) return null;
  const [, author, key] = pathForm.exec(url.pathname) ?? [];
  return author && key ? { author: author.replaceAll(/%3a/gi, ":"), key } : null;
}

/** Where people see a post. A handle reads better and is what feeds link to; a DID stands where there is no good one. */
export function permalinkOf({ did, handle, key }: { did: string; handle: string; key: string }): string {
  const author = handle.includes(".") && handle !== "handle.invalid" ? handle : did;
  return `https://bsky.app/profile/${author}/post/${key}`;
}

/** The post that is answered: by its at:// name where its source gave one, else by its permalink. */
export function parentAddress(intent: {
  readonly parentUrl: string;
  readonly parentKey: string | null;
}): PostAddress | null {
  return (
    (intent.parentKey && readAtUri(intent.parentKey)) || readAtUri(intent.parentUrl) || readPermalink(intent.parentUrl)
  );
}
