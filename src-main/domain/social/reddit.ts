import { isHostAt, profileName, readUrl } from "./post.ts";
import type { Habit } from "./post.ts";

/** `/u/ann`; each text ends with "submitted by /u/ann [link] [comments]". */
export const readReddit: Habit = (post) => {
  if (!isHostAt(post.url, "reddit.com")) return null;
  const named = /^\/?u\/([\w-]{1,40})$/.exec(post.authorName ?? "")?.[1];
  return {
    network: "reddit",
    handle: profileName(readUrl(post.authorUri)) ?? named ?? null,
    text: withoutSubmittedBy(post.text),
  };
};

function withoutSubmittedBy(text: string): string {
  const at = text.lastIndexOf("submitted by");
  return at !== -1 && text.endsWith("[comments]") ? text.slice(0, at).trim() : text;
}
