import type { SourceTemplate } from "../../contract/methods/discovery.ts";

const words = { name: "query", value: "" } as const;
const tag = { name: "tag", value: "" } as const;

/** Places that give a feed for words, a tag or an account without any key, with the address that they are known to have. */
export const sourceTemplates: readonly SourceTemplate[] = [
  {
    id: "googleNews",
    network: "news",
    url: "https://news.google.com/rss/search?q={query}+when:7d&hl={language}&gl={country}&ceid={country}:{language}",
    fields: [words, { name: "language", value: "en" }, { name: "country", value: "GB" }],
    isDocumented: true,
  },
  {
    id: "googleAlerts",
    network: "news",
    url: "https://www.google.com/alerts/feeds/{id}",
    fields: [{ name: "id", value: "" }],
    isDocumented: true,
  },
  {
    id: "bingNews",
    network: "news",
    url: "https://www.bing.com/news/search?format=rss&q={query}",
    fields: [words],
    isDocumented: true,
  },
  {
    id: "reddit",
    network: "reddit",
    url: "https://www.reddit.com/search.rss?q={query}&sort=new",
    fields: [words],
    isDocumented: true,
  },
  {
    id: "redditBoard",
    network: "reddit",
    url: "https://www.reddit.com/r/{board}/search.rss?q={query}&restrict_sr=on&sort=new",
    fields: [{ name: "board", value: "" }, words],
    isDocumented: true,
  },
  {
    id: "mastodonTag",
    network: "mastodon",
    url: "https://{host}/tags/{tag}.rss",
    fields: [{ name: "host", value: "mastodon.social" }, tag],
    isDocumented: true,
  },
  {
    id: "mastodonAccount",
    network: "mastodon",
    url: "https://{host}/@{account}.rss",
    fields: [
      { name: "host", value: "mastodon.social" },
      { name: "account", value: "" },
    ],
    isDocumented: true,
  },
  {
    id: "bluesky",
    network: "bluesky",
    url: "https://bsky.app/profile/{account}/rss",
    fields: [{ name: "account", value: "" }],
    isDocumented: true,
  },
  {
    id: "hackerNews",
    network: "forum",
    url: "https://hnrss.org/newest?q={query}",
    fields: [words],
    isDocumented: true,
  },
  {
    id: "hackerNewsComments",
    network: "forum",
    url: "https://hnrss.org/newcomments?q={query}",
    fields: [words],
    isDocumented: true,
  },
  {
    id: "youtube",
    network: "youtube",
    url: "https://www.youtube.com/feeds/videos.xml?channel_id={channel}",
    fields: [{ name: "channel", value: "" }],
    isDocumented: true,
  },
  {
    id: "stackExchange",
    network: "forum",
    url: "https://{host}/feeds/tag?tagnames={tag}&sort=newest",
    fields: [{ name: "host", value: "stackoverflow.com" }, tag],
    isDocumented: false,
  },
  {
    id: "lemmy",
    network: "forum",
    url: "https://{host}/feeds/c/{board}.xml?sort=New",
    fields: [
      { name: "host", value: "lemmy.world" },
      { name: "board", value: "" },
    ],
    isDocumented: false,
  },
  {
    id: "wordpress",
    network: "blog",
    url: "https://{host}/?s={query}&feed=rss2",
    fields: [{ name: "host", value: "" }, words],
    isDocumented: false,
  },
  {
    id: "wordpressComments",
    network: "blog",
    url: "https://{host}/comments/feed/",
    fields: [{ name: "host", value: "" }],
    isDocumented: false,
  },
  {
    id: "discourse",
    network: "forum",
    url: "https://{host}/tag/{tag}.rss",
    fields: [{ name: "host", value: "" }, tag],
    isDocumented: false,
  },
];
