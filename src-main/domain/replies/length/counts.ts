import { findLinks } from "./find-links.ts";

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });
/** Every code unit is a character of its own, line breaks included: nothing needs to be cut. */
const PLAIN = /^[\x20-\x7e\n\u00a1-\u00ff]*$/;

/** What a person would call characters. */
export function countGraphemes(text: string): number {
  if (PLAIN.test(text)) return text.length;
  let count = 0;
  for (const segment of graphemes.segment(text)) count += segment.segment === "" ? 0 : 1;
  return count;
}

export function countCodePoints(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    // The second half of a pair is no character of its own.
    if (code < 0xdc00 || code > 0xdfff) count += 1;
  }
  return count;
}

export function countBytes(text: string): number {
  return Buffer.byteLength(text, "utf8");
}

const REMOTE_HANDLE = /(?<![/\w])(@[a-z0-9_]{1,64})@[a-z0-9.-]{1,253}[a-z0-9]/gi;

/**
 * A Mastodon server's counting: characters as people see them, every link alike, a remote handle as its local part.
 * Source: Mastodon's StatusLengthValidator.
 */
export function countFederated(text: string, charactersPerLink: number): number {
  let count = 0;
  let at = 0;
  for (const { from, to, hasProtocol } of findLinks(text, { hosts: "any" })) {
    if (!hasProtocol) continue;
    count += countGraphemes(withLocalHandles(text.slice(at, from))) + charactersPerLink;
    at = to;
  }
  return count + countGraphemes(withLocalHandles(text.slice(at)));
}

function withLocalHandles(text: string): string {
  return text.includes("@") ? text.replace(REMOTE_HANDLE, "$1") : text;
}

const X_PER_LINK = 23;
/** The signs of copyright and trade mark are letters here. */
const EMOJI = /\p{RGI_Emoji}|[\p{Extended_Pictographic}--[©®™]](?!\uFE0E)/gv;
/** Where emoji may be: all else need not be tried against the table of their sequences. */
const EMOJI_RUN =
  /[\p{Extended_Pictographic}\p{RI}][\p{Extended_Pictographic}\p{RI}\p{EMod}\u200d\ufe0e\ufe0f\u20e3\u{e0020}-\u{e007f}]*|[\d#*]\ufe0f?\u20e3/gu;

/**
 * X's weighted counting: a link is 23, an emoji 2, letters of Latin, Greek, Cyrillic, Hebrew, Arabic and their neighbours 1,
 * all others 2, after NFC. Source: twitter-text 3.1.0, configuration version 3.
 */
export function countWeighted(text: string): number {
  const composed = text.normalize("NFC");
  let count = 0;
  let at = 0;
  for (const { from, to } of findLinks(composed)) {
    count += weightOf(composed.slice(at, from)) + X_PER_LINK;
    at = to;
  }
  return count + weightOf(composed.slice(at));
}

function weightOf(text: string): number {
  let count = 0;
  const rest = text.replace(EMOJI_RUN, (run) =>
    run.replace(EMOJI, () => {
      count += 2;
      return "";
    }),
  );
  for (const character of rest) count += isLight(character.codePointAt(0) ?? 0) ? 1 : 2;
  return count;
}

function isLight(code: number): boolean {
  if (code <= 4351) return true;
  return (code >= 8192 && code <= 8205) || (code >= 8208 && code <= 8223) || (code >= 8242 && code <= 8247);
}
