const closed: readonly (readonly [string, RegExp])[] = [
  ["X", /^(?:x|twitter)\.com$/],
  ["Facebook", /^(?:facebook\.com|fb\.com)$/],
  ["Instagram", /^instagram\.com$/],
  ["LinkedIn", /^linkedin\.com$/],
  ["TikTok", /^tiktok\.com$/],
  ["Threads", /^threads\.(?:net|com)$/],
  ["Trustpilot", /^trustpilot\.[a-z.]{2,6}$/],
  ["Google Maps", /^maps\.google\.[a-z.]{2,6}$|^g\.page$|^maps\.app\.goo\.gl$/],
];

/** The name of the network at an address that gives no feed without a key, so that nobody need ask it; null for all others. */
export function closedNetworkAt(address: string): string | null {
  const url = URL.parse(address);
  if (!url) return null;
  const host = url.hostname.replace(/^(?:www|m|mobile|[a-z]{2}(?:-[a-z]{2})?)\./, "");
  if (/^google\.[a-z.]{2,6}$/.test(host) && url.pathname.startsWith("/maps")) return "Google Maps";
  return closed.find(([, hosts]) => hosts.test(host))?.[0] ?? null;
}
