/**
 * The address to hand to the computer's browser, or null when it stays unopened: only http and https, and none that
 * carries a name or password, which would go to whoever the page says.
 * @example externalLink("https://news.example/a") → "https://news.example/a"; externalLink("file:///etc/passwd") → null
 */
export function externalLink(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  const isWeb = url.protocol === "https:" || url.protocol === "http:";
  return isWeb && url.username === "" && url.password === "" ? url.href : null;
}
