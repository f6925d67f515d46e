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
  const { emptyFields, isEmpty, length, isBlocked } = checks;
  const reasons = [
    ...(isEmpty ? [t("case.off.noWords")] : []),
    ...(emptyFields.length > 0 ? [t("case.off.emptyFields", { count: emptyFields.length })] : []),
    ...(length.level === "over" ? [t("case.off.tooLong", { count: length.used - (length.max ?? 0) })] : []),
  ];
  if (holder) return { says: t("refusal.not-owner", { owner: holder.name }), isBlocked: true };
  if (isBlocked) return { says: t("case.off.because", { why: list(reasons) }), isBlocked };
  const roles = list(reply.policy.roles.map((role) => t(`role.${role}`)));
  return { says: t(reply.policy.template ? "case.goesTemplate" : "case.goesTo", { roles }), isBlocked };
}
