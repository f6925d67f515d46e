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
  const [, name, host] = /^@?([\w.-]+)(?:@([\w.:-]+))?$/.exec(handle.trim()) ?? [];
  if (name === undefined) return "";
  const home = host ?? URL.parse(parentUrl ?? "")?.host;
  return home ? `@${name}@${home} ` : `@${name} `;
}

/** Whether a text names the author anywhere, with the host or, as people write to their own server, without. */
export function namesAuthor(text: string, answered: Answered): boolean {
  const full = replyPrefix(answered).trim().toLowerCase();
  if (full === "") return true;
  const [, name = "", host = ""] = full.split("@");
  const named = [...text.toLowerCase().matchAll(/(?<![\w/@.])@([\w.-]*\w)(?:@([\w.:-]*\w))?/g)];
  return named.some(([, one, home]) => one === name && (home === undefined || home === host));
}

/** The text as it has to be drafted: with the prefix, unless it names the author already. */
export function withReplyPrefix(text: string, answered: Answered): string {
  return namesAuthor(text, answered) ? text : `${replyPrefix(answered)}${text}`;
}
