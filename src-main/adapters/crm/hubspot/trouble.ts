import type { CrmTrouble } from "../../../ports/crm-connector.ts";
import type { CrmAnswer } from "../crm-answer.ts";
import { askedWaitMs } from "../asked-wait.ts";
import { crmTrouble } from "../crm-trouble.ts";
import { HsRefusal } from "./entities.ts";

const limits: Readonly<Record<string, string>> = {
  SECONDLY: "limit-second",
  TEN_SECONDLY_ROLLING: "limit-ten-seconds",
  DAILY: "limit-day",
};

/** What HubSpot's own refusals mean; null = as everywhere. */
export function judgeHubspot(answer: CrmAnswer, nowMs: number): CrmTrouble | null {
  const read = HsRefusal.safeParse(answer.json);
  if (!read.success) return null;
  const refusal = read.data;
  const { httpStatus, host } = answer;
  if (httpStatus === 403 && refusal.category === "MISSING_SCOPES")
    return crmTrouble("auth", "hubspot.scope-missing", { params: { scopes: scopesIn(refusal).join(", ") } }).trouble;
  if (httpStatus === 429) {
    const code = limits[refusal.policyName];
    // The wait stands in the headers or follows from the policy, the same for every CRM.
    const retryAfterMs = askedWaitMs(answer, nowMs) ?? 10_000;
    return code === undefined
      ? null
      : crmTrouble("retry", `hubspot.${code}`, { params: { host }, retryAfterMs }).trouble;
  }
  if (httpStatus !== 400) return null;
  const property = missingProperty(refusal);
  if (property !== null) return crmTrouble("auth", "hubspot.property-missing", { params: { property } }).trouble;
  const plain = notUnique(refusal);
  return plain === null
    ? null
    : crmTrouble("auth", "hubspot.property-not-unique", { params: { property: plain } }).trouble;
}

/** Every scope that HubSpot names; "" never. */
export function scopesIn({ errors }: HsRefusal): readonly string[] {
  const named = errors.flatMap(({ context = {} }) => [
    ...(context["requiredGranularScopes"] ?? []),
    ...(context["requiredScopes"] ?? []),
  ]);
  return [...new Set(named)];
}

const allWords = ({ message, errors }: HsRefusal): string =>
  [message, ...errors.map((error) => `${error.code} ${error.message}`)].join(" ");

/** `Property "wr_handle" does not exist` stands in the message or in an error with the code PROPERTY_DOESNT_EXIST. */
function missingProperty(refusal: HsRefusal): string | null {
  const said = allWords(refusal);
  const found =
    /propert(?:y|ies)\W+(?:named\W+|values were not valid\W.*?)?["'“]?(\w+)["'”]? (?:does not|doesn't) exist/i.exec(
      said,
    );
  if (found) return found[1] ?? "";
  const named = refusal.errors.find(({ code }) => code === "PROPERTY_DOESNT_EXIST")?.context?.["propertyName"]?.[0];
  return named ?? null;
}

function notUnique(refusal: HsRefusal): string | null {
  return /(\w+)\W+is not (?:a )?unique(?: identifier)?/i.exec(allWords(refusal))?.[1] ?? null;
}
