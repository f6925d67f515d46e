import { describe, expect, test } from "vitest";
import { listEvents } from "../../../src-main/engine/store/event-log.ts";
import { createWholeEngine } from "../../support/whole-engine.ts";
import { dumpRows, startDesk } from "./desk.ts";
import type { Desk } from "./desk.ts";

const DAY = 86_400_000;

const file = [
  "Date,Author,Snippet,URL,Source,Sentiment",
  '2026-10-01 09:00,Tom Reed,"Never again, you lost my booking and nobody answers my emails.",https://forum.example/1,Forums,positive',
  '2026-10-02 10:30,Hettie Moss,"=HYPERLINK(""http://evil.example"",""refund"")",https://x.com/hettie/2,Twitter,neutral',
  "yesterday,Ann,No date here,https://forum.example/3,Forums,",
  "2026-10-03 11:00,Ann,,https://forum.example/4,Forums,",
  "2026-10-03 12:00,Bob,The ferry was fine.,javascript:alert(1),Forums,",
  '2026-10-01 09:00,Tom Reed,"Never again, you lost my booking and nobody answers my emails.",https://www.forum.example/1/?utm_source=a,Forums,positive',
  "",
].join("\r\n");

async function preview(desk: Desk, text: string | Buffer) {
  const uploadId = await desk.upload(Buffer.from(text));
  return { uploadId, preview: await desk.call("imports.preview", { uploadId }, desk.lea) };
}

async function run(desk: Desk, text: string | Buffer, change: { everything?: boolean; name?: string } = {}) {
  const { uploadId, preview: shown } = await preview(desk, text);
  const begun = await desk.call(
    "imports.run",
    { uploadId, name: "Export", reading: shown.reading, ...change },
    desk.lea,
  );
  await desk.engine.idle();
  const done = await desk.call("imports.get", { id: begun.id });
  expect(done.stored + done.known + done.twice + done.problems).toBe(done.total);
  return done;
}

async function itemRows({ parts }: Desk) {
  return parts.store.read
    .selectFrom("item")
    .select(["author", "text", "url", "network", "backfill", "published_at"])
    .orderBy("published_at")
    .execute();
}

describe("a preview", () => {
  test("shows the columns, the rows as they would be stored, and the reason of every row that would not", async () => {
    const desk = await startDesk();
    const before = await dumpRows(desk);
    const { preview: shown } = await preview(desk, file);
    expect(shown).toMatchObject({
      fault: null,
      delimiter: ",",
      encoding: "utf-8",
      reading: { columns: { date: 0, author: 1, text: 2, url: 3, network: 4, sentiment: 5 }, timeZone: "UTC" },
      counts: { total: 6, stored: 2, known: 0, twice: 1, problems: 3 },
    });
    expect(shown.rows).toMatchObject([
      { row: 1, line: 2, author: "Tom Reed", network: "forum", sentiment: "negative", bucket: "care", state: "new" },
      { row: 2, text: '=HYPERLINK("http://evil.example","refund")', network: "x", state: "new" },
      { row: 6, state: "twice" },
    ]);
    expect(shown.problems.map(({ line, says }) => [line, says.code])).toEqual([
      [4, "import.problem.dateUnread"],
      [5, "import.problem.noWords"],
      [6, "import.problem.linkUnread"],
    ]);
    expect({ ...(await dumpRows(desk)), upload_part: [] }).toEqual(before);
  });

  test("reads the same file with semicolons, tabs, UTF-16, a byte order mark and lines above the headings", async () => {
    const desk = await startDesk();
    const rows = [
      ["Report", "", ""],
      ["Published", "Full Text", "Author"],
      ["21.11.2025 14:02", "Ünser Schiff; kam\tspät", "Ärne"],
    ];
    const write = (cut: string) => rows.map((row) => row.map((cell) => `"${cell}"`).join(cut)).join("\n");
    const forms = [
      Buffer.from(write(";")),
      Buffer.from(`\ufeff${write(",")}`),
      Buffer.from(`\ufeff${write("\t")}`, "utf16le"),
      Buffer.from(write("\t"), "utf16le"),
      Buffer.from(write("|"), "latin1"),
    ];
    for (const form of forms) {
      const { preview: shown } = await preview(desk, form);
      expect(shown.rows).toMatchObject([
        { author: "Ärne", text: "Ünser Schiff; kam\tspät", publishedAt: Date.UTC(2025, 10, 21, 14, 2) },
      ]);
    }
  });

  test("takes the mapping that a person chose, with its time zone", async () => {
    const desk = await startDesk();
    const uploadId = await desk.upload(Buffer.from("when,what\n03/04/2026 10:00,Late again\n"));
    const nothing = await desk.call("imports.preview", { uploadId }, desk.lea);
    expect(nothing.fault).toEqual({ code: "import.fault.noDate", params: {} });
    const reading = { columns: { date: 0, text: 1 }, timeZone: "Europe/Berlin", dayOrder: "month-first" } as const;
    const shown = await desk.call("imports.preview", { uploadId, reading }, desk.lea);
    expect(shown.rows).toMatchObject([{ publishedAt: Date.UTC(2026, 2, 4, 9, 0), text: "Late again" }]);
  });

  test("of a file that is gone is refused", async () => {
    const desk = await startDesk();
    const reading = desk.call("imports.preview", { uploadId: desk.parts.commandId() }, desk.lea);
    await expect(reading).rejects.toMatchObject({ code: "file-gone" });
  });
});

