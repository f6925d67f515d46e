import type { Network } from "../../contract/values.ts";

export type Authored = {
  readonly network: Network;
  readonly sourceId: number;
  readonly author: string | null;
  readonly handle: string | null;
};

/** Names one author across posts: by the handle on a network, else by the name within a source; null where there is neither. */
export function authorKey({ network, sourceId, author, handle }: Authored): string | null {
  if (handle !== null) return `${network} ${handle.toLowerCase()}`;
  return author === null ? null : `${sourceId} ${author.toLowerCase()}`;
}
