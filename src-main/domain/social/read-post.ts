import { readHackerNews, readLemmy, readProfile, readStackExchange } from "./boards.ts";
import { readBluesky, readMastodon, readNitter } from "./microblogs.ts";
import { readUrl } from "./post.ts";
import type { Habit, SocialPost, WrittenPost } from "./post.ts";
import { readGoogleNews, readMedium, readYouTube } from "./publishers.ts";
import { readReddit } from "./reddit.ts";

/** The first that knows the entry reads it. Boards stand first: what they link to may be a post of another network. */
const habits: readonly Habit[] = [
  ...[readHackerNews, readLemmy, readGoogleNews, readReddit, readMastodon, readBluesky, readNitter],
  ...[readYouTube, readStackExchange, readMedium, readProfile],
];

/**
 * An entry of any network in one form: who wrote it, under which handle, on which network, where it stands and where an
 * answer belongs. What no network's habit says otherwise stays as the feed wrote it.
 */
export function readPost(written: WrittenPost): SocialPost {
  const post = { ...written, url: readUrl(written.link) };
  const plain: SocialPost = {
    network: null,
    title: written.title,
    text: written.text,
    author: written.authorName,
    handle: null,
    permalink: written.link,
    replyPlace: written.commentsUrl,
  };
  for (const read of habits) {
    const known = read(post);
    if (known) return withOwnReplyPlace({ ...plain, ...known });
  }
  return withOwnReplyPlace(plain);
}

/** A reply place that is the entry's own address says nothing new. */
function withOwnReplyPlace(post: SocialPost): SocialPost {
  return post.replyPlace === post.permalink ? { ...post, replyPlace: null } : post;
}
