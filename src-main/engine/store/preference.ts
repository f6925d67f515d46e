import { Preferences } from "../../contract/methods/preferences.ts";
import type { Db, Trx } from "./open.ts";

export type SavedPreferences = { readonly version: number; readonly preferences: Preferences };

/** Single keys act, nothing is remapped; people are told of what waits for them, and not of each thing that comes in. */
export const usualPreferences: Preferences = {
  keys: { single: true, changed: {} },
  notices: {
    kinds: [
      "urgent",
      "assigned",
      "approval",
      "returned",
      "toPost",
      "woken",
      "private",
      "promise",
      "look",
      "breachNear",
      "breached",
      "alarm",
    ],
    quietHours: null,
  },
};

/** What a person likes; version 0 and what is usual when they never said. Sections that a newer program added are filled. */
export async function readPreferences(db: Db, personRowId: number): Promise<SavedPreferences> {
  const row = await db
    .selectFrom("person_preference")
    .select(["value", "version"])
    .where("person_id", "=", personRowId)
    .executeTakeFirst();
  if (!row) return { version: 0, preferences: usualPreferences };
  const preferences = Preferences.parse({ ...usualPreferences, ...(JSON.parse(row.value) as object) });
  return { version: row.version, preferences };
}

export async function writePreferences(
  trx: Trx,
  personRowId: number,
  { version, preferences }: SavedPreferences,
): Promise<void> {
  const value = JSON.stringify(preferences);
  await trx
    .insertInto("person_preference")
    .values({ person_id: personRowId, value, version })
    .onConflict((conflict) => conflict.column("person_id").doUpdateSet({ value, version }))
    .execute();
}
