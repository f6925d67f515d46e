import type { Reply } from "../../src-main/contract/methods/replies.ts";
import { useReplyChecks, useSigning } from "../lib/use-reply-checks.ts";
import { useWords } from "../lib/words.ts";
import { ReplyChecks } from "./ReplyChecks.tsx";

/** What the checks found in the stored words of a reply, and who took it upon themselves. */
export function StoredChecks({ reply, maySign }: { reply: Reply; maySign: boolean }) {
  const { t } = useWords();
  const { checks } = useReplyChecks(reply.id);
  const { sign, unsign } = useSigning();
  if (!checks) return null;
  const { used, max } = checks.length;
  const isLong = max !== null && used > max;
  const fine = isLong ? [] : [t("case.check.length")];
  return (
    <ReplyChecks
      hits={checks.hits}
      fine={fine}
      onSign={maySign ? (hit, reason) => sign(reply, hit, reason) : undefined}
      onUnsign={maySign ? (hit) => void unsign(reply, hit) : undefined}
    />
  );
}
