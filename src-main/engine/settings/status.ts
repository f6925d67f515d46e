import type { Status } from "../../contract/methods/settings.ts";
import type { SourceState } from "../../contract/methods/sources.ts";
import type { Said } from "../../contract/values.ts";
import type { Call, Handlers } from "../handlers.ts";
import type { NetworkState } from "../network-state.ts";
import type { Parts } from "../parts.ts";
import { listAccounts } from "../store/account.ts";
import { listTargets } from "../store/crm-target.ts";
import { personRefs } from "../store/person.ts";
import { countOutbox } from "../store/posting.ts";
import { failingReports } from "../store/report-run.ts";
import { countWork, lastPollAt, nextBreach, openShift } from "../store/status.ts";
import { readWorkspace } from "../workspace/identity.ts";

export type StatusParts = Parts & {
  readonly network: NetworkState;
  readonly workspaceName: string;
  readonly sourceStates: () => Promise<readonly SourceState[]>;
};

export function createStatus(parts: StatusParts): Handlers<"status.get"> {
  return { "status.get": (_input, call) => readStatus(parts, call) };
}

async function readStatus(parts: StatusParts, { device, person }: Call): Promise<Status> {
  const db = parts.store.read;
  const at = parts.clock.now();
  const [work, breach, polledAt, shift, { kind }, states, outbox, accounts, targets] = await Promise.all([
    countWork(db),
    nextBreach(db, at),
    lastPollAt(db),
    readShift(parts),
    readWorkspace(db),
    parts.sourceStates(),
    countOutbox(db),
    listAccounts(db),
    listTargets(db),
  ]);
  const isDesk = device === "desk";
  const failing = isDesk && maySeeTargets(person) ? await failingReports(db) : 0;
  return {
    at,
    network: parts.network.state(),
    offlineSince: parts.network.offlineSince(),
    lastPollAt: polledAt,
    sources: countStates(states),
    ...work,
    outbox: { ...work.outbox, paused: isDesk && maySeeTargets(person) ? pausedOf(targets) : [] },
    publishing: {
      ...outbox,
      paused: isDesk ? pausedOf(accounts) : [],
    },
    ...(failing > 0 ? { reportsFailing: failing } : {}),
    // A wall shows numbers only: no headline of one author, no name of a colleague.
    nextBreach: isDesk ? breach : null,
    shift: isDesk ? shift : null,
    workspace: { name: parts.workspaceName, kind },
  };
}

type Pausable = { readonly name: string; readonly paused: Said | null };

function pausedOf(all: readonly Pausable[]): { name: string; says: Said }[] {
  return all.flatMap(({ name, paused }) => (paused ? [{ name, says: paused }] : []));
}

/** As `crm.targets` and `savedReports.list`. */
function maySeeTargets(person: Call["person"]): boolean {
  return person?.roles.some((role) => role === "admin" || role === "lead" || role === "corpcomm") ?? false;
}

function countStates(states: readonly SourceState[]): Status["sources"] {
  const count = (...wanted: readonly SourceState[]) => states.filter((state) => wanted.includes(state)).length;
  return {
    total: states.length,
    ok: count("ok", "new"),
    broken: count("broken", "gone"),
    retrying: count("retrying"),
    quiet: count("quiet"),
  };
}

async function readShift({ store }: Parts): Promise<Status["shift"]> {
  const shift = await openShift(store.read);
  if (!shift) return null;
  const openedBy = (await personRefs(store.read, [shift.openedBy])).get(shift.openedBy);
  return openedBy ? { id: shift.id, openedAt: shift.openedAt, openedBy } : null;
}
