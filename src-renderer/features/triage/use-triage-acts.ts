import { useQueryClient } from "@tanstack/react-query";
import type { TriageView } from "../../../src-main/contract/methods/triage.ts";
import type { Bucket, PersonRef, Priority, Resolution, SentimentLabel } from "../../../src-main/contract/values.ts";
import { useActs } from "../../lib/acts.tsx";
import { reasonOf } from "../../lib/engine.ts";
import { useMe } from "../../lib/session.ts";
import { sendCommand, useLink } from "../../lib/use-engine.tsx";
import { useWords } from "../../lib/words.ts";
import { type ListedRow, targetsOf } from "./list-state.ts";
import { staysIn } from "./stays-in.ts";
import { type Act, describeActs, type SendCommand } from "./triage-acts.ts";
import type { TriageList } from "./use-triage-list.ts";

export type TriageActs = ReturnType<typeof useTriageActs>;

/** What a person can do in triage to the selection or to the row under the cursor. Each act can be taken back whole. */
export function useTriageActs({ list, view }: { list: TriageList; view: TriageView | null }) {
  const { t, sayError } = useWords();
  const client = useQueryClient();
  const link = useLink();
  const me = useMe();
  const acts = useActs();
  const { state, change } = list;

  const send: SendCommand = (name, input) => sendCommand({ link, name, input });
  const described = describeActs({ send, t });

  function refresh(): void {
    void client.invalidateQueries({ queryKey: ["triage.page"] });
    void client.invalidateQueries({ queryKey: ["triage.counts"] });
  }

  const perform = (act: Act): Promise<void> => acts.during(performNow(act));

  async function performNow(act: Act): Promise<void> {
    const targets = targetsOf(state).filter((row) => !state.acting.has(row.id));
    if (targets.length === 0) return;
    if (act.needsCase && targets.some((row) => row.case === null)) return acts.failed(t("triage.noCase"));
    const ids = targets.map((row) => row.id);
    const after = new Map(targets.map((row) => [row.id, shownAfter(act.becomes(row))]));
    change({ type: "acted", after, advance: act.advance ?? false });
    try {
      const moved = await act.send(targets.map(({ id, version }) => ({ id, version })));
      change({ type: "settled", ids });
      acts.did({ says: act.says(moved), undo: () => takeBack({ batchId: moved.batchId, ids }) });
    } catch (error) {
      change({ type: "failed", before: state, ids });
      acts.failed(sayError(reasonOf(error)));
    }
    refresh();
  }

  function shownAfter(row: ListedRow): ListedRow | null {
    // The stories of an alarm stay in sight whatever is done with them.
    return view === null || staysIn(view, row, { meId: me?.id }) ? row : null;
  }

  async function takeBack({ batchId, ids }: { batchId: string; ids: readonly string[] }): Promise<void> {
    try {
      const { changed, waiting } = await send("triage.undo", { batchId });
      change({ type: "undone", ids });
      acts.did({ says: t("triage.done.undone", { count: changed, waiting }) });
    } catch (error) {
      acts.failed(sayError(reasonOf(error)));
    }
    refresh();
  }

  return {
    setBucket: (bucket: Bucket) => perform(described.setBucket(bucket)),
    resolve: (resolution: Resolution, reason = "") => perform(described.resolve(resolution, reason)),
    snooze: (until: number | null) => perform(described.snooze(until)),
    assign: (person: PersonRef | null) => perform(described.assign(person)),
    setPriority: (priority: Priority) => perform(described.setPriority(priority)),
    correctSentiment: (label: SentimentLabel) => perform(described.correctSentiment(label)),
  };
}
