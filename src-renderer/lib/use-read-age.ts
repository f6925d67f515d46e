import type { CrmCard } from "../../src-main/contract/methods/crm-profiles.ts";
import { useNow } from "./now.ts";
import { useFormat } from "./use-format.ts";
import { useWords } from "./words.ts";

const minuteMs = 60_000;

/** How old what a CRM said is, in words: "read 4 min ago". */
export function useReadAge(): (card: Pick<CrmCard, "readAt" | "isReading">) => string {
  const { t } = useWords();
  const { age } = useFormat();
  const now = useNow(30_000);
  return ({ readAt, isReading }) => {
    if (isReading) return t("crmProfile.reading");
    if (readAt === null) return t("crmProfile.never");
    return now - readAt < minuteMs ? t("crmProfile.readNow") : t("crmProfile.readAgo", { age: age(now - readAt) });
  };
}
