import type { Reply } from "../../../src-main/contract/methods/replies.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import type { ReplyChecks } from "./reply-checks.ts";

/** What stands above the submit: in words why it is off, or where the reply goes. */
export function useGateWords({
  reply,
  checks,
  holder,
}: {
  reply: Reply;
  checks: ReplyChecks;
  holder: { name: string } | null;
}): {
  says: string;
  isBlocked: boolean;
} {
  const { t } = useWords();
  const { list } = useFormat();
  const { emptyFields, isEmpty, length, open, isBlocked } = checks;
  const stops = open.filter(({ severity }) => severity === "stop");
  const looks = open.filter(({ severity }) => severity === "look");
  const what = (hits: typeof open) => ({ count: hits.length, what: hits[0] ? t(`checks.short.${hits[0].rule}`) : "" });
  const reasons = [
    ...(isEmpty ? [t("case.off.noWords")] : []),
    ...(emptyFields.length > 0 ? [t("case.off.emptyFields", { count: emptyFields.length })] : []),
    ...(length.level === "over" ? [t("case.off.tooLong", { count: length.used - (length.max ?? 0) })] : []),
    ...(stops.length > 0 ? [t("checks.off.stop", what(stops))] : []),
    ...(looks.length > 0 ? [t("checks.off.look", what(looks))] : []),
  ];
  if (holder) return { says: t("refusal.not-owner", { owner: holder.name }), isBlocked: true };
  if (isBlocked) return { says: t("case.off.because", { why: list(reasons) }), isBlocked };
  const roles = list(reply.policy.roles.map((role) => t(`role.${role}`)));
  return { says: t(reply.policy.template ? "case.goesTemplate" : "case.goesTo", { roles }), isBlocked };
}
