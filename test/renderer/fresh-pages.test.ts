import { InfiniteQueryObserver, QueryClient } from "@tanstack/react-query";
import { describe, expect, onTestFinished, test } from "vitest";
import type { StoryRow } from "../../src-main/contract/methods/triage.ts";
import { freshPage, type LoadedPages } from "../../src-renderer/features/triage/fresh-pages.ts";
import { rowOf } from "./support/rows.ts";

const key = ["triage.page"];
const idAt = (index: number) => String(index).padStart(6, "0");
const rowAt = (index: number): StoryRow => ({ ...rowOf(1), id: idAt(index) });

/** A queue of rows in the engine, and a list of it that was read to the end, page by page of a hundred. */
async function openLongList(count: number) {
  let rows: readonly StoryRow[] = Array.from({ length: count }, (_, index) => rowAt(index));
  let asOf = 1_000_000;
  const asked: (string | null)[] = [];
  const needed = new Set<string>();
  const client = new QueryClient();
  onTestFinished(() => client.clear());
  const read = async ({ cursor, limit }: { cursor: string | null; limit: number }) => {
    asked.push(cursor);
    const from = rows.findIndex(({ id }) => cursor === null || id > cursor);
    const page = from < 0 ? [] : rows.slice(from, from + limit);
    return { asOf, rows: page, next: from + limit < rows.length ? (page.at(-1)?.id ?? null) : null };
  };
  const list = new InfiniteQueryObserver(client, {
    queryKey: key,
    staleTime: Infinity,
    initialPageParam: null as string | null,
    getNextPageParam: (last: Awaited<ReturnType<typeof read>>) => last.next,
    queryFn: async ({ pageParam }) => {
      const loaded = client.getQueryData<LoadedPages>(key);
      const isNeeded = (page: { rows: readonly { id: string }[] }) => page.rows.some(({ id }) => needed.has(id));
      return (await freshPage({ loaded, cursor: pageParam, isNeeded, read })).page;
    },
  });
  onTestFinished(list.subscribe(() => undefined));
  await list.refetch();
  while (list.getCurrentResult().hasNextPage) await list.fetchNextPage();
  asked.length = 0;
  return {
    asked,
    pages: () => list.getCurrentResult().data?.pages ?? [],
    /** Something changes, and the list is read anew with these rows in sight. */
    change: async (next: { rows?: readonly StoryRow[]; afterMs?: number; inSight?: readonly string[] }) => {
      rows = next.rows ?? rows;
      asOf += next.afterMs ?? 0;
      for (const id of next.inSight ?? []) needed.add(id);
      await list.refetch();
    },
    rows: () => rows,
    listed: () => [
      ...new Set((list.getCurrentResult().data?.pages ?? []).flatMap((page) => page.rows.map(({ id }) => id))),
    ],
  };
}

const changed = (rows: readonly StoryRow[], index: number) =>
  rows.map((row, at) => (at === index ? { ...row, title: "Changed" } : row));

describe("a long list read anew", () => {
  test("asks for its first page and those in sight, and shows what changed there", async () => {
    const list = await openLongList(1000);
    await list.change({ rows: changed(list.rows(), 450), inSight: [idAt(450)] });
    expect(list.asked).toEqual([null, idAt(399)]);
    expect([list.listed().length, list.pages()[4]?.rows[50]?.title]).toEqual([1000, "Changed"]);
  });

  test("keeps its end when rows leave and come in sight", async () => {
    const list = await openLongList(1000);
    const rows = list.rows().filter((_, index) => index < 400 || index > 420);
    await list.change({ rows, inSight: [idAt(450)] });
    expect([list.asked, list.listed()]).toEqual([[null, idAt(399)], rows.map(({ id }) => id)]);
  });

  test("loses no row when more come in between two than a page has room for", async () => {
    const list = await openLongList(1000);
    const between = Array.from({ length: 70 }, (_, index) => ({
      ...rowOf(1),
      id: `${idAt(450)}${index + 10}`,
    }));
    const rows = [...list.rows().slice(0, 451), ...between, ...list.rows().slice(451)];
    await list.change({ rows, inSight: [idAt(450)] });
    expect(list.listed()).toEqual(rows.slice(0, list.listed().length).map(({ id }) => id));
    expect(list.listed().length).toBeGreaterThan(1000);
  });

  test("asks for every page after as many seconds as it has pages", async () => {
    const list = await openLongList(500);
    await list.change({ afterMs: 4000 });
    expect(list.asked).toHaveLength(1);
    await list.change({ afterMs: 6000 });
    await list.change({});
    expect(list.asked).toHaveLength(1 + 1 + 5);
  });

  test("a list of three pages is read whole", async () => {
    const list = await openLongList(300);
    await list.change({});
    expect(list.asked).toHaveLength(3);
  });
});
