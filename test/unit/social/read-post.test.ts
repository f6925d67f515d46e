import { expect, test } from "vitest";
import type { SocialPost, WrittenPost } from "../../../src-main/domain/social/post.ts";
import { readPost } from "../../../src-main/domain/social/read-post.ts";

const nothing: WrittenPost = {
  ...{ link: null, title: null, text: "", authorName: null, authorUri: null, sourceName: null },
  ...{ commentsUrl: null, feedTitle: null, feedLink: null },
};
const read = (written: Partial<WrittenPost>) => readPost({ ...nothing, ...written });
const nowhere: SocialPost = {
  ...{ network: null, title: null, text: "", author: null, handle: null, permalink: null, replyPlace: null },
};

test("an entry of no known network stays as it was written; its talk is the reply place", () => {
  const link = "https://quay.example/news/1";
  expect(read({ link, title: "Late", text: "Words", authorName: "Ann Lee", commentsUrl: `${link}#talk` })).toEqual({
    ...{ network: null, title: "Late", text: "Words", author: "Ann Lee", handle: null },
    ...{ permalink: link, replyPlace: `${link}#talk` },
  });
  expect(read({})).toEqual(nowhere);
  expect(read({ link, commentsUrl: link }).replyPlace).toBeNull();
});

test("Reddit: the writer's handle, and the words without what stands below each post", () => {
  const link = "https://www.reddit.com/r/quay/comments/1abc/ferry_late/";
  const post = {
    link,
    title: "Ferry late",
    authorName: "/u/ann_l",
    authorUri: "https://www.reddit.com/user/ann_l",
    text: "An hour, and submitted by nobody.\n\nsubmitted by /u/ann_l to r/quay [link] [comments]",
  };
  const known = { network: "reddit", title: "Ferry late", author: "/u/ann_l", handle: "ann_l" };
  expect(read(post)).toEqual({
    ...known,
    text: "An hour, and submitted by nobody.",
    permalink: link,
    replyPlace: null,
  });
  expect(read({ ...post, authorUri: null }).handle).toBe("ann_l");
  expect(
    read({ link, authorName: null, text: "submitted by ann_l to quay\n[link] [275 comments]", title: "Ferry late" }),
  ).toMatchObject({ author: "ann_l", handle: "ann_l", text: "" });
  expect(read({ ...post, text: "It was submitted by me." }).text).toBe("It was submitted by me.");
});

test("Mastodon: the account from the link, its name from the feed of the account", () => {
  const link = "https://murmur.example/@ann/111929541247186471";
  const own = { feedTitle: "Ann Lee", feedLink: "https://murmur.example/@ann" };
  const known = { network: "mastodon", handle: "@ann@murmur.example", permalink: link } as const;
  expect(read({ link, text: "Late again", ...own })).toEqual({
    ...{ ...nowhere, ...known, text: "Late again", author: "Ann Lee" },
  });
  const tag = { feedTitle: "#quay", feedLink: "https://murmur.example/tags/quay" };
  expect(read({ link, text: "Late again", ...tag })).toMatchObject({ ...known, author: "@ann@murmur.example" });
  expect(read({ link: "https://murmur.example/@bo@far.example/111929541247186471", ...tag })).toMatchObject({
    ...{ author: "@bo@far.example", handle: "@bo@far.example" },
  });
  expect(read({ link: "https://murmur.example/users/ann/statuses/1119", ...own }).author).toBe("Ann Lee");
  expect(read({ link: "https://blog.example/@ann/how-to-sail-abc123" })).toMatchObject({ network: null, handle: null });
});

test("Bluesky: the account from the link or, where that has only a number, from the feed's name", () => {
  const link = "https://bsky.app/profile/ann.skerry.example/post/3k2";
  const feedTitle = "@ann.skerry.example - Ann Lee";
  const known = { network: "bluesky", author: "Ann Lee", handle: "ann.skerry.example" };
  expect(read({ link, text: "Late again", feedTitle })).toEqual({
    ...{ ...nowhere, ...known, text: "Late again", permalink: link },
  });
  expect(read({ link: "https://bsky.app/profile/did:plc:abc/post/3k2", feedTitle })).toMatchObject(known);
  expect(read({ link })).toMatchObject({ author: "ann.skerry.example", handle: "ann.skerry.example" });
  expect(read({ link: "https://bsky.app/profile/did:plc:abc/post/3k2" })).toMatchObject({ author: null, handle: null });
  expect(read({ link, feedTitle: "@bo.skerry.example - Bo" }).author).toBe("ann.skerry.example");
});

test("YouTube: the channel, known by its number or its @name", () => {
  const link = "https://www.youtube.com/watch?v=N1eW";
  const film = { link, title: "Lantern Night", text: "Two hours", authorName: "Quay Films" };
  expect(read({ ...film, authorUri: "https://www.youtube.com/channel/UC1-x_2" })).toEqual({
    ...{ network: "youtube", title: "Lantern Night", text: "Two hours", author: "Quay Films", handle: "UC1-x_2" },
    ...{ permalink: link, replyPlace: null },
  });
  expect(read({ ...film, authorUri: "https://www.youtube.com/@quayfilms" }).handle).toBe("@quayfilms");
  expect(read({ ...film, authorUri: "https://quay.example/channel/UC1" }).handle).toBeNull();
});

