import type { Reply } from "../../../src-main/contract/methods/replies.ts";
import { useWords } from "../../lib/words.ts";

/** With which account of ours a reply is posted. */
export function PostWith({ reply: { posting } }: { reply: Reply }) {
  const { t } = useWords();
  const { account } = posting;
  if (!account) return null;
  if (account.handle === null) return <span>{t("publishing.postsByHandAs", { name: account.name })}</span>;
  return <span>{t("publishing.as", { name: account.name, handle: account.handle })}</span>;
}
