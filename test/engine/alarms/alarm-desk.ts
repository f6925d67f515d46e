import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { createAlarmWatch } from "../../../src-main/engine/alarms/alarm-watch.ts";
import type { AlarmWatch } from "../../../src-main/engine/alarms/alarm-watch.ts";
import { createAlarms } from "../../../src-main/engine/alarms/index.ts";
import type { AlarmMethod } from "../../../src-main/engine/alarms/index.ts";
import type { Call, Handlers } from "../../../src-main/engine/handlers.ts";
import { beginSpan, extendSpan } from "../../../src-main/engine/store/running-span.ts";
import type { Source } from "../../../src-main/engine/store/source.ts";
import { chatter } from "../../support/simulated-posts.ts";
import type { SimulatedPost } from "../../support/simulated-posts.ts";
import { parsedItem, startIntakeDesk } from "../sources/desk.ts";
import type { IntakeDesk } from "../sources/desk.ts";

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

export type AlarmDesk = IntakeDesk & {
  readonly source: Source;
  readonly watch: AlarmWatch;
  readonly alarms: Handlers<AlarmMethod>;
  readonly ann: Call;
  /** Stores posts as they are first seen now. */
  readonly bring: (posts: readonly SimulatedPost[], options?: { readonly backfill?: boolean }) => Promise<void>;
  /** Lets time pass, in which the desk listens. */
  readonly pass: (ms: number) => Promise<void>;
  /** Lets time pass in which the desk sleeps. */
  readonly sleep: (ms: number) => Promise<void>;
  /** Another engine over the same file, as after a restart. */
  readonly restart: () => { readonly watch: AlarmWatch; readonly alarms: Handlers<AlarmMethod> };
};

const historyDays = 15;

type History = { readonly file: string; readonly source: Source; readonly ann: Call };
let history: Promise<History> | null = null;
const folder = mkdtempSync(join(tmpdir(), "watchroom-alarms-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Stored once, by the first test that asks; each test works on a copy of its own. */
async function storeHistory(): Promise<History> {
  const desk = await startIntakeDesk();
  const source = await desk.addSource({ everything: true, network: "mastodon" });
  const ann = await desk.addPerson("Ann", "lead");
  const end = desk.clock.now();
  for (let at = end - historyDays * day; at < end; at += day)
    for (const seenAt of [8, 12, 16].map((of) => at - 10 * hour + of * hour)) {
      desk.clock.setNow(seenAt);
      const posts = chatter({ seed: Math.floor(seenAt / hour), at: seenAt, posts: 3 });
      await desk.store200(
        source,
        posts.map((post) => parsedItem(post)),
      );
    }
  const file = join(folder, "history.db");
  await desk.store.raw.backup(file);
  return { file, source, ann };
}

/** A desk that has listened for 15 days: 9 posts a day of people who come back, by day. */
export async function startAlarmDesk(): Promise<AlarmDesk> {
  const { file, source, ann } = await (history ??= storeHistory());
  const desk = await startIntakeDesk({ copyOf: file });
  const bring: AlarmDesk["bring"] = async (posts, options) => {
    await desk.store200(
      source,
      posts.map((post) => parsedItem(post)),
      options,
    );
  };
  const start = desk.clock.now() - historyDays * day;
  let span = await desk.store.write((trx) => beginSpan(trx, start - day));
  const note = () => desk.store.write((trx) => extendSpan(trx, span, desk.clock.now()));
  await note();
  const begin = () => {
    const watch = createAlarmWatch(desk);
    return { watch, alarms: createAlarms({ ...desk, watch }) };
  };
  return {
    ...{ ...desk, source, ann, bring },
    ...begin(),
    pass: async (ms) => {
      desk.clock.advance(ms);
      await note();
    },
    sleep: async (ms) => {
      await note();
      desk.clock.advance(ms);
      span = await desk.store.write((trx) => beginSpan(trx, desk.clock.now()));
    },
    restart: begin,
  };
}
