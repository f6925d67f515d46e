import { createCrmSender } from "../../../src-main/engine/crm/sender.ts";
import { runEngineAct } from "../../../src-main/engine/commands.ts";
import { insertDelivery } from "../../../src-main/engine/store/delivery.ts";
import { addCase, addTarget, connectorsWith, lineOf } from "../../support/crm-desk.ts";
import { addSourceRow } from "../../support/desk-fixture.ts";
import { createFakeCrm, withoutSearch } from "../../support/fake-crm.ts";
import type { CrmFate } from "../../support/fake-crm.ts";
import { startTestParts } from "../../support/test-engine.ts";

const [lines, people] = [200, 40];
const lostShare = 0.35;
const mostRounds = 2000;

export type ChaosFigures = {
  readonly asked: number;
  readonly calls: number;
  readonly lost: number;
  readonly duringOutages: number;
  readonly kills: number;
  readonly missing: number;
  readonly duplicated: number;
  readonly contacts: number;
  readonly complaints: number;
  readonly outOfOrder: number;
  readonly done: number;
};

/** Numbers from 0 up to 1, the same for the same seed (mulberry32). */
function chances(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** What happens to each call: a third of the answers never come, twice the CRM is down, three times the engine ends. */
function fates(seed: number) {
  const chance = chances(seed);
  const between = (from: number, to: number) => from + Math.floor(chance() * (to - from));
  const outages = [between(60, 200), between(350, 500)].map((from) => ({ from, to: from + between(25, 40) }));
  const kills = new Set([between(10, 60), between(220, 330), between(550, 650)]);
  const seen = { lost: 0, duringOutages: 0, kills: 0 };
  const fateOf = (callNumber: number): CrmFate | null => {
    if (kills.has(callNumber)) {
      seen.kills += 1;
      return "hangs";
    }
    if (outages.some(({ from, to }) => callNumber >= from && callNumber < to)) {
      seen.duringOutages += 1;
      return chance() < 0.5 ? "down" : "unsent";
    }
    if (chance() >= lostShare) return null;
    seen.lost += 1;
    return "lost";
  };
  return { fateOf, seen, chance };
}

/**
 * 200 interactions of 40 contacts, through lost answers, two outages and three ends of the engine, each over the same
 * workspace with a new sender. `isBlind`: the sender repeats without looking first.
 */
export async function runChaos({
  seed,
  isBlind = false,
}: {
  readonly seed: number;
  readonly isBlind?: boolean;
}): Promise<ChaosFigures> {
  const parts = await startTestParts();
  const crm = createFakeCrm();
  const { fateOf, seen, chance } = fates(seed);
  let killed = Promise.withResolvers<void>();
  crm.fateOf = (_step, callNumber) => {
    const fate = fateOf(callNumber);
    if (fate === "hangs") killed.resolve();
    return fate;
  };
  const connectors = connectorsWith(parts, isBlind ? withoutSearch(crm.connector) : crm.connector);
  const queued = await queueLines(parts, chance);
  let sender = createCrmSender(parts, connectors);
  for (let round = 0; round < mostRounds; round += 1) {
    const end = await Promise.race([sender.drain().then(() => "drained"), killed.promise.then(() => "killed")]);
    if (end === "killed") {
      killed = Promise.withResolvers();
      sender = createCrmSender(parts, connectors);
      continue;
    }
    if ((await countDone(parts)) === lines) break;
    parts.clock.advance(60_000);
  }
  const figures = figuresOf(crm, queued, { ...seen, done: await countDone(parts) });
  await parts.close();
  return figures;
}

type Parts = Awaited<ReturnType<typeof startTestParts>>;

async function queueLines(parts: Parts, chance: () => number): Promise<readonly (readonly [string, string])[]> {
  const targetRowId = await addTarget(parts);
  const sourceRowId = await addSourceRow(parts);
  const cases: Awaited<ReturnType<typeof addCase>>[] = [];
  for (let n = 0; n < people; n += 1) cases.push(await addCase(parts, { sourceRowId, handle: `person-${n}` }));
  const queued: (readonly [string, string])[] = [];
  await runEngineAct(parts, { topics: [] }, async (act) => {
    for (let n = 0; n < lines; n += 1) {
      // Everybody at least once, the rest by chance.
      const of = cases[n < people ? n : Math.floor(chance() * people)];
      if (!of) continue;
      // Nobody has an e-mail by which the CRM itself could refuse a second one.
      const line = lineOf(of, `wr:chaos:${n}`);
      const contact = { ...line.contact, emails: [] };
      queued.push([line.key, of.contactKey]);
      await insertDelivery(act.trx, {
        ...{
          id: act.newId(),
          targetRowId,
          caseRowId: of.rowId,
          contactKey: of.contactKey,
          line: { ...line, contact },
          at: act.at,
        },
      });
    }
  });
  return queued;
}

async function countDone({ store }: Parts): Promise<number> {
  const { n } = await store.read
    .selectFrom("delivery")
    .select((eb) => eb.fn.countAll<number>().as("n"))
    .where("state", "=", "done")
    .executeTakeFirstOrThrow();
  return Number(n);
}

function figuresOf(
  crm: ReturnType<typeof createFakeCrm>,
  queued: readonly (readonly [string, string])[],
  counted: Pick<ChaosFigures, "lost" | "duringOutages" | "kills" | "done">,
): ChaosFigures {
  const places = new Map<string, number>();
  for (const [place, { key }] of crm.interactions.entries()) if (!places.has(key)) places.set(key, place);
  const last = new Map<string, number>();
  let outOfOrder = 0;
  for (const [key, contactKey] of queued) {
    const place = places.get(key);
    if (place === undefined) continue;
    if (place < (last.get(contactKey) ?? -1)) outOfOrder += 1;
    last.set(contactKey, place);
  }
  return {
    asked: queued.length,
    calls: crm.calls.length,
    ...counted,
    missing: queued.filter(([key]) => !places.has(key)).length,
    duplicated: crm.interactions.length - places.size,
    contacts: crm.contacts.length,
    complaints: crm.complaints.length,
    outOfOrder,
  };
}