test("Lemmy: the profile names the writer and the host; the points of the moment are cut", () => {
  const link = "https://lemmy.example/post/123";
  const post = {
    ...{ link, title: "Ferry late", authorName: "https://lemmy.example/u/ann", commentsUrl: link },
    text: "submitted by ann to quay\n12 points | 3 comments\n\nAn hour.",
  };
  const known = { network: "forum", author: "ann", handle: "@ann@lemmy.example", text: "An hour." };
  expect(read(post)).toEqual({ ...nowhere, ...known, title: "Ferry late", permalink: link });
  expect(read({ ...post, authorName: "https://lemmy.example/u/bo@far.example" })).toMatchObject({
    ...{ author: "bo", handle: "@bo@far.example" },
  });
  // A post that shares a film is a post of the board, and the answer belongs there.
  expect(read({ ...post, link: "https://www.youtube.com/watch?v=N1eW" })).toMatchObject({ ...known, replyPlace: link });
});

test("Hacker News: the talk is the reply place, and the points of the moment are cut", () => {
  const link = "https://quay.example/news/1";
  const commentsUrl = "https://news.ycombinator.com/item?id=42";
  const lines = `Comments URL: ${commentsUrl}\n\nPoints: 12\n\n# Comments: 3`;
  const post = { link, commentsUrl, title: "Ferries", authorName: "ann_l" };
  const known = { network: "forum", title: "Ferries", author: "ann_l", handle: "ann_l" };
  expect(read({ ...post, text: `Article URL: ${link}\n\n${lines}` })).toEqual({
    ...{ ...known, text: "", permalink: link, replyPlace: commentsUrl },
  });
  expect(read({ ...post, link: commentsUrl, text: `Why so late?\n\n${lines}` })).toEqual({
    ...{ ...known, text: "Why so late?", permalink: commentsUrl, replyPlace: null },
  });
  expect(read({ ...post, text: "Comments", authorName: null })).toMatchObject({ text: "", handle: null });
  expect(read({ ...post, link: "https://www.reddit.com/r/quay/comments/1abc/x/" })).toMatchObject({ ...known });
});

test("Google News: the paper is the author and leaves the headline", () => {
  const link = "https://news.google.com/rss/articles/CBMiAbc?oc=5";
  const post = { link, title: "Ferry late - again - Quay Gazette", sourceName: "Quay Gazette" };
  expect(read({ ...post, text: "Ferry late - again\u00a0\u00a0Quay Gazette" })).toEqual({
    ...{ network: "news", title: "Ferry late - again", text: "", author: "Quay Gazette", handle: null },
    ...{ permalink: link, replyPlace: null },
  });
  expect(read({ ...post, sourceName: "Skerry Post" })).toMatchObject({ title: post.title, author: "Skerry Post" });
  expect(read({ ...post, sourceName: null, text: "More words" })).toMatchObject({
    ...{ title: post.title, author: null, text: "More words" },
  });
});

test("Stack Overflow: the number of the user is the handle, for names are not unique there", () => {
  const post = { link: "https://stackoverflow.com/questions/1/late", title: "Late?", authorName: "Ann" };
  expect(read({ ...post, authorUri: "https://stackoverflow.com/users/77/ann" })).toEqual({
    ...{ ...nowhere, network: "forum", title: "Late?", author: "Ann", handle: "users/77", permalink: post.link },
  });
  expect(read(post).handle).toBeNull();
});

test("Medium: the writer's @name from the post's address or from their feed's", () => {
  const link = "https://medium.com/@ann.l/late-0a1b2c?source=rss-77------2";
  expect(read({ link, title: "Late", authorName: "Ann Lee" })).toEqual({
    ...{ ...nowhere, network: "blog", title: "Late", author: "Ann Lee", handle: "@ann.l", permalink: link },
  });
  expect(read({ link: "https://ann.medium.com/late-0a1b" }).handle).toBe("@ann");
  expect(read({ link: "https://medium.com/quays/late-0a1b" }).handle).toBeNull();
  expect(read({ link: "https://medium.com/quays/late-0a1b", feedLink: "https://medium.com/@ann" }).handle).toBe("@ann");
});

test("Nitter: what was passed on is its author's; the answer belongs on X", () => {
  const link = "https://nitter.example/ann_l/status/1790#m";
  const post = { link, title: "RT by @bo: Late again, an hour", text: "Late again, an hour\nand cold" };
  expect(read({ ...post, authorName: "@ann_l", feedTitle: "Bo Ek / @bo" })).toEqual({
    ...{ network: "x", title: null, text: post.text, author: "@ann_l", handle: "@ann_l" },
    ...{ permalink: link, replyPlace: "https://x.com/ann_l/status/1790" },
  });
  expect(read({ ...post, title: "R to @bo: Yes" })).toMatchObject({ title: "Yes", author: "@ann_l" });
  expect(read({ ...post, feedTitle: "Ann Lee / @Ann_L", authorName: "@ann_l" }).author).toBe("Ann Lee");
  expect(read({ ...post, link: "https://x.com/ann_l/status/1790" }).replyPlace).toBeNull();
});

test.each([
  [{ authorName: "Bo Ek", authorUri: "https://a.example/user/bo" }, "Bo Ek", "bo"],
  [{ authorName: "https://a.example/u/bo" }, "bo", "bo"],
  [{ authorUri: "https://a.example/users/bo" }, "bo", "bo"],
  [{ authorName: "Bo Ek", authorUri: "https://a.example/about" }, "Bo Ek", null],
])("elsewhere %o is by %s, %s", (written, author, handle) => {
  expect(read(written)).toMatchObject({ author, handle, network: null });
});
