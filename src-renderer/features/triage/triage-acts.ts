import type { Moved } from "../../../src-main/contract/methods/triage.ts";
import type { Bucket, PersonRef, Priority, Resolution, SentimentLabel } from "../../../src-main/contract/values.ts";
import type { Away, Ending } from "../../lib/act-choices.ts";
import type { Output, WriteName } from "../../lib/engine.ts";
import type { CommandInput } from "../../lib/use-engine.tsx";
import type { Translate } from "../../lib/words.ts";
import type { ListedRow } from "./list-state.ts";

export type Act = {
  send: (stories: { id: string; version: number }[]) => Promise<Moved>;
  /** The row as it will stand; where it stays in the view it is shown so at once. */
  becomes: (row: ListedRow) => ListedRow;
  says: (moved: Moved) => string;
  /** Acts on cases are not for mentions that are only counted. */
  needsCase?: boolean;
  advance?: boolean;
};

export type SendCommand = <Name extends WriteName>(name: Name, input: CommandInput<Name>) => Promise<Output<Name>>;

function held(of: NonNullable<ListedRow["case"]>, owner: PersonRef | null): ListedRow["case"] {
  const { ownerLeft: _left, ...rest } = of;
  return { ...rest, owner, claimedAt: null };
}

/** What each act sends, how a row stands after it, and what is said when it is done. */
export function describeActs({ send, t }: { send: SendCommand; t: Translate }) {
  return {
    setBucket: (bucket: Bucket): Act => ({
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
    resolve: (resolution: Resolution, ending: Ending): Act => ({
      send: (stories) => send("triage.resolve", { stories, resolution, ...ending }),
      becomes: (row) => ({ ...row, case: row.case && { ...row.case, status: "resolved", resolution } }),
      says: ({ changed, waiting }) =>
        t("triage.done.resolved", { count: changed, waiting, resolution: t(`resolution.${resolution}`) }),
      needsCase: true,
    }),
    snooze: ({ until, on }: Away): Act => ({
      send: (stories) => send("triage.snooze", { stories, until, on, reason: "" }),
      becomes: (row) => ({
        ...row,
        case: row.case && { ...row.case, status: "snoozed", snoozedUntil: until, wakeOn: on },
      }),
      says: ({ changed, waiting }) => t("triage.done.snoozed", { count: changed, waiting }),
      needsCase: true,
    }),
    assign: (person: PersonRef | null, reason = ""): Act => ({
      send: (stories) => send("triage.assign", { stories, personId: person?.id ?? null, reason }),
      becomes: (row) => ({ ...row, case: row.case && held(row.case, person) }),
      says: ({ changed }) =>
        person ? t("triage.done.assigned", { count: changed, name: person.name }) : t("triage.done.givenBack"),
      needsCase: true,
    }),
    setPriority: (priority: Priority): Act => ({
      send: (stories) => send("triage.setPriority", { stories, priority }),
      becomes: (row) => ({ ...row, case: row.case && { ...row.case, priority } }),
      says: ({ changed }) => t("triage.done.priority", { count: changed, priority: t(`priority.${priority}`) }),
      needsCase: true,
    }),
    correctSentiment: (label: SentimentLabel): Act => ({
      send: (stories) => send("triage.correctSentiment", { stories, label }),
      becomes: (row) => ({ ...row, sentiment: label, confidence: null }),
      says: ({ changed }) => t("triage.done.corrected", { count: changed, sentiment: t(`sentiment.${label}`) }),
    }),
  };
}
