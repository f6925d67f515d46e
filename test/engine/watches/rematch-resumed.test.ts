import { copyFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { loadSentiment } from "../../../src-main/adapters/sentiment-model.ts";
import { runEngineAct } from "../../../src-main/engine/commands.ts";
import { createUnderstandings } from "../../../src-main/engine/sources/understanding.ts";
import { newestJob } from "../../../src-main/engine/store/job.ts";
import { openStore } from "../../../src-main/engine/store/open.ts";
import type { Store } from "../../../src-main/engine/store/open.ts";
import { saveWatch, watchByRow } from "../../../src-main/engine/store/watch.ts";
import { createRematcher, enqueueRematch, rematchKind } from "../../../src-main/engine/watches/rematch-job.ts";
import type { RematchParts } from "../../../src-main/engine/watches/rematch-job.ts";
import { checkWorkspace } from "../../../src-main/engine/workspace/check.ts";
import { resourcesFolder } from "../../support/whole-engine.ts";
import { parsedItem, startIntakeDesk } from "../sources/desk.ts";
import type { IntakeDesk } from "../sources/desk.ts";
import { onlyShipped } from "../../support/only-shipped.ts";

const posts = 120;
const boats = ["Whimbrel", "Plover", "Curlew"];
const ends = ["is late at the quay", "sails at noon from the other side", "has a new cook and better soup"];

/** A desk whose watch is to find another boat than it did: all its posts are to be matched anew. */
async function deskToRematch(): Promise<IntakeDesk> {
  const desk = await startIntakeDesk();
  const watch = await desk.addWatch("Boats", "whimbrel");
  const source = await desk.addSource();
  const items = Array.from({ length: posts }, (_, at) => {
    // Every seventh says what another said, so that there are stories of two.
    const of = at % 7 === 6 ? at - 3 : at;
    const text = `The ${boats[of % 3]} ${ends[Math.floor(of / 3) % 3]}, voyage ${of} to pier ${of * 31}`;
    return parsedItem({ id: `post-${at}`, text, publishedAt: desk.clock.now() - at * 60_000 });
  });
  await desk.store200(source, items.slice(0, 60));
  await desk.store200(source, items.slice(60));
  await runEngineAct(desk, { topics: [] }, async (act) => {
    const stored = await watchByRow(act.trx, watch);
    if (!stored) throw new Error("the watch was not stored");
    await saveWatch(act.trx, stored, { name: "Boats", set: "own", query: "plover OR late", at: act.at });
    await enqueueRematch(act);
  });
  return desk;
}

async function rematchAll(parts: RematchParts): Promise<void> {
  const rematcher = createRematcher(parts);
  rematcher.soon();
  await rematcher.idle();
}

/** Begins and is stopped as soon as a first part is done; answers how much that was. */
async function rematchInPart(parts: RematchParts): Promise<number> {
  const rematcher = createRematcher(parts);
  rematcher.soon();
  const done = async () => (await newestJob(parts.store.read, rematchKind))?.done ?? 0;
  while ((await done()) === 0) await new Promise(setImmediate);
  await rematcher.stop();
  return done();
}

/** The file as the engine left it, opened by another engine. */
async function openedAgain({ store, folder, clock, ...parts }: IntakeDesk): Promise<RematchParts> {
  store.raw.pragma("wal_checkpoint(TRUNCATE)");
  const again = join(folder, "again");
  mkdirSync(again);
  copyFileSync(store.file, join(again, "desk.db"));
  const opened = await openStore({
    file: join(again, "desk.db"),
    backups: join(again, "backups"),
    holder: { what: "test", pid: process.pid, since: clock.now() },
  });
  onTestFinished(() => opened.close());
  const { classify } = loadSentiment(resourcesFolder);
  return { ...parts, clock, store: opened, understandings: createUnderstandings(onlyShipped(classify)) };
}

/**
 * What re-matching comes to. How the work was cut into transactions decides which row a story gets and which of two copies
 * in different ones is its first: stories are named by their oldest mention, and counts are without stories.
 */
async function found({ read }: Store) {
  const { state, done } = (await newestJob(read, rematchKind)) ?? {};
  const mentions = await read.selectFrom("mention").selectAll().orderBy("id").execute();
  const members = await read.selectFrom("story_member").selectAll().orderBy("mention_id").execute();
  const nameOf = new Map(mentions.toReversed().map(({ story_id, id }) => [story_id, id]));
  return {
    job: { state, done },
    mentions: mentions.map(({ story_id, is_first: _, ...mention }) => ({ ...mention, story: nameOf.get(story_id) })),
    members: members.map(({ mention_id, story_id, left_at }) => [mention_id, nameOf.get(story_id), left_at]),
    firsts: mentions.filter(({ is_first }) => is_first === 1).length - nameOf.size,
    hits: await read.selectFrom("mention_watch").selectAll().orderBy("mention_id").execute(),
    counts: await read.selectFrom("slot_watch").select(["slot", "watch_id", "mentions"]).orderBy("slot").execute(),
    watches: await read.selectFrom("watch").select(["id", "mentions"]).execute(),
  };
}

test("re-matching that a stop of the engine interrupted goes on where it was, and ends as if nothing had happened", async () => {
  const whole = await deskToRematch();
  await rematchAll(whole);
  const stopped = await deskToRematch();
  const done = await rematchInPart(stopped);
  expect(done).toBeGreaterThan(0);
  expect(done).toBeLessThan(posts);
  const again = await openedAgain(stopped);
  await rematchAll(again);
  const after = await found(again.store);
  expect(after.job).toMatchObject({ state: "done", done: posts });
  expect(after.mentions.length).toBeGreaterThan(posts / 3);
  expect(after).toEqual(await found(whole.store));
  expect(await checkWorkspace(again)).toEqual({ ok: true, findings: [] });
});
