import type { Act } from "../../commands.ts";
import type { AccountRecord } from "../../store/account.ts";
import { adoptSources, sourcesOfAccount } from "../../store/source.ts";
import { saveFetch } from "../../store/source-fetch.ts";

/**
 * An account lets us in again, or was connected anew: what listened through it goes on at once. A source that hangs on the
 * account's earlier connection belongs to the new one.
 */
export async function wakeAccountSources(act: Act, account: AccountRecord): Promise<void> {
  await adoptSources(act.trx, account);
  for (const source of await sourcesOfAccount(act.trx, account.rowId))
    await saveFetch(act.trx, source.rowId, {
      ...{ goneAt: null, trouble: null, failures: 0, restUntil: null, nextCheckAt: act.at },
    });
}
