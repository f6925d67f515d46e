import type { Parsed } from "../../contract/methods.ts";
import { Refusal } from "../../contract/refusal.ts";
import { runCommand, runEngineAct, type Act } from "../commands.ts";
import type { Call } from "../handlers.ts";
import { effectCounts, effectsOfRule } from "../store/rule-effect.ts";
import { insertWork, listWork, nextWork, saveWork, workById, type StoredWork } from "../store/rule-work.ts";
import { ruleById, type StoredRule } from "../store/rule.ts";
import { countStoriesSince, ruledStories, ruledStoriesSince } from "../store/ruled-story.ts";
import { readSettings } from "../store/setting.ts";
import { applyRule, type Worked } from "./apply-rule.ts";
import type { RuleParts } from "./rule-rows.ts";
import { seenRule } from "./save-rule.ts";
import { takeInHand } from "./story-in-hand.ts";
import { countUndo, undoEffects } from "./undo-rule.ts";

/** What one transaction changes: well under 50 ms of work. */
const slice = 50;
const reachMs = 30 * 24 * 60 * 60_000;

export type RuleWorker = {
  /** Begins, or goes on with, what is asked for. */
  readonly soon: () => void;
  /** Resolves when nothing is asked for. */
  readonly idle: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

/** Works through what is asked of rules, one after the other, in small transactions; a stopped engine goes on where it was. */
export function createRuleWorker(parts: RuleParts): RuleWorker {
  let stopped = false;
  let running: Promise<void> = Promise.resolve();

  async function work(): Promise<void> {
    for (;;) {
      const next = stopped ? null : await nextWork(parts.store.read);
      if (next === null) return;
      try {
        await runSlice(parts, next.id);
      } catch (cause) {
        parts.log.error("rule.work_failed", { work: next.id, error: String(cause) });
        await endWork(parts, next, "failed");
      }
      await new Promise(setImmediate);
    }
  }

  return {
    soon: () => {
      running = running
        .then(work)
        .catch((cause: unknown) => parts.log.error("rule.work_broke", { error: String(cause) }));
    },
    idle: () => running,
    stop: async () => {
      stopped = true;
      await running;
    },
  };
}

/** One slice; a page may have cancelled the work meanwhile. */
async function runSlice(parts: RuleParts, workId: string): Promise<void> {
  const worked = await runEngineAct(parts, { topics: [] }, async (act): Promise<Worked | null> => {
    const work = await workById(act.trx, workId);
    if (!work || !isOpen(work)) return null;
    const rule = await ruleById(act.trx, work.ruleId);
    const step =
      rule && (work.what === "apply" ? await applySlice(act, parts, { work, rule }) : await undoSlice(act, work));
    const all = {
      changed: work.changed + (step?.changed ?? 0),
      kept: work.kept + (step?.kept ?? 0),
    };
    const isDone = !step || step.isLast;
    const progress = { ...work.progress, ...all, cursor: step?.cursor ?? work.progress.cursor };
    const done = Math.min(work.total, work.done + (step?.looked ?? 0));
    await saveWork(act.trx, {
      ...{ rowId: work.rowId, progress, at: act.at },
      done: isDone ? work.total : done,
      state: isDone ? "done" : "running",
    });
    if (isDone) await recordEnd(act, { ...work, ...all });
    return all;
  });
  if (worked) parts.changed("rules", "triage", "case", "wallboard", "status");
}

type Step = Worked & { readonly looked: number; readonly cursor: number; readonly isLast: boolean };

async function applySlice(
  act: Act,
  parts: RuleParts,
  { work, rule }: { readonly work: StoredWork; readonly rule: StoredRule },
): Promise<Step | null> {
  // Switched off or removed meanwhile: nothing is left to do.
  if (!rule.isOn || rule.removedAt !== null) return null;
  const walk = { since: act.at - reachMs, before: work.progress.cursor, limit: slice };
  const stories = await ruledStoriesSince(act.trx, walk);
  const understanding = await parts.understandings(act.trx);
  const worked = await applyRule(act, { understanding, rule, stories, workId: work.id });
  const cursor = stories.at(-1)?.rowId ?? 0;
  return { ...worked, looked: stories.length, cursor, isLast: stories.length < slice };
}

async function undoSlice(act: Act, work: StoredWork): Promise<Step> {
  const { ruleRowId, cursor } = work.progress;
  const effects = await effectsOfRule(act.trx, { ruleRowId, after: cursor, limit: slice });
  const { settings } = await readSettings(act.trx);
  const worked = await undoEffects(act, { settings, ruleId: work.ruleId, effects, workId: work.id });
  const last = effects.at(-1)?.storyRowId ?? cursor;
  return { ...worked, looked: effects.length, cursor: last, isLast: effects.length < slice };
}

async function recordEnd(act: Act, work: StoredWork): Promise<void> {
  const { ruleId, rule, what, id, changed, kept } = work;
  const kind = what === "apply" ? "rule.applied" : "rule.undone";
  await act.record({ kind, subjectId: ruleId, payload: { name: rule, work: id, stories: changed, kept } });
}

async function endWork(parts: RuleParts, work: StoredWork, state: "failed" | "cancelled"): Promise<void> {
  await runEngineAct(parts, { topics: ["rules"] }, async (act) => {
    const { rowId, progress, done } = work;
    await saveWork(act.trx, { rowId, progress, done, state, at: act.at });
    if (work.changed > 0) await recordEnd(act, work);
  });
}

function isOpen({ state }: StoredWork): boolean {
  return state === "queued" || state === "running";
}

async function requireIdle(act: Act, ruleId: string): Promise<void> {
  const busy = (await listWork(act.trx, 100)).some((work) => work.ruleId === ruleId && isOpen(work));
  if (busy) throw new Refusal("rule-busy");
}

export async function startApply(
  parts: RuleParts,
  { commandId, id, version }: Parsed<"rules.apply">,
  call: Call,
): Promise<{ id: string }> {
  return runCommand(parts, { call, method: "rules.apply", commandId, topics: ["rules"] }, async (act) => {
    const rule = await seenRule(act.trx, { id, version });
    if (!rule.isOn) throw new Refusal("rule-off");
    await requireIdle(act, id);
    const total = await countStoriesSince(act.trx, act.at - reachMs);
    return { id: await begin(act, { what: "apply", rule, total, cursor: Number.MAX_SAFE_INTEGER }) };
  });
}

export async function startUndo(
  parts: RuleParts,
  { commandId, id }: Parsed<"rules.undo">,
  call: Call,
): Promise<{ id: string }> {
  return runCommand(parts, { call, method: "rules.undo", commandId, topics: ["rules"] }, async (act) => {
    const rule = await ruleById(act.trx, id);
    if (!rule) throw new Refusal("not-found", { what: "rule" });
    await requireIdle(act, id);
    const total = (await effectCounts(act.trx)).get(rule.rowId) ?? 0;
    return { id: await begin(act, { what: "undo", rule, total, cursor: 0 }) };
  });
}

type Beginning = {
  readonly what: "apply" | "undo";
  readonly rule: StoredRule;
  readonly total: number;
  readonly cursor: number;
};

async function begin(act: Act, { what, rule, total, cursor }: Beginning): Promise<string> {
  const id = act.newId();
  const progress = { ruleId: rule.id, ruleRowId: rule.rowId, rule: rule.name, cursor, changed: 0, kept: 0 };
  await insertWork(act.trx, { id, what, progress, total, at: act.at });
  const kind = what === "apply" ? "rule.apply_started" : "rule.undo_started";
  const payload = { name: rule.name, version: rule.version, work: id, of: total };
  await act.record({ kind, subjectId: rule.id, payload });
  return id;
}

export async function cancelWork(
  parts: RuleParts,
  { commandId, id }: Parsed<"rules.cancel">,
  call: Call,
): Promise<Record<string, never>> {
  return runCommand(parts, { call, method: "rules.cancel", commandId, topics: ["rules"] }, async (act) => {
    const work = await workById(act.trx, id);
    if (!work || !isOpen(work)) throw new Refusal("not-found", { what: "work" });
    const { rowId, progress, done } = work;
    await saveWork(act.trx, { rowId, progress, done, state: "cancelled", at: act.at });
    if (work.changed > 0) await recordEnd(act, work);
    return {};
  });
}

/** Counted like an undo would go, in lots, so that other requests get their turn. */
export async function wouldUndo(parts: RuleParts, id: string): Promise<{ stories: number; kept: number }> {
  const { read } = parts.store;
  const rule = await ruleById(read, id);
  if (!rule) throw new Refusal("not-found", { what: "rule" });
  let [stories, kept, after] = [0, 0, 0];
  for (;;) {
    const effects = await effectsOfRule(read, { ruleRowId: rule.rowId, after, limit: slice });
    const taken = await takeInHand(
      read,
      await ruledStories(
        read,
        effects.map(({ storyRowId }) => storyRowId),
      ),
    );
    const counted = await countUndo(taken, new Map(effects.map((effect) => [effect.storyRowId, effect])));
    stories += counted.changed;
    kept += counted.kept;
    after = effects.at(-1)?.storyRowId ?? after;
    if (effects.length < slice) return { stories, kept };
    await new Promise(setImmediate);
  }
}
