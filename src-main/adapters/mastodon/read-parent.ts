import { z } from "zod";
import type { ConnectedAccount, ParentState, ReplyIntent, Told } from "../../ports/reply-publisher.ts";
import { Relationships } from "./entities.ts";
import type { Status } from "./entities.ts";
import { findPost } from "./find-post.ts";
import type { FindParts } from "./find-post.ts";
import { parentNameOf } from "./known-names.ts";
import { remotePostOf } from "./remote-post.ts";

/** What is needed to answer a post: its id on our server, its name on the network, who may read the answer. */
export const ParentRef = z.object({ localId: z.string(), name: z.string(), visibility: z.string() });
export type ParentRef = z.infer<typeof ParentRef>;

/** From the widest to the narrowest. */
const visibilities: readonly string[] = ["public", "unlisted", "private", "direct"];

/** An answer is read by those who may read the post, never by more; an unknown word is taken for the narrowest. */
export const visibilityLike = (parent: string | null | undefined): string =>
  visibilities.includes(parent ?? "public") ? (parent ?? "public") : "direct";

/** Finds the post that is to be answered and whether we may. Its text is as it stands now. */
export async function readParent(
  parts: FindParts,
  account: ConnectedAccount,
  { parentUrl, parentKey }: ReplyIntent,
): Promise<Told<ParentState>> {
  const found = await findPost(parts, account, { url: parentUrl, name: parentKey });
  if (!found.ok) return found;
  if (found.value === null) return { ok: true, value: { state: "gone" } };
  const status = found.value;
  const blocked = await isBlocked(parts, account, status);
  if (!blocked.ok) return blocked;
  if (blocked.value) return { ok: true, value: { state: "blocked" } };
  const above = await parentNameOf(parts.names, account, status);
  if (!above.ok) return above;
  const ref: ParentRef = { localId: status.id, name: status.uri, visibility: visibilityLike(status.visibility) };
  const post = remotePostOf(status, account, { parentId: above.value, rootId: null });
  return { ok: true, value: { state: "there", post, ref: JSON.stringify(ref) } };
}

async function isBlocked({ client }: FindParts, account: ConnectedAccount, status: Status): Promise<Told<boolean>> {
  if (forbidsAnswers(status)) return { ok: true, value: true };
  const authorId = status.account.id;
  if (authorId === account.remoteId) return { ok: true, value: false };
  const told = await client.ask(account, "/api/v1/accounts/relationships", {
    query: { "id[]": authorId },
    as: Relationships,
  });
  // Small servers have no such list, or the account may not read it: then nobody can know before the post.
  if (!told.ok) return told.trouble.class === "permanent" ? { ok: true, value: false } : told;
  return { ok: true, value: told.value?.some(({ id, blocked_by }) => id === authorId && blocked_by === true) ?? false };
}

/** GoToSocial lists who may answer; when it is the author alone, it is not us. */
function forbidsAnswers({ interaction_policy: policy }: Status): boolean {
  const rule = policy?.can_reply;
  if (!rule) return false;
  const { automatic_approval, manual_approval, always, with_approval } = rule;
  const allowed = [automatic_approval, manual_approval, always, with_approval].flatMap((list) => list ?? []);
  return !allowed.some((who) => who !== "author");
}
