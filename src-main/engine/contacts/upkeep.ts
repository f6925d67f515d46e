import { runEngineAct } from "../commands.ts";
import type { Parts } from "../parts.ts";
import { foldNames, rereadPhones, spreadHandles } from "../store/contact-upkeep.ts";
import type { HandlePlace } from "../store/contact-upkeep.ts";
import { readMeta, writeMeta } from "../store/meta.ts";
import { readSettings } from "../store/setting.ts";
import { deskCountry } from "./desk-country.ts";

export type ContactUpkeep = {
  /** Looks whether something is to be read anew: at the start, and when the settings change. */
  readonly soon: () => void;
  readonly idle: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

const key = "contacts-read-for";

/**
 * Keeps what is derived of contacts as it should be, in slices between other work: names folded, numbers and addresses
 * of handles on their profiles, and all numbers read with the country that the desk names now.
 */
export function createContactUpkeep(parts: Parts): ContactUpkeep {
  let stopped = false;
  let running: Promise<void> = Promise.resolve();

  async function readAnew(): Promise<void> {
    const country = deskCountry((await readSettings(parts.store.read)).settings);
    const wanted = `1 ${country ?? ""}`;
    if ((await readMeta(parts.store.read, key)) === wanted) return;
    while (!stopped && (await inSlice(parts, foldNames)));
    let place: HandlePlace | null = null;
    do place = await inSlice(parts, (trx) => spreadHandles(trx, place));
    while (!stopped && place !== null);
    let after: number | null = 0;
    while (!stopped && after !== null) {
      const from: number = after;
      after = await inSlice(parts, (trx) => rereadPhones(trx, { after: from, country }));
    }
    if (stopped) return;
    await inSlice(parts, (trx) => writeMeta(trx, key, wanted));
    parts.changed("contacts");
  }

  const soon = () => {
    running = running
      .then(() => (stopped ? undefined : readAnew()))
      .catch((cause: unknown) => parts.log.error("contacts.upkeep_failed", { error: String(cause) }));
  };
  return {
    soon,
    idle: () => running,
    stop: async () => {
      stopped = true;
      await running;
    },
  };
}

type Slice<Result> = (trx: Parameters<typeof writeMeta>[0]) => Promise<Result>;

async function inSlice<Result>(parts: Parts, work: Slice<Result>): Promise<Result> {
  const result = await runEngineAct(parts, { topics: [] }, (act) => work(act.trx));
  await new Promise(setImmediate);
  return result;
}
