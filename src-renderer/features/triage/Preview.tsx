import { useEffect, useState } from "react";
import { useEngine } from "../../lib/use-engine.tsx";
import { useFormat } from "../../lib/use-format.ts";
import { useAriaKeys } from "../../lib/shortcuts.tsx";
import { useWords } from "../../lib/words.ts";
import { BucketChip } from "../../ui/BucketChip.tsx";
import { KeyHint } from "../../ui/KeyHint.tsx";
import { LabelMark } from "../../ui/LabelMark.tsx";
import { Marked } from "../../ui/Marked.tsx";
import { OwnPeopleCard } from "../../ui/OwnPeopleCard.tsx";
import { NetworkIcon } from "../../ui/NetworkIcon.tsx";
import { SlaPill } from "../../ui/SlaPill.tsx";
import { WhyBucket } from "../../ui/WhyBucket.tsx";
import { WhySentiment } from "../../ui/WhySentiment.tsx";
import type { ListedRow } from "./list-state.ts";
import { isWebAddress } from "./open-original.ts";
import type { PanelChoice } from "./PanelActs.tsx";
import styles from "./Preview.module.css";
import { PreviewMore } from "./PreviewMore.tsx";
import type { TriageActs } from "./use-triage-acts.ts";

/** The cursor rests this long on a row before its case is read. */
const REST_MS = 120;

type PreviewProps = {
  row: ListedRow;
  engineNow: number;
  acts: TriageActs;
  choice: PanelChoice;
  openCase: () => void;
};

/** The row under the cursor in full: its words, its mood, why it is here, who wrote it, what else belongs to it. */
export function Preview({ row, engineNow, acts, choice, openCase }: PreviewProps) {
  const isRested = useRested(REST_MS);
  const { data: detail } = useEngine("cases.get", { storyId: row.id }, { enabled: isRested });
  const { data: why } = useEngine("learning.explain", { storyId: row.id }, { enabled: isRested });
  const mention =
    detail?.mentions.find((one) => one.url === row.url && one.source === row.source) ?? detail?.mentions[0];
  return (
    <>
      <Head row={row} elapsedMs={Math.max(0, engineNow - row.asOf)} />
      {isRested && <OwnPeopleCard storyId={row.id} place="triage.keys.title" />}
      {row.labels.length > 0 && (
        <div className={styles["labels"]}>
          {row.labels.map((label) => (
            <LabelMark key={label.name} label={label} />
          ))}
        </div>
      )}
      <p className={styles["read"]}>
        {mention ? (
          <Marked text={mention.text} field="text" marks={mention.marks} effects={why?.sentiment.spans} />
        ) : (
          <Marked text={row.excerpt} field="excerpt" marks={row.marks} />
        )}
      </p>
      <WhySentiment
        shown={row.sentiment}
        why={why}
        onCorrect={(label) => void acts.correctSentiment(label)}
        chooser={{ choices: choice.choices, isOpen: choice.open === "correct", onClose: choice.onClose }}
      />
      <WhyBucket row={row} why={why} />
      {detail && <PreviewMore row={row} detail={detail} openCase={openCase} />}
    </>
  );
}

function Head({ row, elapsedMs }: { row: ListedRow; elapsedMs: number }) {
  const { t } = useWords();
  const ariaKeys = useAriaKeys("v");
  const { moment, language } = useFormat();
  return (
    <div className={styles["head"]}>
      <div className={styles["line"]}>
        <BucketChip bucket={row.bucket} />
        {row.case && <b>{t(`priority.${row.case.priority}`)}</b>}
        <span className="grow" />
        <SlaPill clock={row.clock} elapsedMs={elapsedMs} long />
      </div>
      {row.title && <h2>{row.title}</h2>}
      <div className={styles["meta"]}>
        <NetworkIcon network={row.network} size={14} />
        <span>
          <b>{row.author ?? row.handle ?? row.source}</b> {t("triage.inSource", { source: row.source })}
        </span>
        {isWebAddress(row.url) && (
          <a
            className={styles["end"]}
            href={row.url}
            target="_blank"
            rel="noopener noreferrer"
            aria-keyshortcuts={ariaKeys}
          >
            {t("triage.original")} <KeyHint keys="v" />
          </a>
        )}
      </div>
      <div className={styles["meta"]}>
        {t("triage.posted", { posted: moment(row.publishedAt), found: moment(row.firstSeenAt) })}
        <span className={styles["end"]}>{row.lang === null ? t("triage.langUnknown") : language(row.lang)}</span>
      </div>
    </div>
  );
}

/** False until the component has stood for a while: walking fast through the list reads no cases. */
function useRested(ms: number): boolean {
  const [isRested, setRested] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setRested(true), ms);
    return () => clearTimeout(timer);
  }, [ms]);
  return isRested;
}
