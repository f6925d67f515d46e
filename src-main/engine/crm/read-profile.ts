import { cleanProfile } from "../../domain/crm/clean-profile.ts";
import { waitBeforeRetry } from "../../domain/crm/retry.ts";
import type { CrmConnectors, CrmProfile, CrmTold, CrmTrouble } from "../../ports/crm-connector.ts";
import { runEngineAct } from "../commands.ts";
import type { Act } from "../commands.ts";
import type { Parts } from "../parts.ts";
import { askedPerson, knownRecord } from "../store/crm-known-record.ts";
import type { Asked } from "../store/crm-known-record.ts";
import { keepProfile, keepTrouble, profileOf } from "../store/crm-profile.ts";
import type { KeptProfile } from "../store/crm-profile.ts";
import { listTargets, pauseTarget } from "../store/crm-target.ts";
import { readFromTarget } from "./read-from-target.ts";
import type { RecordTarget } from "./read-from-target.ts";
import { saidOfReading } from "./said-of-reading.ts";

const hourMs = 3_600_000;
const offlineWaitMs = 60_000;

/** How a reading ended, for who decides when the target is asked next. */
export type Ended = { readonly class: "ok" | CrmTrouble["class"]; readonly holdMs: number };

type Reading = { readonly target: RecordTarget; readonly asked: Asked; readonly kept: KeptProfile | null };

/**
 * Asks a target what it knows of a contact and keeps the answer: by the record that the outbox or the last reading
 * knows, else by reference, e-mail and phone. A record that is gone meanwhile is looked for anew. `failures` are those
 * of the target in a row.
 */
export async function readProfile(
  parts: Parts,
  connectors: CrmConnectors,
  {
    target,
    contactRowId,
    failures,
  }: { readonly target: RecordTarget; readonly contactRowId: number; readonly failures: number },
): Promise<Ended> {
  const { read } = parts.store;
  const asked = await askedPerson(read, contactRowId);
  if (!asked) return { class: "ok", holdMs: 0 };
  const kept = await profileOf(read, { targetRowId: target.rowId, contactRowId });
  const told = await ask(parts, connectors, { target, asked, kept });
  if (told.ok) {
    const profile = told.value === null ? null : cleanProfile(told.value, target.config);
    await settle(parts, { target, asked, kept }, (act, place) => keepProfile(act.trx, place, { profile, at: act.at }));
    return { class: "ok", holdMs: 0 };
  }
  parts.log.warn("crm.profile_failed", { targetId: target.id, class: told.trouble.class });
  return keepFailure(parts, { target, asked, kept }, { trouble: told.trouble, failures });
}

async function ask(
  parts: Parts,
  connectors: CrmConnectors,
  { target, asked, kept }: Reading,
): Promise<CrmTold<CrmProfile | null>> {
  const read = readFromTarget(connectors, target);
  const { person, keys, contact } = asked;
  // A contact that was changed since may be somebody else there: it is looked for again.
  const before = kept?.contactVersion === contact.version ? (kept.profile?.record ?? null) : null;
  const record = (await knownRecord(parts.store.read, { targetRowId: target.rowId, keys })) ?? before;
  const told = await read({ record, person });
  return told.ok && told.value === null && record !== null ? read({ record: null, person }) : told;
}

async function keepFailure(
  parts: Parts,
  reading: Reading,
  { trouble, failures }: { readonly trouble: CrmTrouble; readonly failures: number },
): Promise<Ended> {
  const { target, kept } = reading;
  const ended = (holdMs: number): Ended => ({ class: trouble.class, holdMs });
  if (trouble.class === "auth" || trouble.class === "gone") {
    await pause(parts, target, trouble);
    return ended(0);
  }
  const ownFailures = (kept?.failures ?? 0) + (trouble.class === "offline" ? 0 : 1);
  const again = { fraction: parts.ids.fraction(), askedMs: trouble.retryAfterMs ?? 0 };
  const holdMs = holdOf(trouble, { ...again, failures });
  const waitMs = trouble.class === "permanent" ? hourMs : waitBeforeRetry({ ...again, attempts: ownFailures });
  await settle(parts, reading, (act, place) =>
    keepTrouble(act.trx, place, {
      ...{ class: trouble.class, says: saidOfReading(trouble.says), failures: ownFailures },
      nextAt: act.at + Math.max(holdMs, waitMs),
    }),
  );
  return ended(holdMs);
}

/** How long nobody at all is asked for: a server in trouble is asked ever more seldom, whoever is looked at. */
function holdOf(
  trouble: CrmTrouble,
  { fraction, askedMs, failures }: { readonly fraction: number; readonly askedMs: number; readonly failures: number },
): number {
  if (trouble.class === "permanent") return 0;
  if (trouble.class === "offline") return offlineWaitMs;
  return waitBeforeRetry({ attempts: failures + 1, fraction, askedMs });
}

type Place = Parameters<typeof keepProfile>[1];

/**
 * Keeps what came of a reading, unless what was asked for is no longer there as it was asked: a contact that was erased,
 * merged or changed in the meantime, a target that was removed or is another CRM now.
 */
async function settle(
  parts: Parts,
  { target, asked }: Reading,
  keep: (act: Act, place: Place) => Promise<void>,
): Promise<void> {
  await runEngineAct(parts, { topics: ["profiles"] }, async (act) => {
    const now = await askedPerson(act.trx, asked.contact.rowId);
    const still = (await listTargets(act.trx)).find((one) => one.rowId === target.rowId);
    if (now?.contact.version !== asked.contact.version) return;
    if (!still || JSON.stringify(still.config) !== JSON.stringify(target.config)) return;
    const { rowId: contactRowId, version: contactVersion } = asked.contact;
    await keep(act, { targetRowId: target.rowId, contactRowId, contactVersion });
  });
}

/** The target needs a person, as it does when the outbox is refused: nobody asks it again with this key. */
async function pause(parts: Parts, target: RecordTarget, { says }: CrmTrouble): Promise<void> {
  await runEngineAct(parts, { topics: ["profiles", "outbox", "status"] }, async (act) => {
    const now = (await listTargets(act.trx)).find((one) => one.rowId === target.rowId);
    // Saved anew in the meantime, maybe with the right key: the next reading tells.
    if (!now || now.paused || now.version !== target.version) return;
    await pauseTarget(act.trx, target.rowId, says);
    await act.record({
      kind: "target.paused",
      subjectId: target.id,
      payload: { name: target.name, because: says.code },
    });
  });
}
