import { feedLimits } from "./limits.ts";
import { safeText, shorten } from "../../../domain/text/safe-text.ts";

/** An absolute http(s) address without a user name or password, or null. `base` makes relative ones absolute. */
export function safeLink(raw: string | null | undefined, base: string | null): string | null {
  const text = raw?.replace(/\s+/g, "") ?? "";
  if (text === "" || text.length > feedLimits.link) return null;
  const url = URL.parse(text, base ?? undefined);
  const isWeb = url?.protocol === "http:" || url?.protocol === "https:";
  return url && isWeb && !url.username && !url.password && url.href.length <= feedLimits.link ? url.href : null;
}

/** The base for what is inside an element with `xml:base`. */
export function innerBase(outer: string | null, own: string | undefined): string | null {
  return own === undefined ? outer : (safeLink(own, outer) ?? outer);
}

/** An address that must not be opened, to be shown as text: another scheme than http(s), or a user in it. Else null. */
export function unsafeLink(raw: string | null | undefined): string | null {
  const text = raw?.replace(/\s+/g, "") ?? "";
  const url = text === "" ? null : URL.parse(text);
  return url && safeLink(text, null) === null ? shorten(safeText(text), feedLimits.shownLink) : null;
}
