import { foldText } from "../text/fold.ts";

/** A name for finding and sorting: without case, accents and double spaces. Never shown. */
export function foldName(name: string): string {
  return foldText(name.normalize("NFKC")).replace(/\s+/g, " ").trim();
}

/**
 * An e-mail address in one spelling, for comparing; null for what is none. Dots and "+tags" stay: only the provider
 * knows whether they tell people apart.
 * @example foldEmail(" Hettie@Example.COM ") // "hettie@example.com"
 */
export function foldEmail(written: string): string | null {
  const text = written
    .normalize("NFKC")
    .trim()
    .replace(/^mailto:/i, "");
  if (text.length > 254 || !/^[^\s@<>"(),;:]+@[^\s@<>"(),;:]+\.[^\s@.<>"(),;:]{2,}$/u.test(text)) return null;
  return text.toLowerCase();
}

const fewestLetters = 3;

/**
 * The bare name in a handle, the same on every network, for comparing; empty when it says too little.
 * @example foldHandle("@Hettie@mastodon.example") // "hettie", as of "u/hettie" and "hettie.bsky.social"
 */
export function foldHandle(handle: string): string {
  const bare = foldText(handle.trim())
    .replace(/^https?:\/\/[^/]+\//, "")
    .replace(/^\/?(?:u|user|@)\//, "")
    .replace(/^@+/, "")
    .replace(/@.*$/, "")
    .replace(/\.bsky\.social$/, "");
  const letters = bare.match(/\p{L}/gu)?.length ?? 0;
  return letters >= fewestLetters ? bare : "";
}
