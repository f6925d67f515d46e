import type { Parsed } from "../../../contract/methods.ts";
import type { SourceRow } from "../../../contract/methods/sources.ts";
import { Refusal } from "../../../contract/refusal.ts";
import { runCommand } from "../../commands.ts";
import type { Act } from "../../commands.ts";
import type { Call } from "../../handlers.ts";
import { findAccount, isConnected } from "../../store/account.ts";
import type { ConnectedRecord } from "../../store/account.ts";
import { saveFetch } from "../../store/source-fetch.ts";
import { insertSource, sourcesOfAccount } from "../../store/source.ts";
import type { Source } from "../../store/source.ts";
import { rowOf, sourceTopics } from "../manage.ts";
import type { ManageParts } from "../manage.ts";
import { addressOfAccountSource, usualAccountMinutes } from "./account-source.ts";

/**
 * Listens through an account of ours: to what names or answers it (words ""), or for words where its server searches. What was
 * paused because the account was away goes on.
 */
export async function addAccountSource(
  parts: ManageParts,
  input: Parsed<"sources.addAccount">,
  call: Call,
): Promise<SourceRow> {
  const command = { call, method: "sources.addAccount", commandId: input.commandId, topics: sourceTopics };
  const id = await runCommand(parts, command, async (act) => {
    const account = await findAccount(act.trx, input.accountId);
    if (!account || !isConnected(account)) throw new Refusal("not-found", { what: "account" });
    const words = input.words === "" ? null : input.words;
    const known = (await sourcesOfAccount(act.trx, account.rowId)).find((source) => source.account?.words === words);
    return known ? goOn(act, known) : listen(act, account, words);
  });
  return rowOf(parts, id);
}

async function goOn(act: Act, source: Source): Promise<string> {
  if (source.goneAt === null) throw new Refusal("source-exists", { name: source.name, url: source.url });
  await saveFetch(act.trx, source.rowId, { goneAt: null, trouble: null, failures: 0, nextCheckAt: act.at });
  return source.id;
}

async function listen(act: Act, account: ConnectedRecord, words: string | null): Promise<string> {
  const id = act.newId();
  const source = {
    id,
    url: addressOfAccountSource(account, words),
    name: words === null ? account.name : `${account.name}: ${words}`.slice(0, 120),
    siteUrl: account.server,
    network: account.network,
    // What names us counts; what a search finds is matched again by the watches.
    everything: words === null,
    allowPrivate: account.allowPrivate,
    intervalMinutes: usualAccountMinutes,
    account: { rowId: account.rowId, words },
    at: act.at,
  } as const;
  await insertSource(act.trx, source);
  const { url, name, network, everything, allowPrivate } = source;
  const payload = { url, name, network, everything, allowPrivate, account: account.id };
  await act.record({ kind: "source.added", subjectId: id, payload });
  return id;
}
