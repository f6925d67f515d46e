import { useState } from "react";
import type { SourceRow } from "../../../src-main/contract/methods/sources.ts";
import { useNow } from "../../lib/now.ts";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { ConfirmHere } from "./ConfirmHere.tsx";
import { CopyDetails } from "./CopyDetails.tsx";
import { LastFetches } from "./LastFetches.tsx";
import { PanelHead } from "./PanelHead.tsx";
import { SourceFacts } from "./SourceFacts.tsx";
import { SourceForm } from "./SourceForm.tsx";
import { SourceStateMark } from "./SourceStateMark.tsx";
import styles from "./SourcePanel.module.css";
import type { Retry } from "./use-retry.ts";

type SourcePanelProps = {
  source: SourceRow;
  retry: Retry;
  mayEdit: boolean;
  onClose: () => void;
  onRemove: () => void;
};

/** One source: how it is and why, what it brings, what its last fetches were, and its settings. */
export function SourcePanel({ source, retry, mayEdit, onClose, onRemove }: SourcePanelProps) {
  const isFeed = source.kind === "feed" || source.kind === "account";
  // What people enter belongs to the desk itself: there is nothing to set or to remove.
  const isDesk = source.kind === "by_hand";
  return (
    <>
      <PanelHead title={source.name} onClose={onClose} />
      <div className={styles["body"]} tabIndex={0} role="group" aria-label={source.name}>
        <Health source={source} />
        {isFeed && (
          <div className={styles["acts"]}>
            <RetryButton source={source} retry={retry} />
            <CopyDetails source={source} />
          </div>
        )}
        <SourceFacts source={source} />
        {isFeed && <LastFetches source={source} />}
        {!isDesk && <SourceForm key={source.version} source={source} mayEdit={mayEdit} />}
      </div>
      {!isDesk && <Foot mayEdit={mayEdit} onRemove={onRemove} />}
    </>
  );
}

function RetryButton({ source, retry }: { source: SourceRow; retry: Retry }) {
  const { t } = useWords();
  const isBusy = retry.busy.has(source.id);
  const offBecause =
    source.state === "gone" ? t("monitor.source.goneForGood") : isBusy ? t("monitor.source.reading") : undefined;
  return (
    <ActButton icon="undo" keys="r" onClick={() => retry.run([source])} offBecause={offBecause}>
      {t(isBusy ? "monitor.source.reading" : "monitor.source.retry")}
    </ActButton>
  );
}

function Foot({ mayEdit, onRemove }: { mayEdit: boolean; onRemove: () => void }) {
  const { t } = useWords();
  const [isAsking, setAsking] = useState(false);
  return (
    <footer className={styles["foot"]}>
      {isAsking ? (
        <ConfirmHere
          says={t("monitor.source.removeAsk")}
          doSays={t("monitor.remove")}
          onDo={onRemove}
          onKeep={() => setAsking(false)}
        />
      ) : (
        <ActButton
          look="ghost"
          offBecause={mayEdit ? undefined : t("refusal.not-allowed")}
          onClick={() => setAsking(true)}
        >
          {t("monitor.source.remove")}
        </ActButton>
      )}
    </footer>
  );
}

function Health({ source }: { source: SourceRow }) {
  const { t, say } = useWords();
  const now = useNow(15_000);
  const { trouble, failures, word } = source;
  return (
    <div className={styles["health"]}>
      <SourceStateMark source={source} now={now} />
      {trouble && <p className={styles["trouble"]}>{say(trouble)}</p>}
      {failures > 0 && source.state !== "gone" && (
        <p className={styles["more"]}>{t("monitor.source.failures", { count: failures })}</p>
      )}
      {source.repaired && trouble === null && <p className={styles["more"]}>{t("monitor.source.repaired")}</p>}
      {word.is === "moved" && <p className={styles["more"]}>{t("monitor.source.moving", { to: word.to })}</p>}
      {trouble?.code === "fetch.private-address" && <p className={styles["more"]}>{t("monitor.source.consentHint")}</p>}
    </div>
  );
}
