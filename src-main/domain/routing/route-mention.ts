import type { Bucket, Role, Urgency } from "../../contract/values.ts";
import type { DeskScorer } from "./desk-leaning.ts";
import { readFeatures, type RoutableMention } from "./features.ts";
import { ruleReason, type Reason } from "./reason.ts";
import type { CompiledRule } from "./rule.ts";
import { scoreBuckets } from "./scorer.ts";
import { urgencyOf } from "./urgency.ts";

/** Where a mention goes and why; the first reason is the one to show on one line. */
export type Routing = {
  readonly bucket: Bucket;
  readonly urgency: Urgency;
  /** 0..1; 1 for a rule, which a person wrote. */
  readonly confidence: number;
  readonly reasons: readonly Reason[];
  /** The rule that chose the bucket; null when the words alone did. */
  readonly ruleId: string | null;
  readonly labels: readonly string[];
  readonly department: string | null;
  readonly script: string | null;
  /** Who must approve beyond the ordinary; null = as the script and the desk say. */
  readonly approval: readonly Role[] | null;
};

/**
 * Sends a mention to a bucket. Rules are asked in their order: the first that matches and names a bucket, department, script, priority or approval decides that one,
 * labels add up, and a rule with `stop` ends the round. Where no rule names a bucket the words decide, or leave the mention unsorted when they say too little.
 */
export function routeMention<Mention extends RoutableMention>({
  rules,
  mention,
  desk = null,
}: {
  readonly rules: readonly CompiledRule<Mention>[];
  readonly mention: Mention;
  /** What people's moves have taught; null while nothing is learned or used. */
  readonly desk?: DeskScorer | null;
}): Routing {
  const ruled = askRules(rules, mention);
  const features = readFeatures(mention);
  const chosen = ruled.bucket
    ? { ...ruled.bucket, confidence: 1 }
    : { ...scoreBuckets(mention, features, desk), ruleId: null };
  const urgent = urgencyOf(`${mention.title ?? ""}\n${mention.text}`, chosen.bucket, features);
  return {
    bucket: chosen.bucket,
    urgency: ruled.priority ?? urgent.urgency,
    confidence: chosen.confidence,
    reasons: [...chosen.reasons, ...(ruled.priority === null ? urgent.reasons : [])],
    ruleId: chosen.ruleId,
    labels: ruled.labels,
    department: ruled.department,
    script: ruled.script,
    approval: ruled.approval,
  };
}

type Ruled = Pick<Routing, "labels" | "department" | "script" | "approval"> & {
  readonly bucket: { readonly bucket: Bucket; readonly ruleId: string; readonly reasons: readonly Reason[] } | null;
  readonly priority: Urgency | null;
};

function askRules<Mention>(rules: readonly CompiledRule<Mention>[], mention: Mention): Ruled {
  let ruled: Ruled = { bucket: null, priority: null, labels: [], department: null, script: null, approval: null };
  for (const rule of rules) {
    const { matched, words } = rule.matches(mention);
    if (!matched) continue;
    const { bucket, priority, labels = [], department, script, approval } = rule.then;
    ruled = {
      bucket: ruled.bucket ?? (bucket ? { bucket, ruleId: rule.id, reasons: [ruleReason(rule, words)] } : null),
      priority: ruled.priority ?? priority ?? null,
      labels: [...new Set([...ruled.labels, ...labels])],
      department: ruled.department ?? department ?? null,
      script: ruled.script ?? script ?? null,
      approval: ruled.approval ?? approval ?? null,
    };
    if (rule.stop) break;
  }
  return ruled;
}
