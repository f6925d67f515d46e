import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { replyHash } from "../../../src-main/domain/replies/reply-hash.ts";
import { troubleOf } from "../../support/fake-publisher.ts";
import { holdMs, startPublishingDesk } from "./desk.ts";
import type { PublishingDesk } from "./desk.ts";

let desk: PublishingDesk;
beforeEach(async () => {
  desk = await startPublishingDesk();
});
afterEach(() => desk.close());

const caseRow = () =>
  desk.parts.store.read
    .selectFrom("desk_case")
    .select(["status", "resolution", "first_response_at"])
    .executeTakeFirstOrThrow();

describe("an approved reply", () => {
  test("is posted once after its hold, is proven by its link, and stops the clock", async () => {
    const reply = await desk.approve(await desk.submit(await desk.draft()));
    expect(reply.posting.account?.name).toBe("Whimbrel");
    await desk.send();
    expect(desk.network.posted).toEqual([]);
    desk.parts.clock.advance(holdMs);
    await desk.send();
    await desk.send();
    const sent = await desk.reply(reply);
    expect([sent.state, sent.proofUrl, sent.sentAt]).toEqual([
      "sent",
      "https://pds.example/p/1",
      desk.parts.clock.now(),
    ]);
    expect(desk.network.posted.map(({ text, account }) => [text, account])).toEqual([[reply.text, desk.account.id]]);
    expect(await caseRow()).toEqual({
      status: "resolved",
      resolution: "answered",
      first_response_at: desk.parts.clock.now(),
    });
    expect((await desk.kinds()).filter((kind) => kind === "reply.sent")).toHaveLength(1);
    expect(desk.nudged.sender).toBe(1);
  });

  test("is committed as sending before anything leaves", async () => {
    const reply = await desk.approved();
    let seen = "";
    desk.network.beforePublish = async () => {
      seen = (await desk.reply(reply)).state;
    };
    await desk.send();
    expect(seen).toBe("sending");
  });

  test("can be cancelled until it is on its way, and not from then on", async () => {
    const reply = await desk.approved();
    let refusal: unknown = null;
    desk.network.beforePublish = async () => {
      const now = await desk.reply(reply);
      refusal = await desk.handlers["replies.cancel"]({ ...desk.on(now), reason: "" }, desk.ines).catch(
        (cause: unknown) => cause,
      );
    };
    await desk.send();
    expect(refusal).toMatchObject({ code: "reply-state" });
    const other = await desk.approved("Another one, sorry.");
    await desk.handlers["replies.cancel"]({ ...desk.on(other), reason: "" }, desk.ines);
    await desk.send();
    expect(desk.network.posted).toHaveLength(1);
  });

  test("whose words were changed behind the desk's back is void and never leaves", async () => {
    const reply = await desk.approved();
    await desk.parts.store.write((trx) => trx.updateTable("reply").set({ text: "Buy now" }).execute());
    await desk.send();
    expect([(await desk.reply(reply)).state, desk.network.calls]).toEqual(["void", []]);
  });

  test("leaves its case open where a person said so", async () => {
    const reply = await desk.approved();
    await desk.handlers["publishing.setClosing"]({ ...desk.on(reply), closesCase: false }, desk.ines);
    await desk.send();
    expect(await caseRow()).toMatchObject({ status: "waiting", first_response_at: desk.parts.clock.now() });
  });
});

