import type { Bucket, Urgency } from "../../contract/values.ts";
import type { Feature, FeatureName } from "./features.ts";
import { reasonWith, type Reason } from "./reason.ts";
import { onFirstUse } from "./on-first-use.ts";
import { compileWordPatterns } from "./word-patterns.ts";

/** What cannot wait, in words; a score with reasons, no model (understanding.md). */
const SIGNS = [
  [
    "vulnerable",
    2,
    "insulin|diabetic|oxygen|dialysis|pendant alarm|careline|medication|medicine|adrenaline|epipen|inhaler|epilep\\w+|wheelchair|disabled|dementia|chemo|premature|newborn|pregnant|(?:\\d|six|two|three|four|five|eight|nine)[- ](?:week|month)[- ]old|i'?m (?:7|8|9)\\d|aged? (?:7|8|9)\\d|(?:7|8|9)\\d[- ]year[- ]old|carer",
  ],
  [
    "danger",
    2,
    "on fire|caught fire|smoke|smoking|gas leak|smel(?:l|t|ls|ling) (?:of )?(?:gas|burning|smoke)|throat swell\\w*|a&e|on drips|no brakes|chemical burns?|chained shut|not lashed down|barriers? (?:\\w+ )?up|sparks?|sparking|electrocut\\w*|electric shock|ambulance|999|911|emergency|bleeding|choking|choked|can't breathe|anaphyla\\w+|allergic|injured|collapsed|evacuat\\w*|drifting|overturned|carbon monoxide|bare wires?|exposed wir\\w+|live wires?|recall",
  ],
  [
    "stranded",
    2,
    "stranded|locked out|trapped|stuck (?:in|at|on|outside)|nowhere to (?:sleep|stay|go)|no (?:heat|heating|hot water|power|electricity|water) (?:since|for|in)|can't get home|minus (?:\\d+|two|three|four|five|six|ten)|freezing",
  ],
  [
    "deadline",
    2,
    "(?<!not )urgent(?:ly)?|asap|immediately|boarding now|(?:flight|train|boat|ferry|bus|wedding|surgery|exam|interview) (?:is |leaves |goes )?in (?:an|one|two|half an|\\d+)|before (?:tonight|midnight|noon|\\d)|deadline|flies? (?:tonight|today|tomorrow)|(?:have|has) (?:surgery|an operation)|(?:wedding|funeral|surgery|operation|exam) (?:is )?(?:on |this |tomorrow|today|tonight)|payroll (?:to run )?today",
  ],
  [
    "many_people",
    1,
    "everyone|whole (?:street|town|village|building|site|estate)|nationwide|entire|thousands|hundreds of|all (?:our|of our) (?:staff|customers|tills|machines)|\\d{2,} (?:staff|people|households|passengers|guests|kids|children|residents)|trending|gone viral|going viral|everywhere",
  ],
  [
    "money_gone",
    1,
    "emptied|cleaned out|wiped out|bailiffs?|eviction|rent is due|overdraft|stolen|took (?:all|everything)",
  ],
  [
    "still_open_after_weeks",
    1,
    "(?:third|fourth|fifth|sixth) time|(?:three|four|five|six|seven|eight|nine|ten|\\d+) (?:weeks|months)",
  ],
] as const satisfies readonly (readonly [code: string, points: number, choices: string])[];

const patterns = onFirstUse(() => compileWordPatterns(SIGNS.map(([, , choices]) => choices)));

const FEATURE_POINTS: Readonly<Partial<Record<FeatureName, number>>> = {
  breach: 1,
  legal: 1,
  safety: 1,
  wide_reach: 1,
  personal_negative: 0.5,
};
const HIGH_FROM = 2;

/** How soon somebody should look, with what says so. Analytics is never urgent: nobody waits there. */
export function urgencyOf(
  text: string,
  bucket: Bucket,
  features: readonly Feature[],
): { urgency: Urgency; reasons: readonly Reason[] } {
  if (bucket === "analytics") return { urgency: "low", reasons: [] };
  const plain = text.replaceAll("’", "'");
  const reasons: Reason[] = [];
  let points = 0;
  const found = patterns().find(plain);
  SIGNS.forEach(([code, worth], at) => {
    const words = found[at] ?? null;
    if (words === null) return;
    points += worth;
    reasons.push(reasonWith(`urgent_${code}`, words.trim()));
  });
  for (const { name } of features) points += FEATURE_POINTS[name] ?? 0;
  if (points >= HIGH_FROM && reasons.length > 0) return { urgency: "high", reasons };
  if (isNoHurry(features)) return { urgency: "low", reasons: [{ code: "reason.no_hurry", params: {} }] };
  return { urgency: "normal", reasons: [] };
}

/** Thanks or an idea without a failure behind it. */
function isNoHurry(features: readonly Feature[]): boolean {
  const has = (...names: readonly FeatureName[]) => features.some(({ name }) => names.includes(name));
  return (
    ((has("positive") && has("thanks")) || has("suggestion")) &&
    !has("failure", "waiting", "personal_negative", "negative", "legal", "safety", "breach", "reference")
  );
}
