import { useState } from "react";
import type { SourceRow } from "../../../src-main/contract/methods/sources.ts";
import { useActs } from "../../lib/acts.tsx";
import { reasonOf } from "../../lib/engine.ts";
import { useNow } from "../../lib/now.ts";
import { useCommand } from "../../lib/use-engine.tsx";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { ConfirmHere } from "./ConfirmHere.tsx";
import { PanelHead } from "./PanelHead.tsx";
import { shareOf } from "./source-state.ts";
import { SourceForm } from "./SourceForm.tsx";
import { SourceStateMark } from "./SourceStateMark.tsx";
import styles from "./SourcePanel.module.css";

type SourcePanelProps = { source: SourceRow; mayEdit: boolean; onClose: () => void; onRemove: () => void };

/** One source: how it is and why, what it brings, and its settings. */
export function SourcePanel({ source, mayEdit, onClose, onRemove }: SourcePanelProps) {
  const { t } = useWords();
  const retry = useRetry(source);
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      <PanelHead title={source.name} onClose={onClose} />
      <div className={styles["body"]} tabIndex={0} role="group" aria-label={source.name}>
        <Health source={source} />
        <div>
          <ActButton
            icon="undo"
            onClick={retry.run}
            offBecause={
              source.state === "gone"
                ? t("monitor.source.goneForGood")
                : retry.isBusy
                  ? t("monitor.source.reading")
                  : undefined
            }
          >
            {t(retry.isBusy ? "monitor.source.reading" : "monitor.source.retry")}
          </ActButton>
        </div>
        <Facts source={source} />
        <SourceForm key={source.version} source={source} mayEdit={mayEdit} />
      </div>
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
    </>
  );
}

function useRetry(source: SourceRow): { run: () => void; isBusy: boolean } {
  const { t, sayError } = useWords();
  const acts = useActs();
  const poll = useCommand("sources.poll");
  async function run() {
    try {
      const { failed, notModified, newMentions } = await poll.mutateAsync({ ids: [source.id], all: false });
      if (failed > 0) return acts.failed(t("monitor.source.polledFailed", { name: source.name }));
      acts.did({
        says: t(notModified > 0 ? "monitor.source.polledSame" : "monitor.source.polled", {
          name: source.name,
          count: newMentions,
        }),
      });
    } catch (cause) {
      acts.failed(sayError(reasonOf(cause)));
    }
  }
  return { run: () => void run(), isBusy: poll.isPending };
}

function Health({ source }: { source: SourceRow }) {
  const { t, say } = useWords();
  const now = useNow(15_000);
  return (
    <div className={styles["health"]}>
      <SourceStateMark source={source} now={now} />
      {source.trouble && <p className={styles["trouble"]}>{say(source.trouble)}</p>}
      {source.failures > 0 && (
        <p className={styles["more"]}>{t("monitor.source.failures", { count: source.failures })}</p>
      )}
      {source.trouble?.code === "fetch.private-address" && (
        <p className={styles["more"]}>{t("monitor.source.consentHint")}</p>
      )}
    </div>
  );
}

function Facts({ source }: { source: SourceRow }) {
  const { t } = useWords();
  const { moment, number, percent } = useFormat();
  const when = (at: number | null) => (at === null ? "–" : moment(at));
  return (
    <dl className={styles["facts"]}>
      <dt>{t("monitor.source.address")}</dt>
      <dd>
        <a href={source.url} target="_blank" rel="noreferrer">
          {source.url}
        </a>
      </dd>
      <dt>{t("monitor.column.lastOk")}</dt>
      <dd>{when(source.lastOkAt)}</dd>
      <dt>{t("monitor.source.lastTry")}</dt>
      <dd>{when(source.lastTryAt)}</dd>
      <dt>{t("monitor.column.nextTry")}</dt>
      <dd>{source.state === "gone" ? "–" : when(source.nextCheckAt)}</dd>
      <dt>{t("monitor.source.newest")}</dt>
      <dd>{when(source.newestItemAt)}</dd>
      <dt>{t("monitor.column.matches")}</dt>
      <dd>
        {t("monitor.source.matched", {
          mentions: number(source.mentions),
          items: number(source.items),
          rate: percent(shareOf(source.mentions, source.items), 1),
        })}
      </dd>
    </dl>
  );
}
