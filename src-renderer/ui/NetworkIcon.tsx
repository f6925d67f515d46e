import type { Network } from "../../src-main/contract/values.ts";
import { Icon, type IconName } from "./Icon.tsx";

const icons = {
  news: "news",
  blog: "blog",
  forum: "forum",
  reviews: "review",
  mastodon: "fedi",
  bluesky: "fedi",
  reddit: "forum",
  youtube: "video",
  podcast: "reach",
  microblog: "fedi",
  video: "video",
  x: "fedi",
  facebook: "fedi",
  instagram: "fedi",
  threads: "fedi",
  linkedin: "fedi",
  tiktok: "video",
  whatsapp: "mail",
  telegram: "mail",
  phone: "phone",
  email: "mail",
  "walk-in": "door",
  other: "globe",
} as const satisfies Record<Network, IconName>;

/** The kind of place that something was said in; its name stands beside it. */
export function NetworkIcon({ network, size = 13 }: { network: Network; size?: 13 | 14 }) {
  return <Icon name={icons[network]} size={size} />;
}
