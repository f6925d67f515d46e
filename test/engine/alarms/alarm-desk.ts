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

/** A desk that has listened for some days: 9 posts a day of people who come back, by day. */
export async function startAlarmDesk({ days = 15 }: { readonly days?: number } = {}): Promise<AlarmDesk> {
  const desk = await startIntakeDesk();
  const source = await desk.addSource({ everything: true, network: "mastodon" });
  const ann = await desk.addPerson("Ann", "lead");
  const bring: AlarmDesk["bring"] = async (posts, options) => {
    await desk.store200(
      source,
      posts.map((post) => parsedItem(post)),
      options,
    );
  };
  const start = desk.clock.now() - days * day;
  const end = desk.clock.now();
  for (let at = start; at < end; at += day)
    for (const at2 of [8, 12, 16].map((of) => at - 10 * hour + of * hour)) {
      desk.clock.setNow(at2);
      await bring(chatter({ seed: Math.floor(at2 / hour), at: at2, posts: 3 }));
    }
  desk.clock.setNow(end);
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
