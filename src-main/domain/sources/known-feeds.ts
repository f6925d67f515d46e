type Rule = {
  /** Hosts that the rule is for; without it any host whose path looks so. */
  readonly hosts?: readonly string[];
  readonly path: RegExp;
  readonly feeds: (found: readonly string[], url: URL) => readonly string[];
};

const sub = (url: URL, path: string): string => new URL(path, url.origin).href;

// What sites of these kinds are known to serve for a page that people copy from their address bar.
const rules: readonly Rule[] = [
  {
    hosts: ["youtube.com"],
    path: /^\/channel\/(UC[\w-]{22})/,
    feeds: ([id = ""]) => [`https://www.youtube.com/feeds/videos.xml?channel_id=${id}`],
  },
  {
    hosts: ["youtube.com"],
    path: /^\/playlist$/,
    feeds: (_, url) => {
      const id = url.searchParams.get("list");
      return id ? [`https://www.youtube.com/feeds/videos.xml?playlist_id=${encodeURIComponent(id)}`] : [];
    },
  },
  {
    hosts: ["reddit.com"],
    path: /^\/r\/(\w{2,32})(?:\/|$)/,
    feeds: ([name = ""]) => [`https://www.reddit.com/r/${name}/new/.rss`],
  },
  {
    hosts: ["reddit.com"],
    path: /^\/u(?:ser)?\/([\w-]{2,32})(?:\/|$)/,
    feeds: ([name = ""]) => [`https://www.reddit.com/user/${name}/.rss`],
  },
  {
    hosts: ["bsky.app"],
    path: /^\/profile\/([^/]{3,260})\/?$/,
    feeds: ([account = ""]) => [`https://bsky.app/profile/${account}/rss`],
  },
  {
    hosts: ["github.com"],
    path: /^\/([\w.-]{1,100})\/([\w.-]{1,100})\/?(?:releases\/?)?$/,
    feeds: ([owner = "", name = ""]) => [`https://github.com/${owner}/${name}/releases.atom`],
  },
  {
    hosts: ["medium.com"],
    path: /^\/(@?[\w.-]{1,100})\/?$/,
    feeds: ([name = ""]) => [`https://medium.com/feed/${name}`],
  },
  {
    hosts: ["stackoverflow.com", "serverfault.com", "superuser.com", "askubuntu.com", "stackexchange.com"],
    path: /^\/questions\/tagged\/([^/]{1,100})\/?$/,
    feeds: ([tag = ""], url) => [sub(url, `/feeds/tag?tagnames=${tag}&sort=newest`)],
  },
  {
    path: /^\/(@[\w.-]{1,60}(?<!\.(?:rss|atom|json)))\/?$/,
    feeds: ([account = ""], url) => [sub(url, `/${account}.rss`)],
  },
  { path: /^\/tags\/([^/.]{1,100})\/?$/, feeds: ([tag = ""], url) => [sub(url, `/tags/${tag}.rss`)] },
  {
    path: /^\/([cu])\/([\w.-]{1,100})\/?$/,
    feeds: ([kind = "", name = ""], url) => [sub(url, `/feeds/${kind}/${name}.xml?sort=New`)],
  },
];

/**
 * The feeds that a page of a known network has, by its address alone: a channel, a subreddit, a profile, a tag. An empty
 * list where no rule fits; a rule may be wrong for a site that only looks alike, so the address must still be asked.
 */
export function knownFeeds(address: string): readonly string[] {
  const url = URL.parse(address);
  if (!url) return [];
  for (const { hosts, path, feeds } of rules) {
    const found = path.exec(url.pathname);
    if (found && (hosts ? isAtOne(url, hosts) : !isAtOne(url, knownHosts))) return feeds(found.slice(1), url);
  }
  return [];
}

/** What looks like Mastodon or Lemmy on these is something else: "youtube.com/@name" is a channel. */
const knownHosts = rules.flatMap(({ hosts }) => hosts ?? []);

const isAtOne = ({ hostname }: URL, hosts: readonly string[]): boolean =>
  hosts.some((host) => hostname === host || hostname.endsWith(`.${host}`));
