import type { ShownSentiment } from "../../contract/values.ts";
import type { Db } from "../store/open.ts";
import { joinedSentiment, storiesByRow, type Story } from "../store/story.ts";
import { mentionIdOf } from "../store/story-shell.ts";
import type { Member } from "../store/story-member.ts";

/** What a story shows of its copies together. */
export type Shape = Pick<Story, "headId" | "sentiment" | "copies" | "newestAt">;

/** The same with its head by public id: what an event keeps of it. */
export type SaidShape = Omit<Shape, "headId"> & { readonly head: string | null };

export async function placeOf(db: Db, storyRowId: number): Promise<Shape & { readonly said: SaidShape }> {
  const story = (await storiesByRow(db, [storyRowId])).get(storyRowId);
  if (!story) throw new Error(`story ${storyRowId} is not there`);
  const { headId, sentiment, copies, newestAt } = story;
  const head = await mentionIdOf(db, headId);
  return { headId, sentiment, copies, newestAt, said: { head, sentiment, copies, newestAt } };
}

/** What a story shows once these are its copies, oldest arrival first; without any, what it showed last. */
export function shownBy(members: readonly Member[], before: Shape): Shape {
  const [first, ...rest] = members;
  if (!first) return { ...before, copies: 0 };
  const sentiment = rest.reduce<ShownSentiment>((shown, { slot }) => joinedSentiment(shown, slot), first.slot);
  return {
    headId: members.some(({ rowId }) => rowId === before.headId) ? before.headId : first.rowId,
    sentiment,
    copies: members.length,
    newestAt: Math.max(...members.map(({ publishedAt }) => publishedAt)),
  };
}
