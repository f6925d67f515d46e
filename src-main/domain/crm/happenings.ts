import type { NewEvent } from "../events.ts";
import type { CorrectionCause, InteractionType } from "./interaction.ts";

/** Something that may be logged: what, and of which reply, case or story, by public id. */
export type Happening = {
  readonly type: Exclude<InteractionType, "by-hand">;
  readonly of: "reply" | "case" | "story";
  readonly id: string;
  /** The mention that was entered by hand. */
  readonly mentionId: string | null;
  readonly note: string | null;
};

/** Something that may change what was logged before. `of: "contact"` = of all cases of that contact. */
export type Change = {
  readonly because: CorrectionCause;
  readonly of: "reply" | "case" | "contact";
  readonly id: string;
};

const handKinds: ReadonlySet<unknown> = new Set(["call", "email", "walk-in"]);
const viaWords: Readonly<Record<string, string>> = {
  phone: "by phone",
  email: "by e-mail",
  message: "by message",
  in_person: "in person",
  other: "another way",
};
const stepWords: Readonly<Record<string, string>> = {
  confirmed: "We are in contact in private",
  solved: "Solved in private",
};

/** What of an act's events may be logged. In one act a reply or a call is the whole of it: what ends with it is told there. */
export function readHappenings(events: readonly NewEvent[]): readonly Happening[] {
  const told = events.flatMap((event) => tellingOf(event) ?? []);
  if (told.length > 0) return told;
  const met = events.flatMap((event) => metOf(event) ?? []);
  const metCases = new Set(met.map(({ id }) => id));
  const ended = events.flatMap(({ kind, subjectId }): readonly Happening[] =>
    kind === "case.resolved" && !metCases.has(subjectId)
      ? [{ type: "resolved", of: "case", id: subjectId, mentionId: null, note: null }]
      : [],
  );
  return [...met, ...ended];
}

function tellingOf({ kind, subjectId: id, payload }: NewEvent): Happening | null {
  if (kind === "reply.sent") return { type: "reply", of: "reply", id, mentionId: null, note: null };
  const entered = payload?.["kind"];
  if (kind !== "mention.logged" || !handKinds.has(entered)) return null;
  const mentionId = typeof payload?.["mention"] === "string" ? payload["mention"] : null;
  return { type: entered as "call" | "email" | "walk-in", of: "story", id, mentionId, note: null };
}

/** A person met them in private: contact that goes both ways, or its end. An invitation is a public reply. */
function metOf({ kind, subjectId: id, payload }: NewEvent): Happening | null {
  const step = stepWords[String(payload?.["step"])];
  if (kind !== "case.private_step" || step === undefined) return null;
  const via = viaWords[String(payload?.["via"])];
  return { type: "private", of: "case", id, mentionId: null, note: via === undefined ? step : `${step}, ${via}` };
}

const changing = {
  "reply.gone": { because: "reply_taken_away", of: "reply" },
  "reply.back": { because: "reply_taken_away", of: "reply" },
  "case.resolved": { because: "outcome_changed", of: "case" },
  "case.reopened": { because: "case_reopened", of: "case" },
  "case.restored": { because: "case_reopened", of: "case" },
  "contact.changed": { because: "contact_changed", of: "contact" },
  "contact.merged": { because: "contact_changed", of: "contact" },
  "contact.unmerged": { because: "contact_changed", of: "contact" },
} as const satisfies Partial<Record<NewEvent["kind"], Omit<Change, "id">>>;

/** A case that goes on because they wrote again was answered all the same: nobody takes its answer back. */
function changeOf(kind: keyof typeof changing, payload: NewEvent["payload"]): Omit<Change, "id"> {
  const goesOn = kind === "case.reopened" && payload?.["because"] === "wrote_again";
  return goesOn ? { because: "outcome_changed", of: "case" } : changing[kind];
}

/** What of an act's events may change what targets were told before; each subject once. */
export function readChanges(events: readonly NewEvent[]): readonly Change[] {
  const changes = events.flatMap(({ kind, subjectId, payload }): readonly Change[] => {
    if (!(kind in changing)) return [];
    const { because, of } = changeOf(kind as keyof typeof changing, payload);
    const ids = [subjectId, ...(kind === "contact.unmerged" ? [String(payload?.["merged"])] : [])];
    return ids.map((id) => ({ because, of, id }));
  });
  return [...new Map(changes.map((change) => [`${change.of} ${change.id}`, change])).values()];
}

const beginning: ReadonlySet<NewEvent["kind"]> = new Set([
  ...(["reply.sent", "mention.logged", "case.private_step"] as const),
  // An erasure that arrived takes the last words with it.
  "delivery.done",
]);

/** Whether any of these kinds of events has to be looked at; asked once for every act of the desk. */
export function isFollowed(kind: NewEvent["kind"]): boolean {
  return kind in changing || beginning.has(kind);
}
