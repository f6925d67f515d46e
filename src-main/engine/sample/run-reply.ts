import type { SampleCommand } from "../../ports/sample-content.ts";
import type { Call } from "../handlers.ts";
import { newCommandId, openCase, replyOf, storyOf } from "./replay.ts";
import type { Replay } from "./replay.ts";

type OfKind<Kind extends SampleCommand["do"]> = Extract<SampleCommand, { readonly do: Kind }>;

/** Begins a draft or corrects it. A script that needs nobody is handed in at once: its approval is minted, and the hold begins. */
export async function draftReply(replay: Replay, command: OfKind<"draft">, call: Call): Promise<void> {
  const { engine, replies, content } = replay;
  if (!replies.has(command.reply)) replies.set(command.reply, await startReply(replay, command, call));
  const { id, version } = replyOf(replay, command.reply);
  const words = "text" in command ? { fields: {}, text: command.text } : { fields: command.fields, text: null };
  const target = { commandId: newCommandId(replay), replyId: id, version };
  replies.set(command.reply, await engine.handlers["replies.save"]({ ...target, ...words }, call));
  const script = "text" in command ? undefined : content.scripts.find(({ key }) => key === command.script);
  if (script?.approval.approvers === 0) await submitReply(replay, command, call);
}

async function startReply(replay: Replay, command: OfKind<"draft">, call: Call) {
  await openCase(replay, command.item, call);
  const { id: storyId } = await storyOf(replay, command.item);
  const written = "text" in command ? null : command;
  const scriptId = written ? replay.scriptIds.get(written.script) : null;
  if (scriptId === undefined) throw new Error(`There is no script ${written?.script}`);
  const variant = written?.variant ?? "body";
  return replay.engine.handlers["replies.start"]({ commandId: newCommandId(replay), storyId, scriptId, variant }, call);
}

type OnReply = { readonly reply: string };

/** Whoever hands a reply in there has read what colleagues did meanwhile, and signs what they mean to stand. */
export async function submitReply(
  replay: Replay,
  command: OnReply & { readonly signs?: string },
  call: Call,
): Promise<void> {
  const { handlers } = replay.engine;
  const target = targetOf(replay, command);
  if (command.signs !== undefined) await signHits(replay, { ...command, signs: command.signs }, call);
  const seen = (await handlers["replies.meanwhile"]({ replyId: target.replyId }, call)).map(({ id }) => id);
  replay.replies.set(command.reply, await handlers["replies.submit"]({ ...target, seen }, call));
}

async function signHits(replay: Replay, command: OnReply & { readonly signs: string }, call: Call): Promise<void> {
  const { handlers } = replay.engine;
  const { replyId, version } = targetOf(replay, command);
  const { hits } = await handlers["replies.check"]({ replyId }, call);
  for (const { rule, from, to } of hits.filter(({ severity }) => severity === "look")) {
    const hit = { commandId: newCommandId(replay), replyId, version, rule, from, to };
    await handlers["replies.sign"]({ ...hit, reason: command.signs }, call);
  }
}

export async function approveReply(replay: Replay, command: OnReply, call: Call): Promise<void> {
  const { hash } = replyOf(replay, command.reply);
  replay.replies.set(
    command.reply,
    await replay.engine.handlers["replies.approve"]({ ...targetOf(replay, command), hash }, call),
  );
}

export async function returnReply(replay: Replay, command: OfKind<"return">, call: Call): Promise<void> {
  const { reason } = command;
  replay.replies.set(
    command.reply,
    await replay.engine.handlers["replies.return"]({ ...targetOf(replay, command), reason }, call),
  );
}

/** Takes the approved words out, posts them and brings the proof; without a permalink it still waits for that. */
export async function postReply(replay: Replay, command: OfKind<"post">, call: Call): Promise<void> {
  const { handlers } = replay.engine;
  const { reply } = await handlers["replies.handOver"](targetOf(replay, command), call);
  replay.replies.set(command.reply, reply);
  if (command.result === "handed_over" || command.proofUrl === undefined) return;
  const proof = {
    ...targetOf(replay, command),
    url: command.proofUrl,
    resolve: command.result === "answered" && !replay.goOnInPrivate.has(command.reply),
  };
  replay.replies.set(command.reply, await handlers["replies.prove"](proof, call));
}

function targetOf(replay: Replay, { reply }: OnReply) {
  const { id, version } = replyOf(replay, reply);
  return { commandId: newCommandId(replay), replyId: id, version };
}
