import { expect, test } from "vitest";
import { openNetHttp, rss, startFeedServer } from "./feed-server.ts";
import { startPollDesk } from "./intake-desk.ts";
import type { PollDesk } from "./intake-desk.ts";
import { saveUploadPart } from "../../../src-main/engine/store/upload.ts";

async function upload(desk: PollDesk, text: string): Promise<string> {
  const uploadId = desk.commandId();
  const bytes = Buffer.from(text);
  await desk.store.write((trx) => saveUploadPart(trx, { uploadId, part: 0, bytes, at: desk.clock.now() }));
  return uploadId;
}

const outline = (url: string, name = url) => `<outline text="${name}" xmlUrl="${url}"/>`;
const list = (...outlines: readonly string[]) => `<opml version="2.0"><body>${outlines.join("")}</body></opml>`;

test("a preview tells new feeds from known ones, doubles and addresses that are none, and asks nobody", async () => {
  const desk = await startPollDesk();
  await desk.add("https://known.example/feed", { name: "Known", allowPrivate: false });
  const uploadId = await upload(
    desk,
    list(
      outline("https://new.example/feed", "New one"),
      outline("https://KNOWN.example/feed#x"),
      outline("https://new.example/feed", "Again"),
      outline("file:///etc/passwd"),
      outline("https://ann:secret@private.example/feed"),
    ),
  );
  const preview = await desk.intake.handlers["sources.previewOpml"]({ uploadId }, desk.call);
  expect(preview.entries.map(({ state, sameAs }) => [state, sameAs])).toEqual([
    ["new", null],
    ["already", "Known"],
    ["twice", "New one"],
    ["bad-address", null],
    ["bad-address", null],
  ]);
});

test("what is chosen is added once, with one event each, and an undo takes back what nobody changed", async () => {
  const desk = await startPollDesk();
  const uploadId = await upload(desk, list(outline("https://a.example/f"), outline("https://b.example/f")));
  const input = { commandId: desk.commandId(), uploadId, keys: [0, 1], department: "Press", allowPrivate: false };
  const done = await desk.intake.handlers["sources.importOpml"](input, desk.call);
  expect(done).toMatchObject({ added: 2, skipped: 0 });
  expect(await desk.events("source.added")).toBe(2);
  const again = await desk.intake.handlers["sources.importOpml"]({ ...input, commandId: desk.commandId() }, desk.call);
  expect(again).toEqual({ added: 0, skipped: 2, ids: [] });
  const [first = "", second = ""] = done.ids;
  expect(await desk.source(first)).toMatchObject({ department: "Press", version: 1 });
  const settings = await desk.intake.handlers["sources.settings"]({ id: first }, desk.call);
  expect(settings.departments).toEqual(["Press"]);
  const { name, network, version } = await desk.row(second);
  await desk.intake.handlers["sources.update"](
    {
      ...{ commandId: desk.commandId(), id: second, version, name, network },
      ...{ everything: false, allowPrivate: false, intervalMinutes: 60 },
    },
    desk.call,
  );
  const undone = await desk.intake.handlers["sources.undoOpml"](
    { commandId: desk.commandId(), ids: done.ids },
    desk.call,
  );
  expect(undone).toEqual({ removed: 1 });
  expect((await desk.intake.handlers["sources.list"]({}, desk.call)).map(({ id }) => id)).toEqual([second]);
});

test("500 imported sources are first polled one after another, none sooner than its turn", async () => {
  const desk = await startPollDesk();
  const urls = Array.from({ length: 500 }, (_, at) => `https://host${at}.example/feed`);
  const uploadId = await upload(desk, list(...urls.map((url) => outline(url))));
  const input = {
    commandId: desk.commandId(),
    uploadId,
    keys: urls.map((_, key) => key),
    department: null,
    allowPrivate: false,
  };
  const done = await desk.intake.handlers["sources.importOpml"](input, desk.call);
  expect(done.added).toBe(500);
  const times = await Promise.all(done.ids.map(async (id) => (await desk.source(id)).nextCheckAt ?? 0));
  expect(new Set(times).size).toBe(500);
  expect(Math.max(...times) - Math.min(...times)).toBeGreaterThanOrEqual(60_000);
  // Said again under the same id, it is done once.
  expect(await desk.intake.handlers["sources.importOpml"](input, desk.call)).toEqual(done);
  expect(await desk.events("source.added")).toBe(500);
});

