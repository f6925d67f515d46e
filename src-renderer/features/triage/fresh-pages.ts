import type { Output } from "../../lib/engine.ts";

type Page = Output<"triage.page">;
type Cursor = string | null;

/** The pages of a long list as they were read, each with the place at which it began. */
export type LoadedPages = { readonly pages: readonly Page[]; readonly pageParams: readonly Cursor[] };

export const PAGE_ROWS = 100;
/** A page that is read again asks for more than it had: rows that came in between must not push others out between two pages. */
const AGAIN_ROWS = 150;
/** A list of so few pages is always read whole. */
const FEW_PAGES = 3;
/** A page out of sight may be so old for each page of the list: a change costs about one such page a second, however long the list. */
const KEPT_MS = 1000;

type Reading = {
  readonly loaded: LoadedPages | undefined;
  readonly cursor: Cursor;
  /** Whether a page holds what must be fresh now: rows in sight, or rows that were acted on. */
  readonly isNeeded: (page: Page) => boolean;
  readonly read: (from: { readonly cursor: Cursor; readonly limit: number }) => Promise<Page>;
};

/** Whether this is the page as it was read before, and so may be out of date. */
export type FreshPage = { readonly page: Page; readonly isKept: boolean };

/**
 * One page of a list that is read anew because something changed: those in sight are asked of the engine, the others
 * are kept for a while as they were, so that a key does not cost more the further somebody has scrolled.
 */
export async function freshPage({ loaded, cursor, isNeeded, read }: Reading): Promise<FreshPage> {
  const at = loaded?.pageParams.indexOf(cursor) ?? -1;
  const before = loaded?.pages[at];
  if (!loaded || !before) return { page: await read({ cursor, limit: PAGE_ROWS }), isKept: false };
  const newest = Math.max(...loaded.pages.map(({ asOf }) => asOf));
  const mayBeKept = at > 0 && loaded.pages.length > FEW_PAGES && newest - before.asOf < loaded.pages.length * KEPT_MS;
  if (mayBeKept && !isNeeded(before)) return { page: before, isKept: true };
  const page = await read({ cursor, limit: AGAIN_ROWS });
  const following = loaded.pages[at + 1];
  // Where it reaches into the page below, that one still begins where it began.
  if (!following || page.next === null || !overlap(page, following)) return { page, isKept: false };
  return { page: { ...page, next: before.next }, isKept: false };
}

function overlap(page: Page, following: Page): boolean {
  const there = new Set(following.rows.map(({ id }) => id));
  return page.rows.some(({ id }) => there.has(id));
}
