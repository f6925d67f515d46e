import type { Parsed } from "../../contract/methods.ts";
import type { SampleCommand, SamplePromise } from "../../ports/sample-content.ts";
import type { Call } from "../handlers.ts";
import type { StoryOfItem } from "../store/story-of-item.ts";
import { newCommandId, openCase, storyOf } from "./replay.ts";
import type { Replay } from "./replay.ts";

type OfKind<Kind extends SampleCommand["do"]> = Extract<SampleCommand, { readonly do: Kind }>;

export async function setBucket(replay: Replay, command: OfKind<"setBucket">, call: Call): Promise<void> {
  const { bucket } = command;
  const moved = (await storiesOf(replay, command)).filter((story) => story.bucket !== bucket);
  if (moved.length === 0) return;
  const stories = moved.map(versioned);
  await replay.engine.handlers["triage.setBucket"]({ commandId: newCommandId(replay), stories, bucket }, call);
}

export async function claim(replay: Replay, command: OfKind<"claim">, call: Call): Promise<void> {
  await openCase(replay, command.item, call);
  const stories = (await storiesOf(replay, command)).map(versioned);
  const to = { personId: call.person?.id ?? null, reason: "" };
  await replay.engine.handlers["triage.assign"]({ commandId: newCommandId(replay), stories, ...to }, call);
}

export async function snooze(replay: Replay, command: OfKind<"snooze">, call: Call): Promise<void> {
  const { until, reason } = command;
  const stories = (await storiesOf(replay, command)).map(versioned);
  await replay.engine.handlers["triage.snooze"](
    { commandId: newCommandId(replay), stories, until, on: null, reason },
    call,
  );
}

export async function resolve(replay: Replay, command: OfKind<"resolve">, call: Call): Promise<void> {
  const { result: resolution, reason } = command;
  if (command.private) await endPath(replay, command, call);
  const stories = (await storiesOf(replay, command)).map(versioned);
  await replay.engine.handlers["triage.resolve"](
    { commandId: newCommandId(replay), stories, resolution, why: null, reason, duplicateOf: null },
    call,
  );
}

/** Solved in private, or they would rather not: before the case is closed over it. */
async function endPath(replay: Replay, command: OfKind<"resolve">, call: Call): Promise<void> {
  const step = command.private === "declined" ? "declined" : "solved";
  for (const { id } of await storiesOf(replay, command))
    await takeStep(replay, { storyId: id, step, via: step === "solved" ? "message" : null }, call);
}

type PathStep = Pick<Parsed<"privatePath.step">, "step" | "via"> & { readonly storyId: string };

/** Takes a step where it may follow: the words of a reply may have taken it before. */
async function takeStep(replay: Replay, { storyId, step, via }: PathStep, call: Call): Promise<void> {
  const { handlers } = replay.engine;
  const path = await handlers["privatePath.get"]({ storyId }, call);
  if (!path?.next.includes(step)) return;
  await handlers["privatePath.step"]({ commandId: newCommandId(replay), story: path.story, step, via }, call);
}

export async function note(replay: Replay, command: OfKind<"note" | "handToPrivate">, call: Call): Promise<void> {
  const { id: storyId } = await storyOf(replay, command.item);
  if (command.do === "handToPrivate") await takeStep(replay, { storyId, step: "invited", via: null }, call);
  const text = noteOf(command);
  await replay.engine.handlers["cases.note"]({ commandId: newCommandId(replay), storyId, text }, call);
  if (command.do === "note" && command.promise) await promise(replay, { storyId, ...command.promise }, call);
}

/** Makes the promise that a note tells of, or keeps the one that was made in the same words. */
async function promise(replay: Replay, said: SamplePromise & { readonly storyId: string }, call: Call): Promise<void> {
  const { handlers } = replay.engine;
  const commandId = newCommandId(replay);
  const { storyId, what, to: toWhom, dueAt, kept } = said;
  if (!kept && dueAt !== null) {
    await handlers["promises.make"]({ commandId, storyId, what, toWhom, dueAt, replyId: null }, call);
    return;
  }
  const made = (await handlers["promises.ofCase"]({ storyId }, call)).find((one) => one.what === what);
  if (!made) throw new Error(`Nothing was promised in the words "${what}"`);
  await handlers["promises.keep"]({ commandId, id: made.id, version: made.version }, call);
}

type NamedItems = { readonly item?: string; readonly items?: readonly string[] };

function storiesOf(
  replay: Replay,
  { item, items = item === undefined ? [] : [item] }: NamedItems,
): Promise<readonly StoryOfItem[]> {
  return Promise.all(items.map((key) => storyOf(replay, key)));
}

const versioned = ({ id, version }: StoryOfItem) => ({ id, version });

/** Why somebody was asked into private has no place of its own: its words go into a note. */
function noteOf(command: OfKind<"note" | "handToPrivate">): string {
  return command.do === "handToPrivate" ? command.reason : command.text;
}
