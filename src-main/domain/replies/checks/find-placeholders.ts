import type { Finding } from "./hit.ts";

/** `{{name}}` that was never filled, and braces that were left open. Always stops a reply. */
export function findPlaceholders(text: string): readonly Finding[] {
  const found: Finding[] = [];
  let close = 0;
  for (let from = text.indexOf("{{"); from >= 0; from = text.indexOf("{{", from)) {
    // Where none follows, none is looked for again.
    if (close >= 0) close = text.indexOf("}}", from);
    const to = close < 0 ? from + 2 : close + 2;
    const field = text.slice(from + 2, to - 2).trim();
    found.push({ rule: "placeholder", from, to, params: { field } });
    from = to;
  }
  return found;
}

const LEFTOVER =
  /\[(?:\p{L}[\p{L} '’_/-]{1,38})\](?!\()|\b[Xx]{3,12}\b|_{3,40}|\b(?:TBD|TBC|TODO|FIXME|tbd|tbc)\b|\b[Ll]orem ipsum\b|<(?:name|date|time|link|number|first name|insert[\p{L} ]{0,30})>|\$\{\w{1,40}\}|%(?:name|date|time|first_?name|link)%/gu;

/** What people leave in a draft to be filled in later: "[name]", "XXX", "TBD". */
export function findLeftovers(text: string): readonly Finding[] {
  return [...text.matchAll(LEFTOVER)].map(({ index, 0: all }) => ({
    rule: "leftover",
    from: index,
    to: index + all.length,
  }));
}
