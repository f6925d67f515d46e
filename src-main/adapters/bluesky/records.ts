import { z } from "zod";
import type { ConnectedAccount, Told } from "../../ports/reply-publisher.ts";
import { atUriOf, postCollection } from "./post-address.ts";
import type { PostAddress } from "./post-address.ts";
import type { SessionAnswer, Sessions } from "./sessions.ts";
import { says, troubleOf } from "./trouble.ts";

/** One version of one record. */
export const StrongRef = z.object({ uri: z.string().startsWith("at://"), cid: z.string() });
export type StrongRef = z.infer<typeof StrongRef>;

const Facet = z.object({ features: z.array(z.looseObject({ did: z.string().optional().catch(undefined) })) });

/** What is read of a post. Fields that a strange program filled strangely count as left out. */
export const PostRecord = z.object({
  text: z.string(),
  createdAt: z.string().catch(""),
  langs: z.array(z.string()).catch([]),
  facets: z.array(Facet).catch([]),
  reply: z.object({ root: StrongRef, parent: StrongRef }).optional().catch(undefined),
});
export type PostRecord = z.infer<typeof PostRecord>;

const Stored = z.object({ uri: z.string(), cid: z.string(), value: z.unknown() });
export type StoredPost = StrongRef & { readonly value: PostRecord };

/** A record of any collection; null = the server says that it is not there. */
export async function readRecord(
  sessions: Sessions,
  account: ConnectedAccount,
  at: { readonly repo: string; readonly collection: string; readonly rkey: string },
): Promise<Told<z.infer<typeof Stored> | null>> {
  const answer = await sessions.ask(account, { method: "com.atproto.repo.getRecord", params: at });
  if (isMissing(answer)) return { ok: true, value: null };
  return readGood(answer, Stored);
}

/** A post by its DID and key; null = it was taken away, or what is there is no post. */
export async function readPost(
  sessions: Sessions,
  account: ConnectedAccount,
  { author, key }: PostAddress,
): Promise<Told<StoredPost | null>> {
  const read = await readRecord(sessions, account, { repo: author, collection: postCollection, rkey: key });
  if (!read.ok || !read.value) return read.ok ? { ok: true, value: null } : read;
  const value = PostRecord.safeParse(read.value.value);
  const { cid } = read.value;
  return { ok: true, value: value.success ? { uri: atUriOf({ author, key }), cid, value: value.data } : null };
}

/** Reads a good answer by its shape; everything else becomes trouble of a call that changes nothing. */
export function readGood<Value>(answer: SessionAnswer, shape: z.ZodType<Value>): Told<Value> {
  if (answer.kind === "shut") return { ok: false, trouble: answer.trouble };
  if (answer.kind !== "good") return { ok: false, trouble: troubleOf(answer, { writes: false }) };
  const read = shape.safeParse(answer.body);
  return read.success
    ? { ok: true, value: read.data }
    : { ok: false, trouble: { class: "retry", says: says("unreadable") } };
}

const gone: ReadonlySet<string> = new Set([
  "RecordNotFound",
  "NotFound",
  "RepoNotFound",
  "RepoTakendown",
  "RepoDeactivated",
  "RepoSuspended",
]);

/** Servers of older make say it in words only. */
export function isMissing(answer: SessionAnswer): boolean {
  if (answer.kind !== "refused" || answer.status >= 500) return false;
  return gone.has(answer.error) || /could not (locate|find) (record|repo)/i.test(answer.message);
}
