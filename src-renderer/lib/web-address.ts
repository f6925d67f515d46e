/** Whether an address may be opened from here: only http and https, nothing that a feed could slip in. */
export function isWebAddress(url: string | null): url is string {
  return url !== null && URL.canParse(url) && ["http:", "https:"].includes(new URL(url).protocol);
}
