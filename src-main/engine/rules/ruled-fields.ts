import { writeReason } from "../../domain/cases/bucket-reason.ts";
import type { Routing } from "../../domain/routing/route-mention.ts";
import type { RuledFields } from "../../domain/routing/rule-changes.ts";
import type { RuleSet } from "./compile-rules.ts";

/** What a routing decides about a story, as it is stored. `department` is that of the source, for what no rule gives to one. */
export function ruledFields(
  routing: Routing,
  { ruleSet, department }: { readonly ruleSet: Pick<RuleSet, "ruleById">; readonly department: string | null },
): RuledFields {
  const rule = routing.ruleId === null ? undefined : ruleSet.ruleById(routing.ruleId);
  const [says] = routing.reasons;
  return {
    place: {
      bucket: routing.bucket,
      decidedBy: rule ? "rule" : "scorer",
      reason: writeReason({
        says: says ?? { code: "reason.nothing_certain", params: {} },
        confidence: rule ? null : routing.confidence,
        query: rule?.when.query ?? null,
        urgent: [...routing.urgencyReasons],
      }),
      ruleRowId: rule?.rowId ?? null,
    },
    urgency: routing.urgency,
    labels: routing.labels,
    department: routing.department ?? department,
    scriptKey: routing.script,
    assignee: routing.assignee,
    approvalRoles: routing.approval ?? [],
  };
}
