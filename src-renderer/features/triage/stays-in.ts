import type { StoryRow, TriageView } from "../../../src-main/contract/methods/triage.ts";

/**
 * Whether a story still belongs to a view after an act: the page's guess for the moment until the engine answers.
 * @example staysIn("unsorted", { ...row, bucket: "care" }, { meId }) // false
 */
export function staysIn(view: TriageView, row: StoryRow, { meId }: { meId: string | undefined }): boolean {
  const status = row.case?.status;
  if (view === "resolved") return status === "resolved";
  if (view === "snoozed") return status === "snoozed";
  if (view === "analytics") return row.bucket === "analytics";
  // A snooze does not stop the clock: what is due stays in sight.
  if (view === "breaching") return status !== "resolved" && row.bucket !== "analytics";
  if (status === "resolved" || status === "snoozed" || row.bucket === "analytics") return false;
  if (view === "mine") return row.case?.owner?.id === meId;
  return view === "unsorted" || view === "care" || view === "pr" ? row.bucket === view : true;
}
