import type { CrmCard } from "../../contract/methods/crm-profiles.ts";
import { profileDifferences } from "../../domain/crm/profile-differences.ts";
import { deskCountry } from "../contacts/desk-country.ts";
import { reachOfOne } from "../store/contact.ts";
import type { Contact } from "../store/contact.ts";
import { profilesOf } from "../store/crm-profile.ts";
import type { KeptProfile } from "../store/crm-profile.ts";
import type { Db } from "../store/open.ts";
import { readSettings } from "../store/setting.ts";
import type { RecordTarget } from "./read-from-target.ts";

/** The readings that a look asks for: never read, of a contact that was changed since, or older than this. */
const freshMs = 15 * 60_000;

export type Known = {
  readonly kept: KeptProfile | null;
  readonly differences: CrmCard["differences"];
};

/** What each target said of a contact, by its row, and where that is not what stands here. */
export async function knownOf(db: Db, contact: Contact): Promise<(targetRowId: number) => Known> {
  const kept = new Map((await profilesOf(db, contact.rowId)).map((one) => [one.targetRowId, one]));
  const here = await herePerson(db, contact);
  const country = deskCountry((await readSettings(db)).settings);
  return (targetRowId) => {
    const one = kept.get(targetRowId) ?? null;
    return { kept: one, differences: one?.profile ? [...profileDifferences(here, one.profile, country)] : [] };
  };
}

async function herePerson(db: Db, { rowId, name, organisation }: Contact) {
  const { phones, emails } = await reachOfOne(db, rowId);
  return {
    ...{ name, organisation },
    phones: phones.map(({ digits }) => digits),
    emails: emails.map(({ folded }) => folded),
  };
}

/** Whether a target is asked when somebody looks at a contact. */
export function isDue(kept: KeptProfile | null, { version, now }: { readonly version: number; readonly now: number }) {
  if (!kept) return true;
  if (kept.nextAt > now) return false;
  return kept.readAt === null || kept.contactVersion !== version || Math.abs(now - kept.readAt) >= freshMs;
}

type CardOf = {
  readonly target: RecordTarget;
  readonly known: Known;
  readonly reading: { readonly isReading: boolean; readonly heldMs: number };
  readonly now: number;
};

export function cardOf({ target, known: { kept, differences }, reading, now }: CardOf): CrmCard {
  const { paused, id, name, config } = target;
  const trouble = paused ?? kept?.trouble ?? null;
  const nextAt = Math.max(kept?.nextAt ?? 0, reading.heldMs > 0 ? now + reading.heldMs : 0);
  return {
    target: { id, name, kind: config.kind },
    known: kept?.profile ? shown(kept.profile) : null,
    readAt: kept?.readAt ?? null,
    isReading: paused === null && reading.isReading,
    trouble,
    standing: paused ? "paused" : !trouble ? "fine" : kept?.class === "offline" ? "offline" : "failing",
    nextAt: paused === null && nextAt > now ? Math.ceil(nextAt) : null,
    differences,
  };
}

function shown(profile: NonNullable<KeptProfile["profile"]>): CrmCard["known"] {
  const { record, name, company, phones, emails, entries } = profile;
  return {
    ...{ url: record.url, name, company },
    ...{ phones: [...phones], emails: [...emails], entries: entries.map((entry) => ({ ...entry })) },
  };
}
