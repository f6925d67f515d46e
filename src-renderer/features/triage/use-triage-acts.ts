import { useQueryClient } from "@tanstack/react-query";
import type { Moved, TriageView } from "../../../src-main/contract/methods/triage.ts";
import type { Bucket, PersonRef, Priority, Resolution, SentimentLabel } from "../../../src-main/contract/values.ts";
import { useActs } from "../../lib/acts.tsx";
import { type Output, reasonOf, type WriteName } from "../../lib/engine.ts";
import { useMe } from "../../lib/session.ts";
import { type CommandInput, sendCommand, useLink } from "../../lib/use-engine.tsx";
import { useWords } from "../../lib/words.ts";
import { type ListedRow, targetsOf } from "./list-state.ts";
import { staysIn } from "./stays-in.ts";
import type { TriageList } from "./use-triage-list.ts";

type Act = {
  send: (stories: { id: string; version: number }[]) => Promise<Moved>;
  /** The row as it will stand; where it stays in the view it is shown so at once. */
  becomes: (row: ListedRow) => ListedRow;
  says: (moved: Moved) => string;
  /** Acts on cases are not for mentions that are only counted. */
  needsCase?: boolean;
  advance?: boolean;
};

export type TriageActs = ReturnType<typeof useTriageActs>;

/** What a person can do in triage to the selection or to the row under the cursor. Each act can be taken back whole. */
export function useTriageActs({ list, view }: { list: TriageList; view: TriageView }) {
  const { t, sayError } = useWords();
  const client = useQueryClient();
  const link = useLink();
  const me = useMe();
  const acts = useActs();
  const { state, change } = list;

  const send = <Name extends WriteName>(name: Name, input: CommandInput<Name>): Promise<Output<Name>> =>
    sendCommand({ link, name, input });

  function refresh(): void {
    void client.invalidateQueries({ queryKey: ["triage.page"] });
    void client.invalidateQueries({ queryKey: ["triage.counts"] });
  }

  async function perform(act: Act): Promise<void> {
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
    return staysIn(view, row, { meId: me?.id }) ? row : null;
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
    setBucket: (bucket: Bucket) =>
      perform({
        send: (stories) => send("triage.setBucket", { stories, bucket }),
        becomes: (row) => ({
          ...row,
          bucket,
          reason: row.bucket === bucket ? row.reason : { ...row.reason, confidence: null },
        }),
        says: ({ changed, waiting }) =>
          t("triage.done.moved", { count: changed, waiting, bucket: t(`bucketLong.${bucket}`) }),
        advance: true,
      }),
    resolve: (resolution: Resolution, reason = "") =>
      perform({
        send: (stories) => send("triage.resolve", { stories, resolution, reason }),
        becomes: (row) => ({ ...row, case: row.case && { ...row.case, status: "resolved", resolution } }),
        says: ({ changed, waiting }) =>
          t("triage.done.resolved", { count: changed, waiting, resolution: t(`resolution.${resolution}`) }),
        needsCase: true,
      }),
    snooze: (until: number | null) =>
      perform({
        send: (stories) => send("triage.snooze", { stories, until, reason: "" }),
        becomes: (row) => ({ ...row, case: row.case && { ...row.case, status: "snoozed", snoozedUntil: until } }),
        says: ({ changed, waiting }) => t("triage.done.snoozed", { count: changed, waiting }),
        needsCase: true,
      }),
    assign: (person: PersonRef | null) =>
      perform({
        send: (stories) => send("triage.assign", { stories, personId: person?.id ?? null, reason: "" }),
        becomes: (row) => ({ ...row, case: row.case && { ...row.case, owner: person } }),
        says: ({ changed }) =>
          person ? t("triage.done.assigned", { count: changed, name: person.name }) : t("triage.done.givenBack"),
        needsCase: true,
      }),
    setPriority: (priority: Priority) =>
      perform({
        send: (stories) => send("triage.setPriority", { stories, priority }),
        becomes: (row) => ({ ...row, case: row.case && { ...row.case, priority } }),
        says: ({ changed }) => t("triage.done.priority", { count: changed, priority: t(`priority.${priority}`) }),
        needsCase: true,
      }),
    correctSentiment: (label: SentimentLabel) =>
      perform({
        send: (stories) => send("triage.correctSentiment", { stories, label }),
        becomes: (row) => ({ ...row, sentiment: label, confidence: null }),
        says: ({ changed }) => t("triage.done.corrected", { count: changed, sentiment: t(`sentiment.${label}`) }),
      }),
  };
}
