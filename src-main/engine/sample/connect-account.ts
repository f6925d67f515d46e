import { runEngineAct } from "../commands.ts";
import { insertAccount } from "../store/account.ts";
import type { NewAccount } from "../store/account.ts";
import { endThreadReads } from "../store/thread-read.ts";
import type { Replay } from "./replay.ts";

export type SampleAccount = Pick<NewAccount, "server" | "handle" | "remoteId" | "limits"> & { readonly name: string };

/**
 * At the end of the four weeks, in which everything was posted by hand, the firm connects its account: from now on what is
 * approved for the sample's own network is posted there, and its threads are read. Those of the past were answered in the history.
 */
export async function connectSampleAccount({ engine }: Replay, account: SampleAccount): Promise<void> {
  await runEngineAct(engine.parts, { topics: [] }, async (act) => {
    const id = act.newId();
    await insertAccount(act.trx, {
      ...account,
      id,
      kind: "mastodon",
      network: "microblog",
      allowPrivate: false,
      at: act.at,
    });
    const { name, handle } = account;
    await act.record({ kind: "account.connected", subjectId: id, payload: { name, handle, network: "microblog" } });
    await endThreadReads(act.trx);
  });
}
