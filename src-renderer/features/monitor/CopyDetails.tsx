import { useState } from "react";
import type { SourceRow } from "../../../src-main/contract/methods/sources.ts";
import { useActs } from "../../lib/acts.tsx";
import { copyText } from "../../lib/copy-text.ts";
import { readNow } from "../../lib/now.ts";
import { useShortcuts } from "../../lib/shortcuts.tsx";
import { useEngine } from "../../lib/use-engine.tsx";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import styles from "./SourcePanel.module.css";
import { sourceReport } from "./source-report.ts";
import { lookOf } from "./source-state.ts";

/** Copies a report of the source for whoever can help; where the browser allows no copying, shows it to be copied by hand. */
export function CopyDetails({ source }: { source: SourceRow }) {
  const { t, say } = useWords();
  const acts = useActs();
  const format = useFormat();
  const { data: fetches = [] } = useEngine("sources.fetches", { id: source.id });
  const [byHand, setByHand] = useState<string | null>(null);
  async function copy(): Promise<void> {
    const look = lookOf(source, readNow(), format);
    const report = sourceReport({ source, state: t(look.key, look.params), fetches, t, say });
    if (await copyText(report)) return acts.did({ says: t("monitor.report.copied", { name: source.name }) });
    setByHand(report);
  }
  useShortcuts("monitor.keys.title", [{ says: "monitor.report.copy", run: () => void copy() }]);
  return (
    <>
      <ActButton icon="copy" look="ghost" keys="c" onClick={() => void copy()}>
        {t("monitor.report.copy")}
      </ActButton>
      {byHand !== null && (
        <textarea
          className={styles["report"]}
          readOnly
          rows={10}
          aria-label={t("monitor.report.byHand")}
          title={t("monitor.report.byHand")}
          value={byHand}
          onFocus={(event) => event.currentTarget.select()}
          autoFocus
        />
      )}
    </>
  );
}
