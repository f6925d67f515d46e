import { useQueryClient } from "@tanstack/react-query";
import type { TriageView } from "../../../src-main/contract/methods/triage.ts";
import type { Macro } from "../../../src-main/contract/methods/macros.ts";
import type {
  Bucket,
  PersonRef,
  Priority,
  Resolution,
  SentimentLabel,
  Versioned,
} from "../../../src-main/contract/values.ts";
import type { Away, Ending } from "../../lib/act-choices.ts";
import { useActs } from "../../lib/acts.tsx";
import { reasonOf } from "../../lib/engine.ts";
import { useMe } from "../../lib/session.ts";
import { sendCommand, useLink } from "../../lib/use-engine.tsx";
import { useWords } from "../../lib/words.ts";
import { type ListedRow, namedBy, targetsOf } from "./list-state.ts";
import { describeMarking } from "./marking-acts.ts";
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
  const described = { ...describeActs({ send, t }), ...describeMarking({ send, t }) };

  function refresh(): void {
    void client.invalidateQueries({ queryKey: ["triage.page"] });
    void client.invalidateQueries({ queryKey: ["triage.counts"] });
    void client.invalidateQueries({ queryKey: ["triage.count"] });
    void client.invalidateQueries({ queryKey: ["views.list"] });
    void client.invalidateQueries({ queryKey: ["labels.list"] });
  }

  const perform = (act: Act): Promise<void> => acts.during(performNow(act));

  async function performNow(act: Act): Promise<void> {
    const targets = targetsOf(state).filter((row) => !state.acting.has(row.id));
    const named = namedBy(state);
    if (named.length === 0) return;
    if (act.needsCase && targets.some((row) => row.case === null)) return acts.failed(t("triage.noCase"));
    const ids = named.map(({ id }) => id);
    const after = new Map(targets.map((row) => [row.id, shownAfter(act.becomes(row))]));
    change({ type: "acted", after, advance: act.advance ?? false });
    try {
      const moved = await act.send([...named]);
      change({ type: "settled", ids });
      const { skipped = 0 } = moved;
      const says = act.says(moved) + (skipped > 0 ? ` ${t("triage.done.skipped", { count: skipped })}` : "");
      acts.did({ says, undo: () => takeBack({ batchId: moved.batchId, ids }) });
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
    resolve: (resolution: Resolution, ending: Ending = {}) => perform(described.resolve(resolution, ending)),
    snooze: (away: Away) => perform(described.snooze(away)),
    label: (change: { add: readonly string[]; remove: readonly string[] }) => perform(described.label(change)),
    macro: (macro: Macro) => perform(described.macro(macro)),
    join: (into: Versioned) => perform(described.join(into)),
    assign: (person: PersonRef | null, reason = "") => perform(described.assign(person, reason)),
    setPriority: (priority: Priority) => perform(described.setPriority(priority)),
    correctSentiment: (label: SentimentLabel) => perform(described.correctSentiment(label)),
  };
}
