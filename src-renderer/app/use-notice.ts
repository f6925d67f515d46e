import { useEffect, useState } from "react";
import { readNow } from "../lib/now.ts";
import { useEngine, useLink } from "../lib/use-engine.tsx";
import { useFormat } from "../lib/use-format.ts";
import { useWords } from "../lib/words.ts";
import type { IconName } from "../ui/Icon.tsx";

/** What does not work now: the engine is away, or the desk has no network. Null when all is well. */
export function useNotice(): { icon: IconName; says: string } | null {
  const { t } = useWords();
  const { time, moment } = useFormat();
  const link = useLink();
  const { data: status } = useEngine("status.get", {});
  const [lostAt, setLostAt] = useState<number | null>(null);
  useEffect(() => link.onState((state) => setLostAt(state === "lost" ? readNow() : null)), [link]);
  if (lostAt !== null) return { icon: "incident", says: t("link.lost", { time: time(lostAt) }) };
  if (status?.offlineSince != null)
    return { icon: "online", says: t("link.offline", { time: moment(status.offlineSince) }) };
  return null;
}
