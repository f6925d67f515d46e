import { writeReason } from "../../domain/cases/bucket-reason.ts";
import type { Act } from "../commands.ts";
import type { Routed } from "../sources/understanding.ts";
import type { NewStory, Story } from "../store/story.ts";
import type { Candidate } from "./candidate.ts";

/** A story that a batch begins (`created`) or finds, and what copies of the same batch made of it. */
export type Draft = { story: Story; readonly created: NewStory | null; joined: boolean };

/** A story of one copy, where its routing puts it. */
export function draftStory(
  act: Act,
  {
    candidate: { item, understood },
    routed,
    department,
    rowId,
  }: {
    readonly candidate: Candidate;
    readonly routed: Routed;
    /** Of the source, for what no rule gives to one. */
    readonly department: string | null;
    readonly rowId: number;
  },
): Draft {
  const isRule = routed.ruleId !== null;
  const [says] = routed.reasons;
  const story = {
    rowId,
    id: act.newId(),
    headId: item.rowId,
    bucket: routed.bucket,
    urgency: routed.urgency,
    sentiment: understood.slot,
    newestAt: item.publishedAt,
    decidedBy: isRule ? "rule" : "scorer",
  } as const;
  const created: NewStory = {
    ...story,
    reason: writeReason({
      says: says ?? { code: "reason.nothing_certain", params: {} },
      confidence: isRule ? null : routed.confidence,
      query: routed.ruleQuery,
    }),
    ruleRowId: routed.ruleRowId,
    labels: routed.labels,
    department: routed.department ?? department,
    scriptKey: routed.script,
    approvalRoles: routed.approval ?? [],
  };
  return { story: { ...story, copies: 1 }, created, joined: false };
}
