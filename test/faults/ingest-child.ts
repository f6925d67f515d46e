// Stores posts without end in the workspace named on the command line, and says each one only after its commit.
import { writeSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createRandomIds } from "../../src-main/adapters/random-ids.ts";
import { loadSentiment } from "../../src-main/adapters/sentiment-model.ts";
import { createSystemClock } from "../../src-main/adapters/system-clock.ts";
import { runEngineAct } from "../../src-main/engine/commands.ts";
import { storeBatch } from "../../src-main/engine/sources/ingest.ts";
import { createUnderstandings } from "../../src-main/engine/sources/understanding.ts";
import { openStore } from "../../src-main/engine/store/open.ts";
import { insertSource, listSources } from "../../src-main/engine/store/source.ts";
import { onlyShipped } from "../support/only-shipped.ts";

const folder = process.argv[2] ?? "";
const clock = createSystemClock();
const ids = createRandomIds();
const store = await openStore({
  file: join(folder, "desk.db"),
  backups: folder,
  holder: { what: "test", pid: process.pid, since: clock.now() },
});
const parts = { store, clock, ids, log: { info: () => {}, warn: () => {}, error: () => {} }, changed: () => {} };
const { classify } = loadSentiment(fileURLToPath(new URL("../../resources/", import.meta.url)));
const understandings = createUnderstandings(onlyShipped(classify));
const fixed = {
  url: "https://gazette.example/",
  name: "Gazette",
  siteUrl: null,
  network: "microblog",
  everything: true,
  allowPrivate: false,
} as const;
await store.write((trx) => insertSource(trx, { id: ids.ulid(clock.now()), ...fixed, at: clock.now() }));
const [source] = await listSources(store.read);
if (!source) throw new Error("the source was not stored");
for (let batch = 0; ; batch += 1) {
  const names = Array.from({ length: 20 }, (_, at) => `${batch}-${at}`);
  const items = names.map((id) => ({
    ...{
      id,
      title: null,
      titleAsWritten: null,
      link: null,
      text: `My ferry ${id} is late, can you help?`,
      summary: null,
      author: null,
      handle: null,
    },
    ...{
      publishedAt: null,
      updatedAt: null,
      categories: [],
      lang: "en",
      replyUrl: null,
      enclosures: [],
      network: null,
    },
  }));
  await runEngineAct(parts, { topics: [] }, async (act) =>
    storeBatch(act, await understandings(act.trx), { source, items, backfill: false }),
  );
  writeSync(1, `${names.join("\n")}\n`);
}
