import type { Output, Parsed } from "../../contract/methods.ts";
import { Refusal } from "../../contract/refusal.ts";
import { choiceOf } from "../../domain/crm/logging-choice.ts";
import { interactionSubject, interactionText } from "../../domain/crm/plain-text.ts";
import { safeText } from "../../domain/text/safe-text.ts";
import { takeStory } from "../cases/work-on-case.ts";
import { runCommand } from "../commands.ts";
import type { Act } from "../commands.ts";
import type { Call, Handlers } from "../handlers.ts";
import type { Parts } from "../parts.ts";
import type { CaseRecord } from "../store/case.ts";
import { listTargets } from "../store/crm-target.ts";
import { appendChoices, readChoices } from "../store/crm-logging.ts";
import { snapshotInteraction } from "../store/interaction.ts";
import { isOfErased, wasAnswered } from "../store/interaction-case.ts";
import { insertInteraction, interactionByKey, interactionsOfCase } from "../store/interaction-record.ts";
import type { InteractionRecord, NewInteraction } from "../store/interaction-record.ts";
import { loggedOfCase } from "../store/logged-interaction.ts";
import type { Db } from "../store/open.ts";
import { personRefs } from "../store/person.ts";
import { logInteraction, newKey } from "./queue-interaction.ts";

type LoggingMethod = "crm.logging" | "crm.saveLogging" | "crm.logged" | "crm.logText" | "crm.log";
type Wanted = Parsed<"crm.logText">;

const longestSubject = 120;
/** Under which the text is shown before there is a key. */
const noKeyYet = "…";

/** What the desk logs to its CRM: its choices, what of a case was logged, and logging by hand. */
export function createCrmLogging(parts: Parts, sender: { readonly nudge: () => void }): Handlers<LoggingMethod> {
  const { store, clock } = parts;
  return {
    "crm.logging": () => showChoices(store.read),
    "crm.saveLogging": (input, call) => saveChoices(parts, input, call),
    "crm.logged": ({ storyId }) => showLogged(store.read, storyId),
    "crm.logText": async (wanted, call) => {
      const made = await readWanted(store.read, wanted, { call, at: clock.now() });
      const line = await snapshotInteraction(store.read, { ...made, key: made.key ?? noKeyYet });
      return { subject: interactionSubject(line, longestSubject), text: interactionText(line) };
    },
    "crm.log": async ({ commandId, ...wanted }, call) => {
      const command = { call, method: "crm.log", commandId, topics: ["outbox", "case", "status"] as const };
      const done = await runCommand(parts, command, (act) => logByHand(act, wanted, call));
      sender.nudge();
      return done;
    },
  };
}

async function showChoices(db: Db): Promise<Output<"crm.logging">> {
  const { version, choices, savedAt, savedByRowId } = await readChoices(db);
  const people = await personRefs(db, savedByRowId === null ? [] : [savedByRowId]);
  return { version, choices, at: savedAt, by: savedByRowId === null ? null : (people.get(savedByRowId) ?? null) };
}

function saveChoices(parts: Parts, { commandId, version, choices }: Parsed<"crm.saveLogging">, call: Call) {
  const command = { call, method: "crm.saveLogging", commandId, topics: ["outbox", "case"] as const };
  return runCommand(parts, command, async (act) => {
    const saved = await readChoices(act.trx);
    if (saved.version !== version) throw new Refusal("stale", { what: "logging", version: saved.version });
    const next = version + 1;
    await appendChoices(act.trx, { version: next, choices, at: act.at, savedByRowId: call.person?.rowId ?? null });
    const payload = { version: next, choices, before: saved.choices };
    await act.record({ kind: "crm.logging_saved", subjectId: "crm-logging", payload });
    return { version: next };
  });
}

async function showLogged(db: Db, storyId: string): Promise<Output<"crm.logged">> {
  const { story, record } = await takeStory(db, storyId);
  const targets = (await listTargets(db)).filter(({ enabled }) => enabled).length;
  if (!record) return { targets, interactions: [], offers: [] };
  const { choices } = await readChoices(db);
  const interactions = await loggedOfCase(db, record.rowId);
  if (await isOfErased(db, record.rowId)) return { targets, interactions: [...interactions], offers: [] };
  const isOffered = (type: InteractionRecord["type"]) => choiceOf(choices, story.bucket, type) !== "never";
  const open = interactions.filter(({ type, loggedAt }) => loggedAt === null && isOffered(type));
  const ended = await endingOf(db, record);
  return {
    targets,
    interactions: [...interactions],
    offers: [
      ...open.map(({ type, key, at }) => ({ type, key, at })),
      ...(ended !== null && isOffered("resolved") ? [{ type: "resolved" as const, key: null, at: ended }] : []),
      { type: "by-hand" as const, key: null, at: record.state.queuedAt },
    ],
  };
}

/** When the case ended without an answer of ours that tells it, and nobody logged that; else null. */
async function endingOf(db: Db, { rowId: caseRowId, state }: CaseRecord): Promise<number | null> {
  if (state.status !== "resolved" || (await wasAnswered(db, { caseRowId, cycle: state.cycle }))) return null;
  const known = await interactionsOfCase(db, caseRowId);
  const isTold = known.some(({ type, cycle }) => type === "resolved" && cycle === state.cycle);
  return isTold ? null : state.resolvedAt;
}

type Made = Omit<NewInteraction, "key"> & { readonly key: string | null; readonly record: InteractionRecord | null };

/** What a person asked to be logged. Refusals: not-found, delivery-erased, note-needed, logged-already. */
async function readWanted(
  db: Db,
  { storyId, type, key, note: written }: Wanted,
  { call, at }: { readonly call: Call; readonly at: number },
): Promise<Made> {
  const { record: deskCase } = await takeStory(db, storyId);
  if (!deskCase) throw new Refusal("not-found", { what: "case" });
  if (await isOfErased(db, deskCase.rowId)) throw new Refusal("delivery-erased");
  const note = safeText(written).trim() || null;
  if (key !== null) {
    const record = await interactionByKey(db, key);
    if (!record || record.caseRowId !== deskCase.rowId) throw new Refusal("not-found", { what: "interaction" });
    if (record.loggedAt !== null) throw new Refusal("logged-already");
    return { ...record, note: note ?? record.note, record };
  }
  const ended = type === "resolved" ? await endingOf(db, deskCase) : null;
  if (type === "resolved" && ended === null) throw new Refusal("logged-already");
  if (type !== "resolved" && type !== "by-hand") throw new Refusal("not-found", { what: "interaction" });
  if (type === "by-hand" && note === null) throw new Refusal("note-needed");
  const reason = type === "resolved" ? deskCase.state.resolutionReason || null : null;
  return {
    ...{ key: null, type, caseRowId: deskCase.rowId, cycle: deskCase.state.cycle, replyRowId: null, itemRowId: null },
    ...{ personRowId: call.person?.rowId ?? null, note: note ?? reason, occurredAt: ended ?? at, record: null },
  };
}

async function logByHand(act: Act, wanted: Wanted, call: Call): Promise<{ readonly key: string }> {
  const made = await readWanted(act.trx, wanted, { call, at: act.at });
  const { record, ...told } = made;
  const key = made.key ?? (await newKey(act));
  const known = record ?? (await insertInteraction(act.trx, { ...told, key }));
  const targets = await logInteraction(act, { ...known, note: made.note });
  if (targets === 0) throw new Refusal("no-target");
  return { key };
}
