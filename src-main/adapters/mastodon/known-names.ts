import type { ConnectedAccount, Told } from "../../ports/reply-publisher.ts";
import type { MastodonClient } from "./client.ts";
import { Status } from "./entities.ts";
import { nameOfUnseen } from "./remote-post.ts";

/** Which name on the network belongs to which id on a server, as far as it was seen. A memory only: all of it can be asked again. */
export type KnownNames = {
  readonly remember: (account: ConnectedAccount, status: Status) => void;
  /** The name of a post by its id on our server; asks when it is not known. */
  readonly nameOf: (account: ConnectedAccount, localId: string) => Promise<Told<string>>;
  /** The id on our server of a post by its name, when it was seen. */
  readonly localIdOf: (account: ConnectedAccount, name: string) => string | null;
};

const mostKnown = 5_000;

export function createKnownNames(client: MastodonClient): KnownNames {
  const nameById = new Map<string, string>();
  const idByName = new Map<string, string>();
  const keep = (map: Map<string, string>, key: string, value: string) => {
    map.delete(key);
    map.set(key, value);
    if (map.size > mostKnown) map.delete(map.keys().next().value ?? "");
  };
  const remember = ({ server }: ConnectedAccount, { id, uri }: Status) => {
    keep(nameById, `${server} ${id}`, uri);
    keep(idByName, `${server} ${uri}`, id);
  };
  return {
    remember,
    localIdOf: ({ server }, name) => idByName.get(`${server} ${name}`) ?? null,
    nameOf: async (account, localId) => {
      const known = nameById.get(`${account.server} ${localId}`);
      if (known !== undefined) return { ok: true, value: known };
      const told = await client.ask(account, `/api/v1/statuses/${encodeURIComponent(localId)}`, { as: Status });
      if (!told.ok) return told;
      if (told.value === null) return { ok: true, value: nameOfUnseen(account, localId) };
      remember(account, told.value);
      return { ok: true, value: told.value.uri };
    },
  };
}

/** The name of the post that a status hangs under; null = it stands alone. */
export async function parentNameOf(
  names: KnownNames,
  account: ConnectedAccount,
  { in_reply_to_id: parentId }: Status,
): Promise<Told<string | null>> {
  return parentId ? names.nameOf(account, parentId) : { ok: true, value: null };
}