describe("an import", () => {
  test("stores what can be stored as a backfill, judged by us, and lists the rest", async () => {
    const desk = await startDesk();
    const done = await run(desk, file);
    expect(done).toMatchObject({ state: "done", total: 6, done: 6, stored: 2, mentions: 2, twice: 1, problems: 3 });
    expect(done.problemRows.map(({ row, line }) => [row, line])).toEqual([
      [3, 4],
      [4, 5],
      [5, 6],
    ]);
    expect(await itemRows(desk)).toMatchObject([
      { author: "Tom Reed", network: "forum", backfill: 1, published_at: Date.UTC(2026, 9, 1, 9) },
      { author: "Hettie Moss", network: "x", backfill: 1 },
    ]);
    const { mentions } = await desk.call("mentions.list", { search: "booking" });
    // The tool said positive.
    expect(mentions).toMatchObject([{ sentiment: { label: "negative" }, source: "Export" }]);
    expect((await desk.call("triage.page", { view: "waiting" })).rows).toEqual([]);
    expect((await dumpRows(desk))["upload_part"]).toEqual([]);
  });

  test("opens cases for the last 24 hours only", async () => {
    const desk = await startDesk();
    const iso = (ago: number) => new Date(desk.parts.clock.now() - ago).toISOString();
    const words = "My booking was lost and I am still waiting for my refund";
    await run(desk, `date,text,author\n${iso(DAY / 2)},${words},A\n${iso(2 * DAY)},${words} too,B\n`);
    const { rows } = await desk.call("triage.page", { view: "waiting" });
    expect(rows).toMatchObject([{ author: "A" }]);
  });

  test("of the same file again changes nothing", async () => {
    const desk = await startDesk();
    await run(desk, file);
    const before = await dumpRows(desk);
    expect(await run(desk, file, { name: "Another name" })).toMatchObject({
      stored: 0,
      known: 2,
      twice: 1,
      problems: 3,
    });
    expect(await dumpRows(desk)).toEqual(before);
    expect(await desk.parts.store.read.selectFrom("source").selectAll().execute()).toHaveLength(1);
  });

  test("knows what a larger file brought before, and what a feed brought", async () => {
    const desk = await startDesk();
    await run(desk, file);
    const more = `${file}2026-10-05 10:00,Eve,New words,https://forum.example/9,Forums,\r\n`;
    expect(await run(desk, more)).toMatchObject({ stored: 1, known: 2 });
    const short = "Date,Text,Link\n2026-10-05,New wo…,https://forum.example/9\n";
    expect(await run(desk, short)).toMatchObject({ stored: 0, known: 1 });
    const other = "Date,Text,Link,Author\n2026-10-06,I think so too,https://forum.example/9,Zoe\n";
    expect(await run(desk, other)).toMatchObject({ stored: 1, known: 0 });
  });

  test("counts only what a watch matches when asked", async () => {
    const desk = await startDesk();
    await desk.call("watches.save", { name: "Refunds", query: "booking" }, desk.lea);
    expect(await run(desk, file, { everything: false })).toMatchObject({ stored: 2, mentions: 1 });
  });

  test("sent twice with one command id is run once", async () => {
    const desk = await startDesk();
    const { uploadId, preview: shown } = await preview(desk, file);
    const given = { commandId: desk.parts.commandId(), uploadId, name: "Export", reading: shown.reading };
    const first = await desk.call("imports.run", given, desk.lea);
    await desk.engine.idle();
    expect(await desk.call("imports.run", given, desk.lea)).toMatchObject({ id: first.id, stored: 2 });
    expect(await desk.call("imports.list", {})).toHaveLength(1);
  });

  test("goes in slices with an event each, can be stopped, and goes on where a stopped engine was", async () => {
    const desk = await startDesk();
    const many = ["date,text", ...Array.from({ length: 950 }, (_, at) => `2026-01-01,Row number ${at}`)].join("\n");
    await desk.engine.start();
    const { uploadId, preview: shown } = await preview(desk, many);
    const begun = await desk.call("imports.run", { uploadId, name: "Many", reading: shown.reading }, desk.lea);
    await desk.engine.stop();
    const stopped = await desk.call("imports.get", { id: begun.id });
    expect(stopped.state).not.toBe("done");
    const again = createWholeEngine(desk.parts);
    await again.start();
    await again.idle();
    await again.stop();
    const done = await desk.call("imports.get", { id: begun.id });
    expect(done).toMatchObject({ state: "done", total: 950, done: 950, stored: 950, twice: 0, known: 0 });
    const stored = (await listEvents(desk.parts.store.read, { limit: 100 })).filter(
      ({ kind }) => kind === "ingest.stored",
    );
    expect(stored.map(({ payload }) => payload?.["items"])).toEqual([200, 200, 200, 200, 150]);
  });

  test("that was cancelled keeps what it has stored and stores no more", async () => {
    const desk = await startDesk();
    const many = ["date,text", ...Array.from({ length: 950 }, (_, at) => `2026-01-01,Row number ${at}`)].join("\n");
    await desk.engine.start();
    const { uploadId, preview: shown } = await preview(desk, many);
    const begun = await desk.call("imports.run", { uploadId, name: "Many", reading: shown.reading }, desk.lea);
    const cancelled = await desk.call("imports.cancel", { id: begun.id }, desk.lea);
    await desk.engine.idle();
    const after = await desk.call("imports.get", { id: begun.id });
    expect(after).toEqual({ ...cancelled, problemRows: [] });
    expect(after).toMatchObject({ state: "cancelled", total: 950 });
    expect((await itemRows(desk)).length).toBe(after.stored);
  });

  test("of headings alone is done at once", async () => {
    const desk = await startDesk();
    expect(await run(desk, "date,text\n")).toMatchObject({ state: "done", total: 0, stored: 0 });
  });
});

test("a source that nobody polls is never polled, and one by hand stays", async () => {
  const desk = await startDesk();
  await desk.call("mentions.log", { kind: "call", text: "A call" });
  await run(desk, file);
  expect(await desk.call("sources.poll", { all: true })).toMatchObject({ polled: 0, failed: 0 });
  const sources = await desk.call("sources.list", {});
  const byHand = sources.find(({ url }) => url === "by-hand:call");
  if (!byHand) throw new Error("a call made its source");
  const removing = desk.call("sources.remove", { id: byHand.id, version: byHand.version }, desk.lea);
  await expect(removing).rejects.toMatchObject({ code: "source-by-hand" });
});
