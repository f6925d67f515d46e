import type { SourceRow } from "../../../src-main/contract/methods/sources.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { classNames } from "../../ui/class-names.ts";
import { SlaShape } from "../../ui/SlaShape.tsx";
import { lookOf } from "./source-state.ts";
import styles from "./SourceStateMark.module.css";

/** How a source is: shape, words, colour; while the desk is offline, that it was so before. */
export function SourceStateMark({ source, now }: { source: SourceRow; now: number }) {
  const { t } = useWords();
  const look = lookOf(source, now, useFormat());
  return (
    <span className={styles["health"]}>
      <span className={classNames(styles["mark"], source.isBeforeOffline ? styles["before"] : styles[look.tone])}>
        <SlaShape state={look.shape} />
        <span className="clip">{t(look.key, look.params)}</span>
      </span>
      {source.isBeforeOffline && <span className={styles["since"]}>{t("monitor.beforeOffline")}</span>}
    </span>
  );
}
