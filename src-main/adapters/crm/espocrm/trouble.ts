import { z } from "zod";
import type { CrmTold, CrmTrouble } from "../../../ports/crm-connector.ts";
import type { CrmAnswer } from "../crm-answer.ts";
import { crmTrouble, stillAtItMs } from "../crm-trouble.ts";

export type Action = "create" | "read" | "edit" | "delete" | "stream";

/** What a request needs: the right, the field of its search, and the records that it names. */
export type Asked = {
  readonly kind: string;
  readonly action: Action;
  readonly attribute?: string;
  readonly related?: readonly { readonly kind: string; readonly id: string }[] | undefined;
};

export type Refused = Extract<CrmTold<never>, { ok: false }>;

export const trouble = (kind: CrmTrouble["class"], code: string, params: CrmTrouble["says"]["params"] = {}): Refused =>
  crmTrouble(kind, `espocrm.${code}`, { params });

/** 403 before it is known what it says. */
export const isRefusal = ({ trouble: { says } }: Refused): boolean => says.code === "crm.espocrm.forbidden";

/** This user may not do this here, whatever the reason. */
export const isForbidden = ({ trouble: { says } }: Refused): boolean => forbiddenCodes.has(says.code);

const forbiddenCodes: ReadonlySet<string> = new Set(
  ["forbidden", "right-missing", "record-forbidden"].map((code) => `crm.espocrm.${code}`),
);

/** What EspoCRM means by its answers, where that differs from other CRMs. */
export function judgeAnswer(
  answer: CrmAnswer,
  { asked, isWrite }: { readonly asked: Asked | null; readonly isWrite: boolean },
): CrmTrouble | null {
  const { host, httpStatus: status } = answer;
  if (status === 403) return trouble("permanent", "forbidden", { host }).trouble;
  if (status === 400) return invalidField(answer, asked);
  // What stands behind an error of its own may have been done before it.
  const isUnclear = isWrite && status >= 500 && status !== 503;
  const retryAfterMs = status === 504 ? stillAtItMs : null;
  return isUnclear ? crmTrouble("unknown", "fault", { params: { host, status }, retryAfterMs }).trouble : null;
}

const Validation = z.object({
  messageTranslation: z.object({ data: z.object({ field: z.string(), type: z.string() }) }),
});

function invalidField({ json, headers }: CrmAnswer, asked: Asked | null): CrmTrouble | null {
  if (asked?.attribute !== undefined)
    return trouble("auth", "field-missing", { field: asked.attribute, record: asked.kind }).trouble;
  const read = Validation.safeParse(json);
  const words = /field: (\w+), type: (\w+)/.exec(headers["x-status-reason"] ?? "");
  const field = read.success ? read.data.messageTranslation.data.field : words?.[1];
  const type = read.success ? read.data.messageTranslation.data.type : words?.[2];
  if (field === undefined || type === undefined || asked === null) return null;
  return trouble("permanent", `field-${type === "required" ? "required" : "invalid"}`, { field, record: asked.kind })
    .trouble;
}
