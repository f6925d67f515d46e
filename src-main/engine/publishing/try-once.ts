import type { Said } from "../../contract/values.ts";
import { isParentChanged } from "../../domain/publishing/parent-change.ts";
import { doesKeyProtect } from "../../domain/publishing/retry.ts";
import type { ConnectedAccount, Posted, Prepared, ReplyIntent, ReplyPublisher } from "../../ports/reply-publisher.ts";
import { failedLook, needsPerson } from "./outcome.ts";
import type { Outcome } from "./outcome.ts";

/** An earlier wording of the same reply of which nobody knows whether it arrived. */
export type EarlierTry = {
  readonly publisher: ReplyPublisher;
  readonly account: ConnectedAccount;
  readonly intent: ReplyIntent;
  readonly prepared: Prepared;
};

/** Everything that one attempt needs; it was committed as `sending` before. */
export type Try = {
  readonly publisher: ReplyPublisher;
  readonly account: ConnectedAccount;
  readonly intent: ReplyIntent;
  readonly prepared: Prepared;
  /** A request went out before, or the engine ended while one was on its way. */
  readonly isRepeat: boolean;
  readonly unclearSince: number | null;
  readonly earlier: readonly EarlierTry[];
  /** What the approver saw of the post that is answered, or was told of it; empty = it is not kept here any more. */
  readonly parentTexts: readonly string[];
  /** Why these words must not leave any more; null = they may. It matters only if they have not left already. */
  readonly stop: Said | null;
  /** Only looks whether it arrived, and sends nothing. */
  readonly isLook: boolean;
  readonly now: number;
};

/** One attempt: look whether it is there already, look at the post, send, and look where it came to stand. */
export async function tryOnce(attempt: Try): Promise<Outcome> {
  return (await lookBefore(attempt)) ?? (await send(attempt));
}

/** Null = it is not there, and may be sent. */
async function lookBefore(attempt: Try): Promise<Outcome | null> {
  for (const { publisher, account, intent, prepared } of attempt.earlier) {
    const found = await publisher.reconcile(account, intent, prepared);
    if (!found.ok) return failedLook(found.trouble);
    if (found.value) return needsPerson("earlier-arrived", { url: found.value.url });
  }
  if (attempt.isRepeat) {
    const { publisher, account, intent, prepared } = attempt;
    const found = await publisher.reconcile(account, intent, prepared);
    if (!found.ok) return failedLook(found.trouble);
    if (found.value) return placed(found.value);
  }
  const { unclearSince, now, publisher } = attempt;
  const isProtected = doesKeyProtect({ unclearSince, protectsMs: publisher.keyProtectsMs, now });
  if (attempt.isLook || !isProtected) return needsPerson("unclear");
  return attempt.stop ? { kind: "person", says: attempt.stop } : null;
}

async function send({ publisher, account, intent, prepared, parentTexts }: Try): Promise<Outcome> {
  const parent = await publisher.readParent(account, intent);
  if (!parent.ok) return failedLook(parent.trouble);
  if (parent.value.state !== "there") return needsPerson(`parent-${parent.value.state}`);
  const { post, ref } = parent.value;
  if (parentTexts.length > 0 && parentTexts.every((seen) => isParentChanged(seen, post.text)))
    return needsPerson("parent-changed", { text: post.text.slice(0, 500) });
  const sent = await publisher.publish(account, intent, { prepared, parentRef: ref });
  if (!sent.ok) return { kind: "trouble", trouble: sent.trouble, mayHaveArrived: sent.trouble.class === "unknown" };
  if (sent.value.parentId !== post.id) return { kind: "alone", posted: sent.value };
  return { kind: "posted", posted: sent.value, rootId: post.rootId ?? post.id };
}

/** A server that loses the parent on the way posts the words all the same, under nothing. */
function placed(posted: Posted): Outcome {
  return posted.parentId === null ? { kind: "alone", posted } : { kind: "posted", posted, rootId: null };
}
