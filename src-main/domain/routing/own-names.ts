import { foldText } from "../text/fold.ts";

/**
 * Whether an author is the firm itself: the name, or the handle without its server, has exactly the letters of one of our names
 * ("@whimbrelferries@coast.social" for "Whimbrel Ferries"). A name that only holds ours is somebody else's.
 */
export function createIsOurs(
  names: readonly string[],
): (author: { readonly author: string | null; readonly handle: string | null }) => boolean {
  const ours = new Set(names.map(lettersOf).filter((name) => name !== ""));
  return ({ author, handle }) => {
    if (ours.size === 0) return false;
    return [author, handle].some((name) => name !== null && ours.has(lettersOf(withoutServer(name))));
  };
}

/** Letters and digits alone, case and accents folded. */
export function lettersOf(name: string): string {
  return foldText(name).replace(/[^\p{L}\p{N}]/gu, "");
}

function withoutServer(name: string): string {
  return /^(@[^@]+)@/.exec(name)?.[1] ?? name;
}
