import fc from "fast-check";
import { expect, test } from "vitest";
import { createReplyOutbox } from "../../../src-main/engine/publishing/outbox.ts";
import type { ReplyPublisher } from "../../../src-main/ports/reply-publisher.ts";
import { troubleOf } from "../../support/fake-publisher.ts";
import type { Mishap } from "../../support/fake-publisher.ts";
import { startPublishingDesk } from "./desk.ts";
import type { PublishingDesk } from "./desk.ts";

const classes = ["offline", "retry", "limited", "auth", "permanent", "unknown"] as const;
const look = fc.option(
  fc.constantFrom(...classes).map((kind): Mishap => ({ trouble: troubleOf(kind) })),
  { nil: null, freq: 2 },
);
/** An answer that says "retry" or "limited" says that nothing arrived; only an unclear one may hide a post. */
const post = fc.oneof(
  fc.constant(null),
  look,
  fc.boolean().map((arrives): Mishap => ({ trouble: troubleOf("unknown"), arrives })),
);
// Crashes twice: they are what it is about.
const steps = fc.array(
  fc.constantFrom(
    ...["send", "wait", "day", "try now", "take back", "sign in"],
    ...["crash before", "crash before", "crash after", "crash after", "crash after"],
  ),
  { minLength: 3, maxLength: 12 },
);

type Step = "send" | "wait" | "day" | "crash before" | "crash after" | "try now" | "take back" | "sign in";

/** An engine that ends in the middle of a request: what it would have written down afterwards never comes. */
async function crash(desk: PublishingDesk, when: "before" | "after"): Promise<void> {
  let reached = () => {};
  const isThere = new Promise<void>((resolve) => (reached = resolve));
  const { publisher } = desk.network;
  const stopped: ReplyPublisher = {
    ...publisher,
    publish: async (...given) => {
      if (when === "after") await publisher.publish(...given);
      reached();
      return new Promise(() => {});
    },
  };
  const dying = createReplyOutbox({
    ...desk.parts,
    publishers: { ...desk.networks.publishers, bluesky: stopped },
    nudgeSender: () => {},
  });
  dying.start();
  const isDone = dying.drain();
  await Promise.race([isThere, isDone]);
}

async function take(desk: PublishingDesk, replyId: string, step: Step): Promise<void> {
  const now = await desk.reply({ id: replyId });
  const refused = () => {};
  switch (step) {
    case "send":
      return desk.send();
    case "wait":
      return desk.parts.clock.advance(10 * 60_000);
    case "day":
      return desk.parts.clock.advance(25 * 60 * 60_000);
    case "crash before":
      return crash(desk, "before");
    case "crash after":
      return crash(desk, "after");
    case "try now":
      await desk.handlers["publishing.tryNow"](desk.on(now), desk.ines).catch(refused);
      return;
    case "sign in": {
      const again = { accountId: desk.account.id, server: "https://pds.example", handle: "whimbrel.example" };
      const given = { ...desk.command(), ...again, password: "right", allowPrivate: false, name: "" };
      await desk.handlers["accounts.signIn"](given, desk.mira);
      return;
    }
    case "take back": {
      const back = await desk.handlers["publishing.takeBack"](desk.on(now), desk.ines).catch(refused);
      if (!back) return;
      // The same words, or others: both after a new approval only.
      await desk.approve(await desk.submit(back));
      desk.parts.clock.advance(6 * 60_000);
    }
  }
}

// A desk of its own for each run: 12 runs take some seconds, and one post too many is the worst that this program can do.
test("whatever fails, crashes or is tried again, a reply never stands there twice", { timeout: 120_000 }, async () => {
  const run = async (
    walk: readonly Step[],
    mishaps: { readonly publish: (Mishap | null)[]; readonly reconcile: (Mishap | null)[] },
    { ignoresKeys, keyProtectsMs }: { readonly ignoresKeys: boolean; readonly keyProtectsMs: number | null },
  ) => {
    const desk = await startPublishingDesk();
    try {
      Object.assign(desk.network, { ignoresKeys, keyProtectsMs });
      desk.network.mishaps.publish = [...mishaps.publish];
      desk.network.mishaps.reconcile = [...mishaps.reconcile];
      const reply = await desk.approved();
      for (const step of walk) await take(desk, reply.id, step);
      for (let last = 0; last < 3; last += 1) {
        desk.parts.clock.advance(60 * 60_000);
        await desk.send();
      }
      const end = await desk.reply(reply);
      const there = desk.network.posted.length;
      expect([0, 1]).toContain(there);
      expect(end.state === "sent" && there === 0).toBe(false);
    } finally {
      await desk.close();
    }
  };
  await fc.assert(
    fc.asyncProperty(
      steps,
      fc.record({ publish: fc.array(post, { maxLength: 2 }), reconcile: fc.array(look, { maxLength: 2 }) }),
      fc.record({ ignoresKeys: fc.constantFrom(true, true, false), keyProtectsMs: fc.constantFrom(null, 60 * 60_000) }),
      async (walk, mishaps, server) => run(walk as readonly Step[], mishaps, server),
    ),
    { numRuns: Number(process.env["WATCHROOM_RUNS"] ?? 12) },
  );
});
