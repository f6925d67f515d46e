import type { ShowNotice } from "../contract/desktop.ts";

const longest = 300;
/** A list of a burst's alarms; the system cuts it further. */
const longestBody = 1000;

/** A notice that a page asked for; null when it is none. What is too long is cut. */
export function readNotice(given: unknown): ShowNotice["showNotice"] | null {
  if (typeof given !== "object" || given === null) return null;
  const { tag, title, body } = given as Record<string, unknown>;
  if (typeof tag !== "string" || typeof title !== "string" || typeof body !== "string") return null;
  if (tag === "" || title === "" || tag.length > longest) return null;
  return { tag, title: title.slice(0, longest), body: body.slice(0, longestBody) };
}
