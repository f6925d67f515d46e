import { noReplyReasons } from "../../contract/queue-filter.ts";
import type { Said } from "../../contract/values.ts";
import type { EventKind, EventPayload } from "../events.ts";

/** What the desk itself writes as a reason, such as "moved_to_analytics". */
const REASON_CODE = /^[a-z]+(?:_[a-z]+)+$/;

/** What an event says in the timeline of a case: a key under `event` in the catalogue; null for what another line says already. */
export function sayEvent(kind: EventKind, payload: EventPayload | null): Said | null {
  const code = `event.${kind}`;
  if (kind.startsWith("promise.")) return say(code, { what: textOf(payload?.["what"]) });
  if (kind.startsWith("line.")) return say(code, { text: textOf(payload?.["text"]) });
  return sayOther(kind, payload, code);
}

function sayOther(kind: EventKind, payload: EventPayload | null, code: string): Said | null {
  const after = fieldsOf(payload?.["after"]);
  switch (kind) {
    case "case.moved":
    case "case.answered":
      return null;
    case "story.moved":
      return say(`${code}.${textOf(after["bucket"])}`);
    case "story.sentiment_corrected":
      return say(`${code}.${String(payload?.["label"])}`);
    case "story.labelled":
      return sayLabelled(payload);
    case "story.split":
      return sayNumber(code, "copies", payload);
    case "story.joined":
      return sayNumber(code, "stories", payload);
    case "mention.logged":
      return say(`${code}.${textOf(payload?.["kind"])}`);
    case "case.queued":
    case "case.reopened":
      return say(`${code}.${wroteAgain(payload) ? "wroteAgain" : textOf(after["bucket"]) || "same"}`);
    case "case.assigned":
      return sayAssigned(payload);
    case "case.priority_set":
      return say(code, { priority: Number(after["priority"]) });
    case "case.snoozed":
      return say(`${code}.${textOf(after["wakeOn"]) || (after["snoozedUntil"] == null ? "answer" : "time")}`);
    case "case.resolved":
      return sayResolved(after);
    case "case.retimed":
      return null;
    case "case.breached":
    case "case.resolution_breached":
    case "reply.approval_breached":
      return say(`${code}.${textOf(payload?.["cause"]) || "unknown"}`);
    case "case.private_step":
    case "case.private_reminded":
      return say(`${code}.${textOf(payload?.["step"])}`);
    case "reply.approved":
      // Nobody read this one: the script's own approval covers it.
      return say(payload?.["approval"] === "template" ? "event.reply.approvedByScript" : code);
    case "delivery.queued":
      return null;
    case "delivery.done":
    case "delivery.dead":
      return say(code, { target: textOf(payload?.["target"]) });
    case "reply.signed":
      return say(code, { words: textOf(payload?.["words"]), reason: textOf(payload?.["reason"]) });
    case "reply.unsigned":
      return say(code, { words: textOf(payload?.["words"]) });
    case "reply.returned":
      return sayReturned(payload);
    default:
      return say(code);
  }
}

const wroteAgain = (payload: EventPayload | null): boolean => payload?.["because"] === "wrote_again";

/** The first reason of the list, words of one's own, or both. */
function sayReturned(payload: EventPayload | null): Said {
  const reason = textOf(payload?.["reason"]);
  const listed = payload?.["reasons"];
  const first = Array.isArray(listed) ? textOf(listed[0]) : "";
  if (first === "") return say("event.reply.returned", { reason });
  return reason === ""
    ? say(`event.reply.returnedFor.${first}`)
    : say(`event.reply.returnedBecause.${first}`, { reason });
}

function sayLabelled(payload: EventPayload | null): Said {
  const added = textOf(payload?.["added"]);
  const removed = textOf(payload?.["removed"]);
  if (removed === "") return say("event.story.labelled.added", { labels: added });
  if (added === "") return say("event.story.labelled.removed", { labels: removed });
  return say("event.story.labelled.both", { added, removed });
}

function sayNumber(code: string, name: string, payload: EventPayload | null): Said {
  const number = Number(payload?.[name] ?? 1);
  return number === 1 ? say(`${code}.one`) : say(`${code}.many`, { [name]: number });
}

function sayAssigned(payload: EventPayload | null): Said {
  const name = textOf(payload?.["name"]);
  if (name === "") return say("event.case.assigned.nobody");
  const reason = textOf(payload?.["reason"]);
  return reason === ""
    ? say("event.case.assigned.person", { name })
    : say("event.case.assigned.because", { name, reason });
}

// A reason is the words of a person; where the desk itself closed the case it is a code, and the resolution says it all.
function sayResolved(after: EventPayload): Said {
  const reason = textOf(after["resolutionReason"]);
  const resolution = String(after["resolution"]);
  // One of the closed list stands for itself.
  if (resolution === "no_reply_needed" && isListed(reason)) return say(`event.case.noReply.${reason}`);
  return reason === "" || REASON_CODE.test(reason)
    ? say(`event.case.resolved.${resolution}`)
    : say(`event.case.resolvedBecause.${resolution}`, { reason });
}

function isListed(reason: string): boolean {
  return noReplyReasons.some((listed) => listed === reason);
}

function say(code: string, params: Said["params"] = {}): Said {
  return { code, params };
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function fieldsOf(value: unknown): EventPayload {
  return typeof value === "object" && value !== null ? (value as EventPayload) : {};
}
