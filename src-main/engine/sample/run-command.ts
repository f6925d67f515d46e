import type { SampleCommand } from "../../ports/sample-content.ts";
import type { Call } from "../handlers.ts";
import { callOf, newCommandId } from "./replay.ts";
import type { Replay } from "./replay.ts";
import { logInteraction, mergeContacts } from "./run-contacts.ts";
import { approveReply, draftReply, postReply, returnReply, submitReply } from "./run-reply.ts";
import { claim, note, resolve, setBucket, snooze } from "./run-triage.ts";

/** Does what a person of the desk did, through the same doors as the page, at the clock's present moment. */
export async function runSampleCommand(replay: Replay, command: SampleCommand): Promise<void> {
  switch (command.do) {
    case "logInteraction":
      return logInteraction(replay, command, callOf(replay, command.by));
    case "mergeContacts":
      return mergeContacts(replay, command, callOf(replay, command.by));
    case "deliver":
      return replay.sender.drain();
    case "openShift":
    case "closeShift":
      return runShift(replay, command, callOf(replay, command.by));
    case "setBucket":
      return setBucket(replay, command, callOf(replay, command.by));
    case "claim":
      return claim(replay, command, callOf(replay, command.by));
    case "snooze":
      return snooze(replay, command, callOf(replay, command.by));
    case "resolve":
      return resolve(replay, command, callOf(replay, command.by));
    case "note":
    case "handToPrivate":
      return note(replay, command, callOf(replay, command.by));
    case "draft":
      return draftReply(replay, command, callOf(replay, command.by));
    case "submit":
      return submitReply(replay, command, callOf(replay, command.by));
    case "approve":
      return approveReply(replay, command, callOf(replay, command.by));
    case "return":
      return returnReply(replay, command, callOf(replay, command.by));
    case "post":
      return postReply(replay, command, callOf(replay, command.by));
  }
}

type Shifting = Extract<SampleCommand, { readonly do: "openShift" | "closeShift" }>;

async function runShift(replay: Replay, command: Shifting, call: Call): Promise<void> {
  const { handlers } = replay.engine;
  const commandId = newCommandId(replay);
  if (command.do === "openShift") {
    await handlers["shifts.open"]({ commandId }, call);
    return;
  }
  const [open] = await handlers["shifts.list"]({}, call);
  if (!open) throw new Error("There is no shift to close");
  const { id, version } = open;
  await handlers["shifts.close"]({ commandId, id, version, text: command.text, until: null }, call);
}
