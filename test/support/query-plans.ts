import type { Db, Store } from "../../src-main/engine/store/open.ts";

/** Runs a store function over a handle that notes its SQL, and gives how SQLite would find what each of it asks for. */
export async function plansOf(store: Store, work: (db: Db) => Promise<unknown>): Promise<readonly string[]> {
  const seen: { sql: string; parameters: readonly unknown[] }[] = [];
  const spying = store.read.withPlugin({
    transformQuery: ({ node }) => {
      const compiled = store.read.getExecutor().compileQuery(node, { queryId: "" });
      seen.push({ sql: compiled.sql, parameters: compiled.parameters });
      return node;
    },
    transformResult: ({ result }) => Promise.resolve(result),
  });
  await work(spying);
  return seen.flatMap(({ sql, parameters }) =>
    store.raw
      .prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
      .all(...parameters)
      .map(({ detail }) => detail),
  );
}
