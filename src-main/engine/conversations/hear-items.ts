import { namesOfPost } from "../../domain/conversations/post-names.ts";
import type { Act } from "../commands.ts";
import type { Candidate } from "../mentions/candidate.ts";
import { keyHash } from "../sources/item-key.ts";
import { itemOfPost, markEcho, type ItemOfPost } from "../store/item-echo.ts";
import { storyOfItem } from "../store/message-story.ts";
import { messageByNames, messagesByNames, type MessageRecord } from "../store/message.ts";
import { storyOfAnswer } from "./find-story.ts";
import { keepMessage } from "./keep-message.ts";
import { readOwnPosts, type Author } from "./own-posts.ts";

/** An item that was just stored, and whether it would count by its source and the watches. */
export type Sight = { readonly candidate: Candidate; readonly wouldCount: boolean };

export type Heard = {
  /** False for a post of ours, and for one that counts already by another sight. */
  readonly counts: boolean;
  /** The row of the story that it answers us in. */
  readonly answers: number | null;
  /** The conversation that it stands in. */
  readonly conversationRowId: number | null;
};

type Ear = { readonly act: Act; readonly isOurs: (author: Author) => boolean };

/**
 * Looks what new items are to the conversations that we are in: each post counts once, by whichever way it comes first, and
 * ours never. Items of feeds that are in no conversation are passed over.
 */
export async function hearItems(act: Act, sights: readonly Sight[]): Promise<ReadonlyMap<number, Heard>> {
  const ear: Ear = { act, isOurs: await readOwnPosts(act.trx) };
  const known = await messagesByNames(
    act.trx,
    sights.flatMap(({ candidate }) => namesOf(candidate)),
  );
  const heard = new Map<number, Heard>();
  for (const sight of sights) {
    const { candidate } = sight;
    const concerns =
      candidate.post !== undefined ||
      ear.isOurs(authorOf(candidate)) ||
      namesOf(candidate).some((name) => known.has(name));
    if (concerns) heard.set(candidate.item.rowId, await hearOne(ear, sight));
  }
  return heard;
}

const namesOf = ({ item: { key, url, handle } }: Candidate): readonly string[] => namesOfPost({ id: key, url, handle });

const authorOf = ({ item, post }: Candidate): Author => ({
  ...{ network: item.network, handle: item.handle, postId: item.key },
  authorId: post?.authorId ?? null,
});

async function hearOne(ear: Ear, { candidate, wouldCount }: Sight): Promise<Heard> {
  const { act } = ear;
  const { rowId } = candidate.item;
  const known = await messageByNames(act.trx, namesOf(candidate));
  if (known?.direction === "out" || ear.isOurs(authorOf(candidate))) return hearOurs(act, candidate, known);
  const twin = await twinOf(act, candidate, known);
  if (twin && (twin.isMention || !wouldCount)) {
    const kept = twin.isMention ? await keep(act, candidate, twin.rowId) : known;
    await markEcho(act.trx, rowId, kept?.rowId ?? null);
    return { counts: false, answers: null, conversationRowId: kept?.conversationRowId ?? null };
  }
  // The other sight was of no interest by itself, and this one is.
  if (twin) await markEcho(act.trx, twin.rowId, known?.rowId ?? null);
  if (!wouldCount) return { counts: false, answers: null, conversationRowId: known?.conversationRowId ?? null };
  const message = await keep(act, candidate, rowId);
  const answers = message ? await storyOfAnswer(act.trx, message) : null;
  return { counts: true, answers, conversationRowId: message?.conversationRowId ?? null };
}

/** A post of ours that a poll brought: it is matched with what we sent, or it stands in no conversation. */
async function hearOurs(act: Act, candidate: Candidate, known: MessageRecord | null): Promise<Heard> {
  const message = known && candidate.post ? await keepMessage(act, heardPost(candidate, null, "out")) : known;
  await markEcho(act.trx, candidate.item.rowId, message?.rowId ?? null);
  return { counts: false, answers: null, conversationRowId: message?.conversationRowId ?? null };
}

/** The other item that the same post came as. */
async function twinOf(act: Act, { item, post }: Candidate, known: MessageRecord | null): Promise<ItemOfPost | null> {
  const kept = known?.itemRowId ?? null;
  if (kept !== null && kept !== item.rowId)
    return { rowId: kept, isMention: (await storyOfItem(act.trx, kept)) !== null };
  if (!known && !post) return null;
  const names = namesOfPost({ id: item.key, url: item.url, handle: item.handle });
  return itemOfPost(act.trx, { keyHashes: names.map((name) => keyHash(name)), addresses: names, but: item.rowId });
}

/** A feed says nothing of parents: it adds to a conversation only what is in it already. */
async function keep(act: Act, candidate: Candidate, itemRowId: number): Promise<MessageRecord | null> {
  const known = await messageByNames(act.trx, namesOf(candidate));
  return known || candidate.post ? keepMessage(act, heardPost(candidate, itemRowId, "in")) : null;
}

function heardPost({ item, post }: Candidate, itemRowId: number | null, direction: "in" | "out") {
  const { network, url, author, handle, text, lang, publishedAt } = item;
  return {
    ...{ network, url, author, handle, text, lang, direction, itemRowId },
    remoteId: item.key,
    parentId: post?.parentId ?? null,
    rootId: post?.rootId ?? null,
    at: publishedAt,
    replyRowId: null,
    accountId: null,
  };
}
