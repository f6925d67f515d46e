import type { Network } from "../../contract/values.ts";
import { isConnected, listAccounts } from "../store/account.ts";
import type { Db } from "../store/open.ts";

/** What is known of who wrote a post. */
export type Author = {
  readonly network: Network;
  readonly handle: string | null;
  /** What never changes on the network; null where a feed does not say. */
  readonly authorId: string | null;
  /** The post's own name: an at:// address begins with its author. */
  readonly postId: string;
};

/** Tells posts that an account of ours wrote, also one that was removed since: they never count as mentions. */
export async function readOwnPosts(db: Db): Promise<(author: Author) => boolean> {
  const accounts = await listAccounts(db, { withRemoved: true });
  const connected = accounts.filter((account) => isConnected({ ...account, removedAt: null }));
  const ids = new Set(connected.flatMap(({ remoteId }) => remoteId ?? []));
  const handles = new Map<string, Set<Network>>();
  for (const { handle, server, network, kind } of connected) {
    for (const form of formsOf(handle ?? "", server ?? "")) {
      const networks = handles.get(form) ?? new Set<Network>();
      handles.set(form, networks.add(network).add("microblog").add("other"));
      if (kind !== "manual") networks.add(kind);
    }
  }
  return ({ network, handle, authorId, postId }) => {
    if (authorId !== null && ids.has(authorId)) return true;
    const did = /^at:\/\/(did:[^/]+)\//.exec(postId)?.[1];
    if (did !== undefined && ids.has(did)) return true;
    return handle !== null && (handles.get(plain(handle))?.has(network) ?? false);
  };
}

const plain = (handle: string): string => handle.replace(/^@/, "").toLowerCase();

/** "whimbrel" on m.example is "@whimbrel@m.example" to everybody else. A bare name without a host is nobody in particular. */
function formsOf(handle: string, server: string): readonly string[] {
  const name = plain(handle);
  const host = URL.parse(server)?.host ?? "";
  if (name.includes("@") || name.includes(".")) return [name];
  return host === "" ? [] : [`${name}@${host}`];
}
