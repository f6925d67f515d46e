import type { Said } from "../../contract/values.ts";
import { sayEvent } from "../cases/timeline.ts";
import { eventKinds } from "../events.ts";
import type { EventKind, EventPayload } from "../events.ts";

const aboutCases: ReadonlySet<string> = new Set(["story", "case", "reply"]);
/** What their payload calls `of` chooses the words. */
const toldByTheirOf: ReadonlySet<string> = new Set(["alarm", "model"]);

/** What the shift log says of an event: words under `event` with the plain fields of its payload as parameters. */
export function sayLogged(kind: EventKind, payload: EventPayload | null): Said {
  if (kind === "shift.signed") return { code: `event.${kind}.${partSigned(payload)}`, params: plainFields(payload) };
  if (toldByTheirOf.has(eventKinds[kind].subject))
    return { code: `event.${kind}.${plainFields(payload)["of"] ?? "all"}`, params: plainFields(payload) };
  const said = aboutCases.has(eventKinds[kind].subject) ? sayEvent(kind, payload) : null;
  return said ?? { code: `event.${kind}`, params: plainFields(payload) };
}

function partSigned(payload: EventPayload | null): "handover" | "takeover" | "alone" {
  if (payload?.["part"] !== "takeover") return "handover";
  return payload["alone"] === true ? "alone" : "takeover";
}

function plainFields(payload: EventPayload | null): Said["params"] {
  const pairs = Object.entries(payload ?? {}).filter(
    (pair): pair is [string, string | number] => typeof pair[1] === "string" || typeof pair[1] === "number",
  );
  return Object.fromEntries(pairs);
}

/** The kinds that the shift log shows. */
export const loggedKinds: readonly EventKind[] = (Object.keys(eventKinds) as EventKind[]).filter(
  (kind) => eventKinds[kind].log,
);
