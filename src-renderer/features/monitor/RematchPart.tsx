import { useState } from "react";
import type { Rematching } from "../../../src-main/contract/methods/watches.ts";
import { useActs } from "../../lib/acts.tsx";
import { reasonOf } from "../../lib/engine.ts";
import { useCommand, useEngine } from "../../lib/use-engine.tsx";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import styles from "./RematchPart.module.css";

/** How far the matching of stored items against changed watches is; nothing while none runs. */
export function RematchPart({ mayEdit }: { mayEdit: boolean }) {
  const { t, sayError } = useWords();
  const { number } = useFormat();
  const acts = useActs();
  const { data: work } = useEngine("watches.rematching", {});
  const cancelling = useCommand("watches.cancelRematch");
  const again = useCommand("watches.rematch");
  // One that had ended before this page looked is no news.
  const [watched, setWatched] = useState<string | null>(null);
  const isOpen = work?.state === "queued" || work?.state === "running";
  if (work && isOpen && watched !== work.id) setWatched(work.id);
  if (!work || (!isOpen && work.state === "done" && watched !== work.id)) return null;
  const counts = {
    done: number(work.done),
    total: number(work.total),
    rest: number(work.total - work.done),
    added: number(work.added),
    dropped: number(work.dropped),
  };
  const run = (command: typeof cancelling | typeof again) => () => {
    command.mutateAsync({}).catch((cause: unknown) => acts.failed(sayError(reasonOf(cause))));
  };
  const offBecause = mayEdit ? undefined : t("refusal.not-allowed");
  return (
    <section className={styles["work"]} aria-label={t("monitor.rematch.title")}>
      {isOpen && <progress max={Math.max(1, work.total)} value={work.done} aria-label={t("monitor.rematch.title")} />}
      <p role={isOpen ? undefined : "status"}>{t(`monitor.rematch.${wordOf(work.state)}`, counts)}</p>
      {isOpen && (
        <ActButton size="small" offBecause={offBecause} onClick={run(cancelling)}>
          {t("monitor.rematch.cancel")}
        </ActButton>
      )}
      {!isOpen && work.state !== "done" && (
        <ActButton size="small" offBecause={offBecause} onClick={run(again)}>
          {t("monitor.rematch.again")}
        </ActButton>
      )}
    </section>
  );
}

function wordOf(state: Rematching["state"]): "progress" | "done" | "failed" | "cancelled" {
  return state === "queued" || state === "running" ? "progress" : state;
}
