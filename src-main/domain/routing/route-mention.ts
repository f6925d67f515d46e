import type { Bucket, Role, Urgency } from "../../contract/values.ts";
import type { DeskScorer } from "./desk-leaning.ts";
import { readFeatures, type RoutableMention } from "./features.ts";
import { mayPlaceOwnPerson, ownPersonReason, placeOwnPerson } from "./own-people.ts";
import { ruleReason, type Reason } from "./reason.ts";
import type { CompiledRule, RuleMatch } from "./rule.ts";
import { scoreBuckets, type Scoring } from "./scorer.ts";
import { urgencyOf } from "./urgency.ts";

/** Where a mention goes and why; the first reason is the one to show on one line. */
export type Routing = {
  readonly bucket: Bucket;
  readonly urgency: Urgency;
  /** 0..1; 1 for a rule, which a person wrote. */
  readonly confidence: number;
  readonly reasons: readonly Reason[];
  /** Why it cannot wait, or can; empty where nothing says so. Among `reasons` too. */
  readonly urgencyReasons: readonly Reason[];
  /** The rule that chose the bucket; null when the words alone did. */
  readonly ruleId: string | null;
  readonly labels: readonly string[];
  readonly department: string | null;
  readonly script: string | null;
  /** Who gets the case, by public id. */
  readonly assignee: string | null;
  /** Who must approve beyond the ordinary; null = as the script and the desk say. */
  readonly approval: readonly Role[] | null;
};

/** A rule that took effect, and where the mention would stand without it. */
export type RuleEffect = { readonly ruleId: string; readonly with: Routing; readonly without: Routing };

export type Router = {
  readonly routing: Routing;
  /**
   * What each rule that matched did, in their order. A rule that only stands behind another one for the bucket is told as if the
   * one before it were not there, so that each can be taken back after the other.
   */
  readonly effects: () => readonly RuleEffect[];
};

type Routed<Mention> = {
  readonly rules: readonly CompiledRule<Mention>[];
  readonly mention: Mention;
  /** What people's moves have taught; null while nothing is learned or used. */
  readonly desk?: DeskScorer | null;
};

/**
 * Sends a mention to a bucket. Rules are asked in their order: the first that matches and names a bucket, department, script, person,
 * priority or approval decides that one, labels add up, and a rule with `stop` ends the round. Where no rule names a bucket the
 * words decide, or leave the mention unsorted when they say too little.
 */
export function routeMention<Mention extends RoutableMention>(routed: Routed<Mention>): Routing {
  return createRouter(routed).routing;
}

/** The same, with what each rule did to it. */
export function createRouter<Mention extends RoutableMention>({
  rules,
  mention,
  desk = null,
}: Routed<Mention>): Router {
  const features = readFeatures(mention);
  // Our own words mention a late delivery as often as anybody's: no rule that sends customers to people is meant for them.
  const isForUs = ({ then: { bucket } }: CompiledRule<Mention>) => bucket === undefined || bucket === "analytics";
  const writtenBy = mention.isOurs === true ? null : (mention.writtenBy ?? null);
  const isAsked = ({ then: { bucket } }: CompiledRule<Mention>) => writtenBy === null || mayPlaceOwnPerson(bucket);
  const asked = mention.isOurs === true ? rules.filter(isForUs) : rules.filter(isAsked);
  const text = `${mention.title ?? ""}\n${mention.text}`;
  let scoring: Scoring | null = null;
  const matches = new Map<CompiledRule<Mention>, RuleMatch>();
  function matchOf(rule: CompiledRule<Mention>): RuleMatch {
    const match = matches.get(rule) ?? rule.matches(mention);
    matches.set(rule, match);
    return match;
  }
  function score(): Scoring {
    const scored = scoreBuckets(mention, features, desk);
    return writtenBy === null ? scored : placeOwnPerson(writtenBy, scored);
  }
  function routeWithout(left: ReadonlySet<string>): Asked {
    const ruled = askRules(asked, { matchOf, left });
    scoring ??= ruled.bucket ? null : score();
    const chosen = ruled.bucket ?? { ...(scoring ?? score()), ruleId: null };
    const urgent = urgencyOf(text, chosen.bucket, features);
    const urgencyReasons = ruled.priority === null ? urgent.reasons : [];
    const { labels, department, script, assignee, approval } = ruled;
    const routing: Routing = {
      bucket: chosen.bucket,
      urgency: ruled.priority ?? urgent.urgency,
      confidence: chosen.confidence,
      reasons: [
        ...chosen.reasons,
        ...(ruled.bucket && writtenBy ? [ownPersonReason(writtenBy)] : []),
        ...urgencyReasons,
      ],
      urgencyReasons,
      ruleId: chosen.ruleId,
      ...{ labels, department, script, assignee, approval },
    };
    return { routing, asked: ruled.asked };
  }
  const all = routeWithout(new Set());
  return { routing: all.routing, effects: () => effectsOf(all, routeWithout) };
}

type Asked = { readonly routing: Routing; readonly asked: readonly string[] };

function effectsOf(all: Asked, routeWithout: (left: ReadonlySet<string>) => Asked): readonly RuleEffect[] {
  const effects: RuleEffect[] = [];
  let now = all;
  const gone = new Set<string>();
  // The rule that holds the bucket goes, then the one that would hold it then, and so on.
  while (now.routing.ruleId !== null) {
    const { ruleId } = now.routing;
    gone.add(ruleId);
    const without = routeWithout(gone);
    effects.push({ ruleId, with: now.routing, without: without.routing });
    now = without;
  }
  for (const ruleId of all.asked) {
    if (gone.has(ruleId)) continue;
    effects.push({ ruleId, with: all.routing, without: routeWithout(new Set([ruleId])).routing });
  }
  return effects;
}

type Ruled = Pick<Routing, "labels" | "department" | "script" | "assignee" | "approval"> & {
  readonly bucket: Pick<Routing, "bucket" | "ruleId" | "reasons" | "confidence"> | null;
  readonly priority: Urgency | null;
  /** The rules that matched, in their order. */
  readonly asked: readonly string[];
};

const nothing: Ruled = {
  ...{ bucket: null, priority: null, labels: [], department: null, script: null, assignee: null, approval: null },
  asked: [],
};

type Asking<Mention> = {
  readonly matchOf: (rule: CompiledRule<Mention>) => RuleMatch;
  /** Rules that are left out. */
  readonly left: ReadonlySet<string>;
};

function askRules<Mention>(rules: readonly CompiledRule<Mention>[], { matchOf, left }: Asking<Mention>): Ruled {
  let ruled = nothing;
  for (const rule of rules) {
    if (left.has(rule.id)) continue;
    const { matched, words } = matchOf(rule);
    if (!matched) continue;
    const { bucket, priority, labels = [], department, script, assignee, approval } = rule.then;
    ruled = {
      bucket:
        ruled.bucket ??
        (bucket ? { bucket, ruleId: rule.id, reasons: [ruleReason(rule, words)], confidence: 1 } : null),
      priority: ruled.priority ?? priority ?? null,
      labels: [...new Set([...ruled.labels, ...labels])],
      department: ruled.department ?? department ?? null,
      script: ruled.script ?? script ?? null,
      assignee: ruled.assignee ?? assignee ?? null,
      approval: ruled.approval ?? approval ?? null,
      asked: [...ruled.asked, rule.id],
    };
    if (rule.stop) break;
  }
  return ruled;
}