test("an export that is imported elsewhere brings the same sources, and never a secret", async () => {
  const desk = await startPollDesk();
  const row = await desk.add("https://a.example/f?x=1&y=2", { name: 'Ann & "Co" <x>', allowPrivate: false });
  await desk.intake.handlers["sources.update"](
    {
      ...{ commandId: desk.commandId(), id: row.id, version: row.version, name: row.name, network: "forum" },
      ...{ everything: true, allowPrivate: true, intervalMinutes: 45, department: "Press", retentionDays: 90 },
      signIn: { kind: "basic", name: "ann", secret: "pelican-42" },
    },
    desk.call,
  );
  const { content, sources } = await desk.intake.handlers["sources.exportOpml"]({}, desk.call);
  expect(sources).toBe(1);
  expect(content).not.toContain("pelican-42");
  const other = await startPollDesk();
  const uploadId = await upload(other, content);
  const { ids } = await other.intake.handlers["sources.importOpml"](
    { commandId: other.commandId(), uploadId, keys: [0], department: null, allowPrivate: true },
    other.call,
  );
  const pick = async (from: PollDesk, id: string) => {
    const { name, url, network, everything, allowPrivate, intervalMinutes, ...rest } = await from.source(id);
    const { department, retentionDays, signIn, signInName } = rest;
    return {
      name,
      url,
      network,
      everything,
      allowPrivate,
      intervalMinutes,
      department,
      retentionDays,
      signIn,
      signInName,
    };
  };
  expect(await pick(other, ids[0] ?? "")).toEqual(await pick(desk, row.id));
});

test("a list gives no consent to addresses inside one's own network; the person who imports it does", async () => {
  const desk = await startPollDesk();
  const list = `<opml version="2.0" xmlns:watchroom="urn:watchroom:opml:1"><body>
    <outline text="Router" xmlUrl="http://192.168.0.1/feed" watchroom:private="true"/></body></opml>`;
  const uploadId = await upload(desk, list);
  const { entries } = await desk.intake.handlers["sources.previewOpml"]({ uploadId }, desk.call);
  const { ids } = await desk.intake.handlers["sources.importOpml"](
    { commandId: desk.commandId(), uploadId, keys: [0], department: null, allowPrivate: false },
    desk.call,
  );
  expect(entries.map(({ isPrivate }) => isPrivate)).toEqual([true]);
  expect((await desk.source(ids[0] ?? "")).allowPrivate).toBe(false);
});

test("a check tells live feeds from dead ones and asks a host once every two seconds", async () => {
  const server = await startFeedServer();
  const desk = await startPollDesk(openNetHttp());
  const times: number[] = [];
  server.answerWith((path) => {
    times.push(desk.clock.monotonic());
    return path === "/gone"
      ? { status: 410 }
      : path === "/page"
        ? { body: "<html><body>Hi</body></html>" }
        : { body: rss({ id: "a", text: "One" }) };
  });
  const urls = ["/feed", "/gone", "/page"].map((path) => server.url(path, "feeds.example"));
  const asked = desk.intake.handlers["sources.checkOpml"]({ urls }, desk.call);
  let isDone = false;
  void asked.finally(() => (isDone = true));
  while (!isDone) {
    await new Promise(setImmediate);
    desk.clock.advance(5);
  }
  expect((await asked).map(({ state, says }) => [state, says?.code ?? null])).toEqual([
    ["alive", null],
    ["dead", "fetch.http-410"],
    ["dead", "feed.not_a_feed"],
  ]);
  const gaps = times.slice(1).map((at, index) => at - (times[index] ?? 0));
  expect(gaps.every((gap) => gap >= 2000)).toBe(true);
  expect(gaps).toHaveLength(2);
});
