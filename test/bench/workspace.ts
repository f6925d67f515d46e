import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createRandomIds } from "../../src-main/adapters/random-ids.ts";
import { loadSentiment } from "../../src-main/adapters/sentiment-model.ts";
import { createSystemClock } from "../../src-main/adapters/system-clock.ts";
import type { Parts } from "../../src-main/engine/parts.ts";
import { createUnderstandings } from "../../src-main/engine/sources/understanding.ts";
import { openStore } from "../../src-main/engine/store/open.ts";
import { insertSource, sourceById } from "../../src-main/engine/store/source.ts";
import type { Source } from "../../src-main/engine/store/source.ts";
import { onlyShipped } from "../support/only-shipped.ts";

const { classify } = loadSentiment(fileURLToPath(new URL("../../resources/", import.meta.url)));

export type Bench = {
  readonly parts: Parts;
  readonly source: Source;
  readonly understandings: ReturnType<typeof createUnderstandings>;
  readonly folder: string;
  readonly close: () => Promise<void>;
};

export const quiet = { info: () => {}, warn: () => {}, error: () => {} };

/** A workspace with one source that counts everything: one of its own, or that of a data folder which is there. */
export async function openBench({ dataDir }: { readonly dataDir?: string } = {}): Promise<Bench> {
  const folder = dataDir ?? mkdtempSync(join(tmpdir(), "watchroom-bench-"));
  const clock = createSystemClock();
  const ids = createRandomIds();
  const store = await openStore({
    file: join(folder, "desk.db"),
    backups: join(folder, "backups"),
    holder: { what: "bench", pid: process.pid, since: clock.now() },
  });
  const id = ids.ulid(clock.now());
  const fixed = {
    url: "https://murmur.example/feed",
    name: "Murmur",
    siteUrl: null,
    network: "microblog",
    everything: true,
    allowPrivate: false,
  } as const;
  await store.write((trx) => insertSource(trx, { id, ...fixed, at: clock.now() }));
  const source = await sourceById(store.read, id);
  if (!source) throw new Error("the source was not stored");
  return {
    parts: { store, clock, ids, log: quiet, changed: () => {} },
    source,
    understandings: createUnderstandings(onlyShipped(classify)),
    folder,
    close: async () => {
      await store.close();
      if (dataDir === undefined) rmSync(folder, { recursive: true });
    },
  };
}
