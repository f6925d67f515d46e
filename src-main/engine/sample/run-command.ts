import type { SampleCommand, SamplePromise } from "../../ports/sample-content.ts";
import type { Call } from "../handlers.ts";
import { isLeftOut } from "./left-out.ts";
import { approveReply, draftReply, postReply, returnReply, submitReply } from "./run-reply.ts";
import { callOf, newCommandId, openCase, storyOf } from "./replay.ts";
import type { Replay } from "./replay.ts";

/** Does what a person of the desk did, through the same doors as the page, at the clock's present moment. */
export async function runSampleCommand(replay: Replay, command: SampleCommand): Promise<void> {
  if (isLeftOut(command.do)) return;
  if (command.do === "deliver") return replay.sender.drain();
  const call = callOf(replay, command.by);
  switch (command.do) {
    case "openShift":
    case "closeShift":
      return runShift(replay, command, call);
    case "draft":
      return draftReply(replay, command, call);
    case "submit":
      return submitReply(replay, command, call);
    case "approve":
      return approveReply(replay, command, call);
    case "return":
      return returnReply(replay, command, call);
    case "post":
      return postReply(replay, command, call);
    default:
      return runTriage(replay, command, call);
  }
}

type OfKind<Kind extends SampleCommand["do"]> = Extract<SampleCommand, { readonly do: Kind }>;

async function runShift(replay: Replay, command: OfKind<"openShift" | "closeShift">, call: Call): Promise<void> {
  const { handlers } = replay.engine;
  const commandId = newCommandId(replay);
  if (command.do === "openShift") return void (await handlers["shifts.open"]({ commandId }, call));
  const [open] = await handlers["shifts.list"]({}, call);
  if (!open) throw new Error("There is no shift to close");
  await handlers["shifts.close"]({ commandId, id: open.id, version: open.version, text: command.text }, call);
}

async function runTriage(replay: Replay, command: SampleCommand, call: Call): Promise<void> {
  const { handlers } = replay.engine;
  const commandId = newCommandId(replay);
  switch (command.do) {
    case "setBucket": {
      const { bucket } = command;
      const stories = (await storiesOf(replay, command)).filter((story) => story.bucket !== bucket);
      if (stories.length === 0) return;
      return void (await handlers["triage.setBucket"]({ commandId, stories: stories.map(versioned), bucket }, call));
    }
    case "claim": {
      await openCase(replay, command.item, call);
      const stories = (await storiesOf(replay, command)).map(versioned);
      return void (await handlers["triage.assign"]({ commandId, stories, personId: call.person?.id ?? null, reason: "" }, call));
    }
    case "snooze": {
      const stories = (await storiesOf(replay, command)).map(versioned);
      return void (await handlers["triage.snooze"]({ commandId, stories, until: command.until, reason: command.reason }, call));
    }
    case "resolve": {
      const { result, reason } = command;
      const stories = (await storiesOf(replay, command)).map(versioned);
      return void (await handlers["triage.resolve"]({ commandId, stories, resolution: result, reason }, call));
    }
    case "note":
    case "handToPrivate": {
      const { id: storyId } = await storyOf(replay, command.item);
      await handlers["cases.note"]({ commandId, storyId, text: noteOf(command, replay) }, call);
    }
  }
}

type NamedItems = { readonly item?: string; readonly items?: readonly string[] };

function storiesOf(replay: Replay, { item, items = item === undefined ? [] : [item] }: NamedItems) {
  return Promise.all(items.map((key) => storyOf(replay, key)));
}

const versioned = ({ id, version }: { readonly id: string; readonly version: number }) => ({ id, version });

/** Promises and the way into a private channel have no place of their own yet: their words go into a note. */
function noteOf(command: OfKind<"note" | "handToPrivate">, { content, clock }: Replay): string {
  if (command.do === "handToPrivate") return command.reason;
  const { text, promise } = command;
  return promise ? `${text}\n${sayPromise(promise, content.calendar(clock.now()).timeZone)}` : text;
}

function sayPromise({ what, to, dueAt, kept }: SamplePromise, timeZone: string): string {
  if (kept) return `Promise kept to ${to}: ${what}.`;
  const due = dueAt === null ? "" : `, by ${new Intl.DateTimeFormat("en-GB", { timeZone, dateStyle: "medium", timeStyle: "short" }).format(dueAt)}`;
  return `Promised to ${to}: ${what}${due}.`;
}
