import { readdirSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, expect, test } from "vitest";
import { backUp } from "../../../src-main/engine/workspace/back-up.ts";
import { readGaps } from "../../../src-main/engine/cases/read-gaps.ts";
import { checkWorkspace } from "../../../src-main/engine/workspace/check.ts";
import { createRunningLog } from "../../../src-main/engine/workspace/running.ts";
import { listSpans } from "../../../src-main/engine/store/running-span.ts";
import type { Http, HttpAnswer } from "../../../src-main/ports/http.ts";
import { startTestParts } from "../../support/test-engine.ts";
import type { TestParts } from "../../support/test-engine.ts";
import { createWholeEngine } from "../../support/whole-engine.ts";

let parts: TestParts;
beforeEach(async () => {
  parts = await startTestParts();
});
afterEach(() => parts.close());

const feed = `<?xml version="1.0"?><rss version="2.0"><channel><title>Gazette</title><link>https://gazette.example/</link><description>news</description>
${["late again", "on time", "cancelled"].map((what, index) => `<item><title>Whimbrel is ${what}</title><guid>g${index}</guid><pubDate>Tue, 17 Nov 2026 0${index + 6}:00:00 GMT</pubDate><description>My booking with Whimbrel: ${what}.</description></item>`).join("")}
</channel></rss>`;

const gazette: Http = {
  get: ({ url }) =>
    Promise.resolve({
      ...{ status: "ok", url, httpStatus: 200, redirects: [], tookMs: 1 },
      headers: { "content-type": "application/rss+xml" },
      body: Buffer.from(feed),
    } satisfies HttpAnswer),
  post: () => Promise.reject(new Error("nothing is posted here")),
};

/** Three mentions that came the whole way: source, poll, watch, story, counts, search index. */
async function storeMentions(): Promise<void> {
  const engine = createWholeEngine(parts, { http: gazette });
  const lead = await parts.addPerson("Sunniva", "lead", "admin");
  await engine.handlers["watches.save"](
    { commandId: parts.commandId(), name: "Brand", set: "own", query: "whimbrel" },
    lead,
  );
  await engine.handlers["sources.add"](
    { commandId: parts.commandId(), url: "https://gazette.example/feed", allowPrivate: false },
    lead,
  );
  await engine.handlers["sources.poll"]({ all: true }, lead);
  await engine.idle();
}

test("a workspace with mentions adds up", async () => {
  await storeMentions();
  const { n } = await parts.store.read
    .selectFrom("mention")
    .select((eb) => eb.fn.countAll<number>().as("n"))
    .executeTakeFirstOrThrow();
  expect([n, await checkWorkspace(parts)]).toEqual([3, { ok: true, findings: [] }]);
});

test.each([
  [
    "a count by bucket that is off by one",
    "UPDATE slot_bucket SET mentions = mentions + 1 WHERE slot = (SELECT min(slot) FROM slot_bucket)",
    { code: "check.counts", params: { table: "slot_bucket", rows: 1 } },
  ],
  [
    "a count by source that is gone",
    "DELETE FROM slot_source WHERE slot = (SELECT min(slot) FROM slot_source)",
    { code: "check.counts", params: { table: "slot_source", rows: 1 } },
  ],
  [
    "a count by watch for nothing",
    "INSERT INTO slot_watch (slot, watch_id, mentions, stories) VALUES (1, 1, 1, 1)",
    { code: "check.counts", params: { table: "slot_watch", rows: 1 } },
  ],
  [
    "a watch whose own number is not the sum of its counts",
    "UPDATE watch SET mentions = mentions + 1 WHERE id = (SELECT min(id) FROM watch)",
    { code: "check.counts", params: { table: "watch", rows: 1 } },
  ],
  [
    "a mention that is not in the search index",
    "INSERT INTO mention_fts (mention_fts, rowid, title, text, author, spellings) SELECT 'delete', * FROM mention_text ORDER BY id LIMIT 1",
    { code: "check.search-index", params: {} },
  ],
  [
    "words that the search index does not know",
    "UPDATE item SET text = 'quite another thing' WHERE id = (SELECT min(id) FROM mention)",
    { code: "check.search-index", params: {} },
  ],
  [
    "a mention that left its story",
    "UPDATE story_member SET left_at = 1 WHERE mention_id = (SELECT min(id) FROM mention)",
    { code: "check.orphans", params: { table: "mention", rows: 1 } },
  ],
  [
    "a row that names another which is not there",
    "PRAGMA foreign_keys = OFF; DELETE FROM watch_version; DELETE FROM watch",
    { code: "check.references", params: { table: "mention_watch", rows: 3 } },
  ],
])("found: %s", async (_name, sql, finding) => {
  await storeMentions();
  parts.store.raw.exec(sql);
  expect((await checkWorkspace(parts)).findings).toContainEqual(finding);
});

test("a backup is one proven file with everything in it, taken while the workspace is in use", async () => {
  await storeMentions();
  const folder = join(parts.folder, "copies");
  const file = await backUp(parts, folder);
  expect(readdirSync(folder)).toEqual(["desk-backup-20261117-100000.db"]);
  const copy = new Database(file, { readonly: true });
  expect(copy.prepare("SELECT count(*) AS n FROM mention").get()).toEqual({ n: 3 });
  copy.close();
});

test("a backup into what is no folder is refused in words", async () => {
  await expect(backUp(parts, join(parts.store.file, "copies"))).rejects.toMatchObject({ code: "backup-failed" });
});

test("the engine notes once a minute that it runs, and when it stopped", async () => {
  const running = createRunningLog(parts);
  const start = parts.clock.now();
  await running.start();
  parts.clock.advance(60_000);
  await parts.store.write(() => Promise.resolve()); // behind the note that the minute began
  parts.clock.advance(30_000);
  await running.stop();
  expect(await listSpans(parts.store.read, { from: start, to: start + 600_000 })).toEqual([
    { from: start, to: start + 90_000, woke: false },
  ]);
});

test("a sleep of the computer and a time in which the engine was off are two kinds of gap", async () => {
  const start = parts.clock.now();
  const minute = 60_000;
  const running = createRunningLog(parts);
  await running.start();
  // The computer sleeps: the note that was due in a minute comes 40 minutes later.
  parts.clock.setNow(start + 40 * minute);
  parts.clock.advance(0);
  await parts.store.write(() => Promise.resolve());
  await running.stop();
  parts.clock.setNow(start + 60 * minute);
  await createRunningLog(parts).start();
  const gaps = await readGaps(parts.store.read, { from: start, to: start + 60 * minute });
  expect(gaps).toEqual([
    { from: start, to: start + 40 * minute, kind: "asleep" },
    { from: start + 40 * minute, to: start + 60 * minute, kind: "off" },
  ]);
});
