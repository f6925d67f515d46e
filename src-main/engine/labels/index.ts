import type { Topic } from "../../contract/changes.ts";
import { Refusal } from "../../contract/refusal.ts";
import { runCommand, type Act } from "../commands.ts";
import type { Call, Handlers } from "../handlers.ts";
import type { Parts } from "../parts.ts";
import { listEvents } from "../store/event-log.ts";
import { countLabelled, foldLabel, labelWords, labelMeanings, listLabels, wordsMeaning } from "../store/label.ts";
import { listRules } from "../store/rule.ts";
import { restoreSnapshot, standsAs, type LabelSnapshot } from "./label-snapshot.ts";
import { changeLabel, labelsCappedAt, removeLabel, rulesGiving } from "./manage-labels.ts";

type LabelMethod = Extract<keyof Handlers, `labels.${string}`>;

const topics: readonly Topic[] = ["labels", "triage", "case"];

/** The labels of the desk: what there are, and their names. Stories are labelled by triage.label. */
export function createLabels(parts: Parts): Handlers<LabelMethod> {
  return {
    "labels.list": () => listOf(parts),
    "labels.change": (input, call) =>
      inCommand(parts, { call, input, method: "labels.change" }, (act) => changeLabel(act, input)),
    "labels.remove": (input, call) =>
      inCommand(parts, { call, input, method: "labels.remove" }, (act) => removeLabel(act, input.name)),
    "labels.undo": (input, call) =>
      inCommand(parts, { call, input, method: "labels.undo" }, (act) => undoLabels(act, input.batchId)),
  };
}

function inCommand(
  parts: Parts,
  {
    call,
    method,
    input,
  }: { readonly call: Call; readonly method: LabelMethod; readonly input: { readonly commandId: string } },
  work: (act: Act) => Promise<number>,
) {
  return runCommand(parts, { call, method, commandId: input.commandId, topics }, async (act) => ({
    batchId: act.batchId,
    stories: await work(act),
  }));
}

/** The labels that were named, and the words of rules and stories that nobody named otherwise. */
async function listOf({ store: { read } }: Parts) {
  const named = await listLabels(read);
  const meanings = await labelMeanings(read);
  const written = [...(await labelWords(read)), ...(await listRules(read)).flatMap(({ then }) => then.labels ?? [])];
  const wild = written.filter((word) => !meanings.has(foldLabel(word)));
  const all = [...named, ...wild.map((name) => ({ name, tone: "plain" as const }))];
  const unique = [...new Map(all.map((label) => [foldLabel(label.name), label])).values()];
  const labels = [];
  for (const label of unique.toSorted((a, b) => (foldLabel(a.name) < foldLabel(b.name) ? -1 : 1))) {
    const words = await wordsMeaning(read, label.name);
    const stories = await countLabelled(read, { words, cap: labelsCappedAt });
    labels.push({ ...label, stories, rules: [...(await rulesGiving(read, words))] });
  }
  return { labels, cappedAt: labelsCappedAt };
}

/** Takes back what was done to labels, when nobody changed them since. */
async function undoLabels(act: Act, batchId: string): Promise<number> {
  const [event] = await listEvents(act.trx, { batchId, kinds: ["label.changed", "label.removed"], limit: 1 });
  if (!event?.payload) throw new Refusal("nothing-to-undo");
  // Written by changeLabel and removeLabel, whose payloads have these halves.
  const before = event.payload["before"] as LabelSnapshot;
  const after = event.payload["after"] as LabelSnapshot;
  if (!(await standsAs(act.trx, after))) throw new Refusal("stale");
  await restoreSnapshot(act, { before, after });
  const name = String(event.payload["name"]);
  await act.record({
    kind: "label.restored",
    subjectId: event.subjectId,
    payload: { name, undoes: batchId, before: after, after: before },
  });
  return countLabelled(act.trx, { words: await wordsMeaning(act.trx, name), cap: labelsCappedAt });
}