describe("trouble", () => {
  test("what did not arrive is tried later, and a person may try it now", async () => {
    const reply = await desk.approved();
    desk.network.mishaps.publish = [{ trouble: troubleOf("retry") }, { trouble: troubleOf("retry") }];
    await desk.send();
    const failed = await desk.reply(reply);
    expect([failed.state, failed.posting.tries, failed.posting.trouble?.code]).toEqual([
      "failed",
      1,
      "fetch.timed-out",
    ]);
    const waitMs = (failed.posting.nextAt ?? 0) - desk.parts.clock.now();
    expect(waitMs).toBeGreaterThan(25_000);
    expect(waitMs).toBeLessThan(35_000);
    await desk.send();
    expect(desk.network.calls.filter((call) => call === "publish")).toHaveLength(1);
    await desk.handlers["publishing.tryNow"](desk.on(failed), desk.ines);
    await desk.send();
    expect((await desk.reply(reply)).posting.tries).toBe(2);
    desk.parts.clock.advance(10 * 60_000);
    await desk.send();
    expect([(await desk.reply(reply)).state, desk.network.posted.length]).toEqual(["sent", 1]);
  });

  test("what may have arrived is looked for before anything is sent again", async () => {
    desk.network.ignoresKeys = true;
    const reply = await desk.approved();
    desk.network.mishaps.publish = [{ trouble: troubleOf("unknown"), arrives: true }];
    await desk.send();
    expect(await desk.reply(reply)).toMatchObject({ state: "failed", posting: { isUnclear: true } });
    desk.parts.clock.advance(10 * 60_000);
    await desk.send();
    expect([(await desk.reply(reply)).state, desk.network.posted.length]).toEqual(["sent", 1]);
    expect(desk.network.calls.filter((call) => call === "publish")).toHaveLength(1);
  });

  test("after the time of its key an unclear reply needs a person, who may look again", async () => {
    desk.network.keyProtectsMs = 60 * 60_000;
    const reply = await desk.approved();
    desk.network.mishaps.publish = [{ trouble: troubleOf("unknown") }];
    await desk.send();
    desk.network.mishaps.reconcile = [{ trouble: troubleOf("retry") }];
    desk.parts.clock.advance(30 * 60_000);
    await desk.send();
    desk.parts.clock.advance(60 * 60_000);
    await desk.send();
    const stuck = await desk.reply(reply);
    expect([stuck.state, stuck.posting.trouble?.code, desk.network.posted]).toEqual([
      "needs_person",
      "publishing.unclear",
      [],
    ]);
    const looked = await desk.handlers["publishing.tryNow"](desk.on(stuck), desk.ines);
    expect([looked.state, looked.posting.trouble?.code, desk.network.posted]).toEqual([
      "needs_person",
      "publishing.unclear",
      [],
    ]);
  });

  test("without a network everything waits, and no try is counted", async () => {
    const reply = await desk.approved();
    desk.network.mishaps.readParent = [{ trouble: troubleOf("offline") }];
    await desk.send();
    const waiting = await desk.reply(reply);
    expect([waiting.state, waiting.posting.tries, waiting.posting.trouble?.code]).toEqual([
      "approved",
      0,
      "fetch.offline",
    ]);
    await desk.send();
    expect(desk.network.posted).toEqual([]);
    desk.outbox.start();
    await desk.outbox.networkIsBack();
    await desk.outbox.drain();
    expect((await desk.reply(reply)).state).toBe("sent");
  });

  test("a server that asks to wait is left alone by every reply of the account for as long", async () => {
    await desk.approved("The first.");
    await desk.approved("The second.");
    desk.network.mishaps.readParent = [{ trouble: troubleOf("limited", { retryAfterMs: 20 * 60_000 }) }];
    await desk.send();
    expect((await desk.accountNow())?.waitUntil).toBe(desk.parts.clock.now() + 20 * 60_000);
    desk.parts.clock.advance(19 * 60_000);
    await desk.send();
    expect(desk.network.posted).toEqual([]);
    desk.parts.clock.advance(60_000);
    await desk.send();
    expect(desk.network.posted.map(({ text }) => text)).toEqual(["The first.", "The second."]);
  });

  test("a refused password pauses the account in words; signing in again lets everything go on", async () => {
    const reply = await desk.approved("The first.");
    await desk.approved("The second.");
    desk.network.mishaps.readParent = [{ trouble: troubleOf("auth") }];
    await desk.send();
    expect(desk.network.calls).toEqual(["readParent"]);
    expect(await desk.accountNow()).toMatchObject({ paused: { code: "fetch.timed-out" }, waiting: 2 });
    const now = await desk.reply(reply);
    await expect(desk.handlers["publishing.tryNow"](desk.on(now), desk.ines)).rejects.toMatchObject({
      code: "account-paused",
    });
    const again = await desk.handlers["accounts.signIn"](
      {
        ...{ ...desk.command(), accountId: desk.account.id, server: "https://pds.example", handle: "whimbrel.example" },
        ...{ password: "right", allowPrivate: false, name: "" },
      },
      desk.mira,
    );
    expect(again.account?.paused).toBe(null);
    await desk.send();
    expect(desk.network.posted.map(({ text }) => text)).toEqual(["The first.", "The second."]);
  });

  test("what will never work fails for good, and a draft of it needs a new approval", async () => {
    const reply = await desk.approved();
    desk.network.mishaps.publish = [{ trouble: troubleOf("permanent") }];
    await desk.send();
    desk.parts.clock.advance(24 * 60 * 60_000);
    await desk.send();
    const failed = await desk.reply(reply);
    expect([failed.state, failed.posting.nextAt]).toEqual(["failed", null]);
    const back = await desk.handlers["publishing.takeBack"](desk.on(failed), desk.ines);
    expect([back.state, back.posting.trouble, back.approvals.every(({ voidedAt }) => voidedAt !== null)]).toEqual([
      "draft",
      null,
      true,
    ]);
    await desk.send();
    expect(desk.network.posted).toEqual([]);
    const approved = await desk.approve(await desk.submit(back));
    desk.parts.clock.advance(holdMs);
    await desk.send();
    expect([(await desk.reply(approved)).state, desk.network.posted.length]).toEqual(["sent", 1]);
  });

  test("trying ends after a day, and a person decides", async () => {
    const reply = await desk.approved();
    desk.network.mishaps.publish = Array.from({ length: 99 }, () => ({ trouble: troubleOf("retry") }));
    for (let tries = 0; tries < 40 && (await desk.reply(reply)).state !== "needs_person"; tries += 1) {
      desk.parts.clock.advance(35 * 60_000);
      await desk.send();
    }
    expect((await desk.reply(reply)).posting).toMatchObject({ tries: 12, trouble: { code: "publishing.worn-out" } });
  });
});

