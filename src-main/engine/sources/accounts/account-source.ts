import type { Act } from "../../commands.ts";
import type { ConnectedRecord } from "../../store/account.ts";
import { accountSource, insertSource, sourceById } from "../../store/source.ts";
import type { Source } from "../../store/source.ts";

/** What names or answers us is a matter of minutes, and asking costs a server next to nothing. */
export const usualAccountMinutes = 15;

/** An address that tells one source from the next, on the account's server: what is asked of it goes by that host. */
export function addressOfAccountSource(
  { server, handle }: Pick<ConnectedRecord, "server" | "handle">,
  words: string | null,
): string {
  const page = new URL(server);
  if (words === null) {
    page.pathname = `/@${handle}`;
    return page.href;
  }
  page.pathname = "/search";
  page.search = new URLSearchParams({ q: words, by: handle }).toString();
  return page.href;
}

/**
 * The source of what names or answers an account. The first reply that is sent with it makes one: who answers us is heard from
 * then on. A person may take it away; what a reading of a thread finds still belongs to it.
 */
export async function mentionsSource(act: Act, account: ConnectedRecord): Promise<Source> {
  const known = await accountSource(act.trx, { accountRowId: account.rowId, words: null });
  if (known) return known;
  const id = act.newId();
  const source = {
    id,
    url: addressOfAccountSource(account, null),
    name: account.name,
    siteUrl: account.server,
    network: account.network,
    everything: true,
    allowPrivate: account.allowPrivate,
    intervalMinutes: usualAccountMinutes,
    account: { rowId: account.rowId, words: null },
    at: act.at,
  } as const;
  await insertSource(act.trx, source);
  const { url, name, network, everything, allowPrivate } = source;
  await act.record({
    kind: "source.added",
    subjectId: id,
    payload: { url, name, network, everything, allowPrivate, account: account.id },
  });
  const made = await sourceById(act.trx, id);
  if (!made) throw new Error("the source of an account was not stored");
  return made;
}
