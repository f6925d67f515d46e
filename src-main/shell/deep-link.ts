/** The scheme that the system hands to us. */
export const linkScheme = "watchroom";

/** The places that a link may lead to, and those that take an id. */
const screens: readonly string[] = [
  "triage",
  "approvals",
  "monitor",
  "topics",
  "wall",
  "shift",
  "alarms",
  "contacts",
  "look-up",
];
const withId: readonly string[] = ["case", "contacts", "wall"];
const ulid = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/;
const longest = 200;

/**
 * The path of the page that a link means, or null: only known screens and ULIDs, nothing of it is passed on as it came.
 * @example readDeepLink("watchroom://case/01KA8K3F000000000000000001") → "/case/01KA8K3F000000000000000001"
 */
export function readDeepLink(address: string): string | null {
  if (address.length > longest) return null;
  const [, screen, id, ...rest] = /^watchroom:\/\/([a-z-]+)(?:\/([^/?#]*))?\/?$/.exec(address.trim()) ?? [];
  if (screen === undefined || rest.length > 0) return null;
  if (id === undefined || id === "") return screens.includes(screen) ? `/${screen}` : null;
  const upper = id.toUpperCase();
  return withId.includes(screen) && ulid.test(upper) ? `/${screen}/${upper}` : null;
}

/** The link among the words that a second start was given; null when there is none. */
export function findLink(words: readonly string[]): string | null {
  return words.find((word) => word.startsWith(`${linkScheme}:`)) ?? null;
}