describe("the post that is answered", () => {
  test.each([
    ["gone", "", "publishing.parent-gone"],
    ["blocked", "", "publishing.parent-blocked"],
    ["there", "Never mind, it is here!", "publishing.parent-changed"],
  ] as const)("is %s (%s): nothing is sent, a person looks", async (state, text, code) => {
    const reply = await desk.approved();
    desk.network.parents.set(reply.parentUrl ?? "", { state, text });
    await desk.send();
    const stuck = await desk.reply(reply);
    expect([stuck.state, stuck.posting.trouble?.code, desk.network.posted]).toEqual(["needs_person", code, []]);
    expect(await desk.kinds()).toContain("reply.needs_person");
  });

  test("that changed is answered after a new approval", async () => {
    const reply = await desk.approved();
    desk.network.parents.set(reply.parentUrl ?? "", { state: "there", text: "Never mind, it is here!" });
    await desk.send();
    const back = await desk.handlers["publishing.takeBack"](desk.on(await desk.reply(reply)), desk.ines);
    const target = desk.on(back);
    const edited = await desk.handlers["replies.save"]({ ...target, fields: {}, text: "Glad to hear it." }, desk.ines);
    await desk.approve(await desk.submit(edited));
    desk.parts.clock.advance(holdMs);
    await desk.send();
    expect(desk.network.posted.map(({ text }) => text)).toEqual(["Glad to hear it."]);
  });

  test("is not above what the server posted: the words stand alone, and nobody sends them again", async () => {
    desk.network.losesParents = true;
    const reply = await desk.approved();
    await desk.send();
    const alone = await desk.reply(reply);
    expect([alone.state, alone.posting.trouble?.code, alone.posting.url]).toEqual([
      "needs_person",
      "publishing.stands-alone",
      "https://pds.example/p/1",
    ]);
    const back = await desk.handlers["publishing.takeBack"](desk.on(alone), desk.ines);
    await desk.approve(await desk.submit(back));
    desk.parts.clock.advance(holdMs);
    await desk.send();
    const still = await desk.reply(reply);
    expect([still.state, still.posting.trouble?.code, desk.network.posted.length]).toEqual([
      "needs_person",
      "publishing.posted-before",
      1,
    ]);
    const sent = await desk.handlers["publishing.accept"](desk.on(still), desk.ines);
    expect([sent.state, sent.proofUrl]).toEqual(["sent", "https://pds.example/p/1"]);
  });
});

describe("which account", () => {
  test("switching it after the approval voids that, because it is part of what was approved", async () => {
    const reply = await desk.approved();
    const byHand = await desk.handlers["publishing.setAccount"]({ ...desk.on(reply), accountId: null }, desk.ines);
    expect([byHand.state, byHand.posting.account]).toEqual(["draft", null]);
    const { network, parentUrl, text } = byHand;
    expect(byHand.hash).toBe(replyHash({ network, account: "assisted", parentUrl, text }));
    await desk.send();
    expect(desk.network.posted).toEqual([]);
  });

  test("must be of the network of the post", async () => {
    const manual = await desk.handlers["accounts.addManual"](
      { ...desk.command(), network: "facebook", name: "Page" },
      desk.mira,
    );
    const reply = await desk.draft();
    await expect(
      desk.handlers["publishing.setAccount"]({ ...desk.on(reply), accountId: manual.id }, desk.ines),
    ).rejects.toMatchObject({ code: "account-unfit" });
  });

  test("what it could not post is posted by hand with the same approval, and the outbox leaves it alone", async () => {
    const reply = await desk.approved();
    desk.network.mishaps.publish = [{ trouble: troubleOf("permanent") }];
    await desk.send();
    const given = await desk.handlers["replies.handOver"](desk.on(await desk.reply(reply)), desk.ines);
    expect([given.text, given.reply.state]).toEqual([reply.text, "handed_over"]);
    await desk.send();
    const sent = await desk.handlers["replies.prove"](
      { ...desk.on(given.reply), url: "https://bsky.app/profile/whimbrel/post/9", resolve: true },
      desk.ines,
    );
    expect([sent.state, desk.network.posted]).toEqual(["sent", []]);
  });

  test("that is disconnected sends nothing more: what waited needs a person, drafts go on by hand", async () => {
    const waiting = await desk.approved();
    const draft = await desk.draft("A draft.");
    const account = await desk.accountNow();
    const done = await desk.handlers["accounts.disconnect"](
      { ...desk.command(), id: desk.account.id, version: account?.version ?? 0 },
      desk.mira,
    );
    expect(done).toEqual({ stopped: 1, trouble: null });
    await desk.send();
    expect([(await desk.reply(waiting)).posting.trouble, desk.network.calls]).toEqual([
      { code: "publishing.account-gone", params: { name: "Whimbrel" } },
      [],
    ]);
    expect((await desk.reply(draft)).posting.account).toBe(null);
    expect([desk.parts.secrets.values.size, desk.networks.revoked]).toEqual([0, [desk.account.id]]);
  });
});
