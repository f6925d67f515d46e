import type { Reply } from "../../contract/methods/replies.ts";
import type { SampleContent, SampleItem } from "../../ports/sample-content.ts";
import type { WatchLoop } from "../cases/watch-loop.ts";
import type { CrmSender } from "../crm/sender.ts";
import type { Engine } from "../engine.ts";
import type { Call } from "../handlers.ts";
import { storyOfItem } from "../store/story-of-item.ts";
import type { StoryOfItem } from "../store/story-of-item.ts";
import type { ReplayClock } from "./replay-clock.ts";
import type { SamplePeople } from "./set-up.ts";

/** What the replay of a history works with, and what it remembers on the way. */
export type Replay = {
  readonly engine: Engine;
  readonly clock: ReplayClock;
  readonly content: SampleContent;
  readonly people: SamplePeople;
  readonly items: ReadonlyMap<string, SampleItem>;
  /** Public ids, by key. */
  readonly sourceIds: ReadonlyMap<string, string>;
  readonly scriptIds: ReadonlyMap<string, string>;
  readonly contactIds: ReadonlyMap<string, string>;
  /** The watches over counts, deadlines, snoozes and ways into private, and the sender, which the history's clock drives. */
  readonly alarmWatch: Pick<WatchLoop, "look">;
  readonly breachWatch: WatchLoop;
  readonly warnWatch: WatchLoop;
  readonly snoozeWaker: WatchLoop;
  readonly privateReminder: WatchLoop;
  readonly sender: CrmSender;
  /** Replies after which the case goes on in a private channel: posting them closes nothing. */
  readonly goOnInPrivate: ReadonlySet<string>;
  /** Replies as they stand, by the history's own name of them. */
  readonly replies: Map<string, Reply>;
  /** When somebody of the desk last spoke with a contact, by key. */
  readonly lastTalks: ReadonlyMap<string, number>;
  /** What came in and nobody has looked at. */
  readonly unseen: Set<string>;
  /** By the key of an item that repeats an earlier one: the first that said it. */
  readonly firstCopies: ReadonlyMap<string, string>;
  /** What came in and says the same as an earlier item, whose key stands behind it. */
  readonly copies: Map<string, string>;
};

export function callOf({ people }: Replay, by: string): Call {
  const call = people.get(by);
  if (!call) throw new Error(`Nobody at the sample's desk is called ${by}`);
  return call;
}

export const newCommandId = ({ engine: { parts } }: Replay): string => parts.ids.ulid(parts.clock.now());

/** The story of an item of the sample; null when no watch made it a mention. */
export async function findStory({ engine, items }: Replay, key: string): Promise<StoryOfItem | null> {
  const item = items.get(key);
  if (!item) throw new Error(`The sample has no item ${key}`);
  return storyOfItem(engine.parts.store.read, { sourceKey: item.source, url: item.link });
}

export async function storyOf(replay: Replay, key: string): Promise<StoryOfItem> {
  const story = await findStory(replay, key);
  if (!story) throw new Error(`${key} is no mention`);
  return story;
}

export function replyOf({ replies }: Replay, name: string): Reply {
  const reply = replies.get(name);
  if (!reply) throw new Error(`The sample has not begun a reply ${name}`);
  return reply;
}

/** Whoever takes a case or answers it has looked at it. */
export async function openCase(replay: Replay, item: string, call: Call): Promise<void> {
  const { id } = await storyOf(replay, item);
  await replay.engine.handlers["cases.open"]({ commandId: newCommandId(replay), storyId: id }, call);
}
