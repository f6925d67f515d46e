import type { Actor } from "../../domain/events.ts";
import type { Act } from "../commands.ts";
import type { Call } from "../handlers.ts";
import { deleteJob, insertJob, openJob, openJobIds, saveJob } from "../store/job.ts";
import type { Db, Trx } from "../store/open.ts";

const kind = "large-act";

/** The methods whose acts may be too large for one transaction. */
export type LargeMethod =
  | "triage.setBucket"
  | "triage.resolve"
  | "triage.snooze"
  | "triage.assign"
  | "triage.setPriority"
  | "triage.label"
  | "triage.correctSentiment"
  | "triage.undo"
  | "macros.apply";

/** What was asked, as the method takes it: its command id names the whole act. */
export type LargeInput = { readonly commandId: string } & Readonly<Record<string, unknown>>;

/** A large act of which some slices are done and others are not; its job is there from the first slice to the last. */
export type BegunAct = {
  readonly method: LargeMethod;
  readonly input: LargeInput;
  readonly personId: string | null;
  readonly actor: Actor;
  /** One of its slices was refused: what was done before it is being taken back. */
  readonly takesBack: boolean;
};

/** Writes down, with each slice, that this act is under way. */
export async function noteBegun(
  act: Act,
  { call, method, input }: { readonly call: Call; readonly method: LargeMethod; readonly input: LargeInput },
): Promise<void> {
  if (await openJob(act.trx, input.commandId)) return;
  const begun: BegunAct = { method, input, personId: call.person?.id ?? null, actor: call.actor, takesBack: false };
  await insertJob(act.trx, { id: input.commandId, kind, input: JSON.stringify(begun), at: act.at });
}

export async function begunAct(db: Db, commandId: string): Promise<BegunAct | null> {
  const job = await openJob(db, commandId);
  // Written by noteBegun and noteTakingBack only.
  return job?.kind === kind ? (JSON.parse(job.input) as BegunAct) : null;
}

export async function noteTakingBack(trx: Trx, commandId: string): Promise<void> {
  const job = await openJob(trx, commandId);
  if (!job) return;
  const begun = { ...(JSON.parse(job.input) as BegunAct), takesBack: true };
  await saveJob(trx, { rowId: job.rowId, input: JSON.stringify(begun), done: 0, ended: null });
}

/** All of it is done, or taken back. */
export function endBegun(trx: Trx, commandId: string): Promise<void> {
  return deleteJob(trx, commandId);
}

/** The command ids of the acts in whose midst the program ended, oldest first. */
export function begunActs(db: Db): Promise<readonly string[]> {
  return openJobIds(db, kind);
}
