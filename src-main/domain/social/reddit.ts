import { isHostAt, profileName, readUrl } from "./post.ts";
import type { Habit } from "./post.ts";

/** `/u/ann`; below each post stands "submitted by /u/ann to r/x [link] [12 comments]", in old feeds the only name. */
export const readReddit: Habit = ({ url, text, authorName, authorUri }) => {
  if (!isHostAt(url, "reddit.com")) return null;
  const at = text.lastIndexOf("submitted by");
  const [below, submitter] = (at === -1 ? null : submitted.exec(text.slice(at))) ?? [];
  const named = /^\/?u\/([\w-]{1,40})$/.exec(authorName ?? "")?.[1];
  return {
    network: "reddit",
    author: authorName ?? submitter ?? null,
    handle: profileName(readUrl(authorUri)) ?? named ?? submitter?.replace(/^\/?u\//, "") ?? null,
    text: below === undefined ? text : text.slice(0, at).trim(),
  };
};

const submitted = /^submitted by\s+(\/?[\w/-]{1,60})(?:\s+to\s+\S{1,100})?\s+\[link\]\s+\[(?:\d{1,9} )?comments?\]$/;
