/** Opens the original in the browser of the computer; only web addresses, and nothing of ours goes along. */
export function openOriginal(url: string | null): void {
  if (isWebAddress(url)) window.open(url, "_blank", "noopener,noreferrer");
}

export function isWebAddress(url: string | null): url is string {
  return url !== null && URL.canParse(url) && ["http:", "https:"].includes(new URL(url).protocol);
}
