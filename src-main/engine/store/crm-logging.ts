import type { LoggingChoices } from "../../contract/methods/crm-logging.ts";
import { defaultChoices } from "../../domain/crm/logging-choice.ts";
import type { Db, Trx } from "./open.ts";

export type SavedChoices = {
  /** 0 = what a desk begins with. */
  readonly version: number;
  readonly choices: LoggingChoices;
  readonly savedAt: number | null;
  readonly savedByRowId: number | null;
};

export async function readChoices(db: Db): Promise<SavedChoices> {
  const row = await db.selectFrom("crm_logging").selectAll().orderBy("version", "desc").limit(1).executeTakeFirst();
  if (!row) return { version: 0, choices: defaultChoices, savedAt: null, savedByRowId: null };
  // Written by appendChoices only.
  const choices = JSON.parse(row.choices) as LoggingChoices;
  return { version: row.version, choices, savedAt: row.saved_at, savedByRowId: row.saved_by };
}

export async function appendChoices(trx: Trx, { version, choices, at, savedByRowId }: Appending): Promise<void> {
  await trx
    .insertInto("crm_logging")
    .values({ version, choices: JSON.stringify(choices), saved_at: at, saved_by: savedByRowId })
    .execute();
}

type Appending = {
  readonly version: number;
  readonly choices: LoggingChoices;
  readonly at: number;
  readonly savedByRowId: number | null;
};
