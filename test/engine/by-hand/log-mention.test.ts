import { describe, expect, test } from "vitest";
import type { Input } from "../../../src-main/contract/methods.ts";
import { findChainFault, listEvents } from "../../../src-main/engine/store/event-log.ts";
import { dumpRows, startDesk } from "./desk.ts";
import type { Desk } from "./desk.ts";

const HOUR = 3_600_000;
const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);
const complaint = {
  kind: "call",
  text: "I am still waiting for my refund for booking 4417. Your last ferry was cancelled and nobody told us.",
  person: "Hettie Moss",
  reach: "0044 20 7946 0958",
} as const satisfies Partial<Input<"mentions.log">>;

const sources = async ({ parts }: Desk) =>
  parts.store.read.selectFrom("source").select(["url", "kind", "name", "everything"]).orderBy("id").execute();

describe("a call entered by hand", () => {
  test("stands in the queue with a running clock, is counted, found by search and tied to its caller", async () => {
    const desk = await startDesk();
    const logged = await desk.call("mentions.log", { ...complaint, bucket: "care" });
    expect(logged).toMatchObject({ bucket: "care", waits: true, waiting: 1 });
    const { rows } = await desk.call("triage.page", { view: "care" });
    expect(rows).toMatchObject([
      {
        id: logged.storyId,
        author: "Hettie Moss",
        handle: "+442079460958",
        network: "phone",
        source: "Calls",
        url: null,
        publishedAt: desk.parts.clock.now(),
        case: { status: "new", queuedAt: desk.parts.clock.now() },
        clock: { state: "ok", running: true },
      },
    ]);
    const found = await desk.call("mentions.list", { search: "refund AND network:phone" });
    expect(found.mentions).toMatchObject([{ id: logged.mentionId, lang: "en" }]);
    const detail = await desk.call("cases.get", { storyId: logged.storyId });
    expect(detail.contact).toMatchObject({
      name: "Hettie Moss",
      handles: [{ network: "phone", handle: "+442079460958" }],
    });
    const counts = await desk.parts.store.read
      .selectFrom("slot_bucket")
      .selectAll()
      .where("mentions", ">", 0)
      .execute();
    expect(counts).toMatchObject([{ bucket: "care", mentions: 1, stories: 1 }]);
    expect(await sources(desk)).toEqual([{ url: "by-hand:call", kind: "by_hand", name: "Calls", everything: 1 }]);
    expect(await findChainFault(desk.parts.store.read)).toBeNull();
  });

  test("is routed by the rules when nobody says where it belongs", async () => {
    const desk = await startDesk();
    const { storyId } = await desk.call("mentions.log", complaint);
    const { story } = await desk.call("cases.get", { storyId });
    expect(story.reason.says.code).not.toBe("reason.person");
    expect(story.bucket).toBe("care");
  });

  test("sent twice with one command id is entered once", async () => {
    const desk = await startDesk();
    const commandId = desk.parts.commandId();
    const first = await desk.call("mentions.log", { ...complaint, commandId });
    const before = await dumpRows(desk);
    expect(await desk.call("mentions.log", { ...complaint, commandId })).toEqual(first);
    expect(await dumpRows(desk)).toEqual(before);
  });

  test("may have happened before, and its clock begins when the desk knows", async () => {
    const desk = await startDesk();
    const happenedAt = desk.parts.clock.now() - 3 * HOUR;
    const { storyId } = await desk.call("mentions.log", { ...complaint, happenedAt, bucket: "care" });
    const { story } = await desk.call("cases.get", { storyId });
    expect(story).toMatchObject({ publishedAt: happenedAt, case: { queuedAt: desk.parts.clock.now() } });
  });

  test("that was dealt with is closed as handed to private, with what was said as a note", async () => {
    const desk = await startDesk();
    const logged = await desk.call("mentions.log", { ...complaint, dealtWith: "Refund started, arrives Friday." });
    expect(logged).toMatchObject({ bucket: "care", waits: false, waiting: 0 });
    const detail = await desk.call("cases.get", { storyId: logged.storyId });
    expect(detail.story.case).toMatchObject({ status: "resolved", resolution: "handed_private" });
    expect(detail.clock.firstResponseAt).toBe(desk.parts.clock.now());
    expect(detail.notes).toMatchObject([{ text: "Refund started, arrives Friday." }]);
  });

  test("that was dealt with was in private from the beginning: it is no complaint that was brought there", async () => {
    const desk = await startDesk();
    const from = desk.parts.clock.now();
    const { storyId } = await desk.call("mentions.log", { ...complaint, bucket: "care", dealtWith: "Told them." });
    expect(await desk.call("privatePath.get", { storyId })).toMatchObject({ step: null, remindAt: null });
    expect(await desk.call("privatePath.rate", { from, to: from + 1 })).toMatchObject({ invited: 0, completed: 0 });
  });

  test("of praise that was dealt with is a case all the same", async () => {
    const desk = await startDesk();
    const logged = await desk.call("mentions.log", {
      kind: "walk-in",
      text: "Nice boats.",
      dealtWith: "Thanked them.",
    });
    expect(logged.bucket).not.toBe("analytics");
  });

  test.each([
    ["a time to come", { happenedAt: 4_000_000_000_000 }, "future-time"],
    ["a post without its address", { kind: "post" }, "link-needed"],
    ["an address that is a script", { kind: "post", url: "javascript:alert(1)" }, "link-needed"],
    ["a picture that the desk does not have", { picture: "01KA8K3F000000000000000099" }, "file-gone"],
    ["words of control characters alone", { text: "\u202e" }, "bad-input"],
  ] as const)("with %s is refused and leaves nothing", async (_what, change, code) => {
    const desk = await startDesk();
    await expect(desk.call("mentions.log", { ...complaint, ...change })).rejects.toMatchObject({ code });
    expect((await dumpRows(desk))["item"]).toEqual([]);
    expect(await sources(desk)).toEqual([]);
  });
});

