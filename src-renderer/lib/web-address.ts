/** Whether an address may be opened from here: only http and https, nothing that a feed could slip in. */
export function isWebAddress(url: string | null): url is string {
  return url !== null && URL.canParse(url) && ["http:", "https:"].includes(new URL(url).protocol);
}

/** The host of a web address for people: "forum.example"; null for anything else. */
export function hostOf(url: string | null): string | null {
  return isWebAddress(url) ? new URL(url).hostname.replace(/^www\./, "") : null;
}
