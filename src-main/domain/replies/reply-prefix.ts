import type { Network } from "../../contract/values.ts";

/** Whom a reply answers: the network, the author's handle as its source wrote it, and the permalink of the post. */
export type Answered = {
  readonly network: Network;
  readonly handle: string | null;
  readonly parentUrl: string | null;
};

/**
 * What a reply has to begin with so that its author hears of it; "" where the network tells the author by itself, or nobody
 * knows who wrote the post. On Mastodon an answer reaches only those whom its text names, and across servers only by the
 * full name. Only what was approved is sent, so this belongs into the draft, where it is seen, counted and approved.
 * Source: ActivityPub delivers a post to those it is addressed to; Mastodon addresses those who are named.
 * @example replyPrefix({ network: "mastodon", handle: "@ann@far.example", parentUrl: null }) → "@ann@far.example "
 */
export function replyPrefix({ network, handle, parentUrl }: Answered): string {
  if (network !== "mastodon" || handle === null) return "";
  const [, name, host] = /^@?([\w.-]{1,64})(?:@([\w.:-]{1,253}))?$/.exec(handle.trim()) ?? [];
  if (name === undefined) return "";
  const home = host ?? URL.parse(parentUrl ?? "")?.host;
  return home ? `@${name}@${home} ` : `@${name} `;
}

const LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
const FULL_NAME = new RegExp(`^@\\w(?:[\\w.-]{0,28}\\w)?@${LABEL}(?:\\.${LABEL})+ $`, "i");

/**
 * Whether a prefix may stand before an approved template with nobody reading it again: one full name as servers give them,
 * letters, digits and `_ . -` in a name and a host, and no longer than Mastodon's own names (30): no room for a sentence.
 */
export function isPlainPrefix(prefix: string): boolean {
  return prefix === "" || (prefix.length <= 120 && FULL_NAME.test(prefix));
}

/**
 * Whether a text names anywhere whom a prefix names; true for "". Without the host a name is somebody on the server that
 * posts: where `home` says which that is, it counts only for an author of that server.
 */
export function isNamedIn(text: string, prefix: string, home?: string): boolean {
  const full = prefix.trim().toLowerCase();
  if (full === "") return true;
  const [, name = "", host = ""] = full.split("@");
  const isLocal = home === undefined || host === "" || home.toLowerCase() === host;
  const named = [...text.toLowerCase().matchAll(/(?<![\w/@.])@([\w.-]*\w)(?:@([\w.:-]*\w))?/g)];
  return named.some(([, one, at]) => one === name && (at === undefined ? isLocal : at === host));
}

/** Own words behind a prefix, unless they name the author already. */
export function withPrefix(text: string, prefix: string): string {
  return isNamedIn(text, prefix) ? text : `${prefix}${text}`;
}

/** What stands behind a prefix; the whole text where it does not begin with it. */
export function withoutPrefix(text: string, prefix: string): string {
  return text.startsWith(prefix) ? text.slice(prefix.length) : text;
}

/** A text that was begun with one prefix, and is to be posted where it needs another. A script's words get it in any case. */
export function changePrefix(
  text: string,
  { from, to, isRendered }: { readonly from: string; readonly to: string; readonly isRendered: boolean },
): string {
  const words = withoutPrefix(text, from);
  return isRendered ? `${to}${words}` : withPrefix(words, to);
}

/** Whether nothing but the prefix was written yet. */
export function isBare(text: string, prefix: string): boolean {
  return withoutPrefix(text, prefix).trim() === "" || text.trim() === prefix.trim();
}