describe("a contact", () => {
  test("who calls and walks in with the same number is one", async () => {
    const desk = await startDesk();
    const called = await desk.call("mentions.log", { ...complaint, bucket: "care" });
    const came = await desk.call("mentions.log", {
      ...complaint,
      kind: "walk-in",
      reach: "+44 (20) 7946-0958",
      bucket: "care",
    });
    const contact = async (storyId: string) => (await desk.call("cases.get", { storyId })).contact?.id;
    expect(await contact(called.storyId)).toBe(await contact(came.storyId));
    expect(await desk.parts.store.read.selectFrom("contact").selectAll().execute()).toHaveLength(1);
  });

  test("is nobody with a name alone", async () => {
    const desk = await startDesk();
    const { storyId } = await desk.call("mentions.log", { ...complaint, reach: "", bucket: "care" });
    expect((await desk.call("cases.get", { storyId })).contact).toBeNull();
  });
});

describe("a post of a closed network", () => {
  const post = {
    kind: "post",
    network: "facebook",
    url: "https://www.facebook.com/groups/ferries/posts/1",
    text: "Never again with this ferry, my booking was lost.",
    person: "Tom Reed",
  } as const;

  test("keeps its picture, which is shown only while it is what was stored", async () => {
    const desk = await startDesk();
    const { mentionId } = await desk.call("mentions.log", { ...post, picture: await desk.upload(png) });
    const picture = await desk.call("mentions.picture", { mentionId });
    expect(picture).toMatchObject({ type: "image/png", data: png.toString("base64") });
    expect((await dumpRows(desk))["upload_part"]).toEqual([]);
    await desk.parts.store.write((trx) =>
      trx
        .updateTable("item_picture")
        .set({ bytes: Buffer.from("<svg onload=alert(1)>") })
        .execute(),
    );
    expect(await desk.call("mentions.picture", { mentionId })).toBeNull();
  });

  test.each([
    ["an SVG", Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'/>"), "not-a-picture"],
    ["a web page", Buffer.from("<html>"), "not-a-picture"],
    ["more than 5 MB", Buffer.concat([png, Buffer.alloc(5_000_001)]), "file-too-large"],
  ])("takes no %s for a picture", async (_what, bytes, code) => {
    const desk = await startDesk();
    const picture = await desk.upload(bytes);
    await expect(desk.call("mentions.log", { ...post, picture })).rejects.toMatchObject({ code });
    expect((await dumpRows(desk))["item"]).toEqual([]);
  });

  test("joins the story of the same person at the same address, and an undo leaves that story as it was", async () => {
    const desk = await startDesk();
    const first = await desk.call("mentions.log", { ...post, bucket: "care" });
    const before = await dumpRows(desk);
    desk.parts.clock.advance(60_000);
    const second = await desk.call("mentions.log", post);
    expect(second.storyId).toBe(first.storyId);
    await desk.call("triage.undo", { batchId: second.batchId });
    expect(await dumpRows(desk)).toEqual(before);
  });

  test("of another person at the same address is a story of its own: each of them waits for an answer", async () => {
    const desk = await startDesk();
    const first = await desk.call("mentions.log", { ...post, bucket: "care" });
    const second = await desk.call("mentions.log", { ...post, person: "Ann Other", bucket: "care" });
    expect(second.storyId).not.toBe(first.storyId);
    expect((await desk.call("triage.page", { view: "care" })).rows).toHaveLength(2);
  });
});

describe("taking it back", () => {
  test.each([
    ["a queued call", {}],
    ["a call that was only counted", { bucket: "analytics" }],
    ["a call put somewhere by hand", { bucket: "pr" }],
    ["a call that was dealt with", { dealtWith: "Told them." }],
    [
      "a post that was dealt with",
      { kind: "post", network: "mastodon", url: "https://island.example/1", dealtWith: "Told them." },
    ],
  ] as const)("leaves nothing of %s but its events", async (_what, change) => {
    const desk = await startDesk();
    const before = await dumpRows(desk);
    const picture = await desk.upload(png);
    const logged = await desk.call("mentions.log", { ...complaint, ...change, picture });
    await desk.call("triage.undo", { batchId: logged.batchId });
    expect(await dumpRows(desk)).toEqual(before);
    expect((await desk.call("mentions.list", { search: "refund" })).mentions).toEqual([]);
    const kinds = (await listEvents(desk.parts.store.read, { limit: 100 })).map((event) => event.kind);
    expect(kinds.filter((kind) => kind.startsWith("mention."))).toEqual(["mention.logged", "mention.withdrawn"]);
  });

  test("is refused to another agent, and when somebody went on with the case", async () => {
    const desk = await startDesk();
    const bob = await desk.parts.addPerson("Bob Ray", "agent");
    const logged = await desk.call("mentions.log", { ...complaint, bucket: "care" });
    const undo = (as = desk.ann) => desk.call("triage.undo", { batchId: logged.batchId }, as);
    await expect(undo(bob)).rejects.toMatchObject({ code: "not-allowed" });
    await desk.call("cases.open", { storyId: logged.storyId }, bob);
    await expect(undo()).rejects.toMatchObject({ code: "stale" });
  });
});
