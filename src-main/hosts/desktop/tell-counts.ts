import type { DeskCounts } from "../../contract/desktop.ts";
import type { Topic } from "../../contract/changes.ts";
import type { Output } from "../../contract/methods.ts";
import { commandLine } from "../answer-control.ts";
import type { Desk } from "../desk.ts";
import { clock } from "../open-workspace.ts";

/** A busy hour changes them many times a second; a tray is looked at now and then. */
const gatherMs = 2000;
/** A case comes near its time without anything being written. */
const lookEveryMs = 60_000;
const telling: readonly Topic[] = ["triage", "case", "approvals", "status"];

type Counted = Pick<Desk, "dispatch" | "changes">;

/** Tells the desk's numbers now, after what changes them, and each minute; the same numbers are told once. Returns the way to stop. */
export function tellCounts(desk: Counted, tell: (counts: DeskCounts) => void): () => void {
  let last = "";
  let isStopped = false;
  let cancel = () => {};
  async function look(): Promise<void> {
    const counts = await readCounts(desk);
    if (isStopped || counts === null) return;
    const text = JSON.stringify(counts);
    if (text !== last) tell(counts);
    last = text;
  }
  function plan(delayMs: number): void {
    cancel();
    cancel = clock.after(delayMs, () => {
      isSoon = false;
      void look().finally(() => !isStopped && !isSoon && plan(lookEveryMs));
    });
  }
  let isSoon = true;
  plan(0);
  const forget = desk.changes.onChange(({ topics }) => {
    if (isSoon || isStopped || !topics.some((topic) => telling.includes(topic))) return;
    isSoon = true;
    plan(gatherMs);
  });
  return () => {
    isStopped = true;
    cancel();
    forget();
  };
}

/** Null when the desk cannot say: it is being closed, or another workspace takes its place. */
async function readCounts({ dispatch }: Counted): Promise<DeskCounts | null> {
  const [views, status] = await Promise.all([
    dispatch({ method: "triage.counts", input: {} }, commandLine),
    dispatch({ method: "status.get", input: {} }, commandLine),
  ]);
  if (!("result" in views) || !("result" in status)) return null;
  const { counts } = views.result as Output<"triage.counts">;
  const { approvals, network } = status.result as Output<"status.get">;
  return {
    unsorted: counts.unsorted ?? 0,
    waiting: counts.waiting ?? 0,
    breaching: counts.breaching ?? 0,
    approvals,
    isOffline: network === "offline",
  };
}
