import { useState } from "react";
import type { RuleRow, RuleWork } from "../../../src-main/contract/methods/rules.ts";
import { useActs } from "../../lib/acts.tsx";
import { reasonOf } from "../../lib/engine.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useCommand, useEngine } from "../../lib/use-engine.tsx";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { ConfirmHere } from "./ConfirmHere.tsx";
import styles from "./RuleForm.module.css";

/** What a rule did to stored mentions, and may do or take back: asked first, with the number, then told as it goes. */
export function RuleWorkPart({ rule, isChanged }: { rule: RuleRow; isChanged: boolean }) {
  const { t } = useWords();
  const { data: works } = useEngine("rules.work", {});
  const [asking, setAsking] = useState<RuleWork["what"] | null>(null);
  const latest = works?.find(({ ruleId }) => ruleId === rule.id);
  const isBusy = latest?.state === "queued" || latest?.state === "running";
  const start = useStart(rule);
  const isRemoved = rule.removedAt !== null;
  const notApplied = isChanged ? t("monitor.rule.saveFirst") : rule.isOn ? undefined : t("refusal.rule-off");
  const wait = isBusy ? t("refusal.rule-busy") : undefined;
  return (
    <section className={styles["work"]} aria-label={t("monitor.rule.work")}>
      <h3>{t("monitor.rule.effects", { count: rule.effects })}</h3>
      {latest && <Progress work={latest} />}
      {asking === null && (
        <div className={styles["acts"]}>
          {!isRemoved && (
            <ActButton size="small" offBecause={notApplied ?? wait} onClick={() => setAsking("apply")}>
              {t("monitor.rule.apply")}
            </ActButton>
          )}
          <ActButton
            size="small"
            offBecause={wait ?? (rule.effects === 0 ? t("monitor.rule.noEffects") : undefined)}
            onClick={() => setAsking("undo")}
          >
            {t("monitor.rule.undo")}
          </ActButton>
        </div>
      )}
      {asking === "apply" && (
        <ConfirmHere
          says={t("monitor.rule.applyAsk")}
          doSays={t("monitor.rule.applyDo")}
          onDo={() => void start("apply").then(() => setAsking(null))}
          onKeep={() => setAsking(null)}
        />
      )}
      {asking === "undo" && (
        <AskUndo
          rule={rule}
          onDo={() => void start("undo").then(() => setAsking(null))}
          onKeep={() => setAsking(null)}
        />
      )}
    </section>
  );
}

function useStart(rule: RuleRow): (what: RuleWork["what"]) => Promise<void> {
  const { sayError } = useWords();
  const acts = useActs();
  const applying = useCommand("rules.apply");
  const undoing = useCommand("rules.undo");
  return async (what) => {
    try {
      if (what === "apply") await applying.mutateAsync({ id: rule.id, version: rule.version });
      else await undoing.mutateAsync({ id: rule.id });
    } catch (cause) {
      acts.failed(sayError(reasonOf(cause)));
    }
  };
}

/** The numbers first, then the question. */
function AskUndo({ rule, onDo, onKeep }: { rule: RuleRow; onDo: () => void; onKeep: () => void }) {
  const { t, sayError } = useWords();
  const { number } = useFormat();
  const { data, error } = useEngine("rules.wouldUndo", { id: rule.id });
  if (error) return <p role="alert">{sayError(error)}</p>;
  if (!data) return <p role="status">{t("monitor.rule.counting")}</p>;
  return (
    <ConfirmHere
      says={t("monitor.rule.undoAsk", { stories: number(data.stories), kept: number(data.kept) })}
      doSays={t("monitor.rule.undoDo")}
      onDo={onDo}
      onKeep={onKeep}
    />
  );
}

function Progress({ work }: { work: RuleWork }) {
  const { t } = useWords();
  const { number } = useFormat();
  const cancelling = useCommand("rules.cancel");
  const numbers = {
    done: number(work.done),
    total: number(work.total),
    changed: number(work.changed),
    kept: number(work.kept),
  };
  const stage = work.state === "queued" || work.state === "running" ? "working" : work.state;
  const isBusy = stage === "working";
  const says = t(`monitor.rule.${stage}.${work.what}`, numbers);
  return (
    <div className={styles["acts"]}>
      <span role="status">{says}</span>
      {isBusy && (
        <>
          <progress
            className={styles["progress"]}
            aria-label={t("monitor.rule.work")}
            max={Math.max(1, work.total)}
            value={work.done}
          />
          <ActButton size="small" look="ghost" onClick={() => cancelling.mutate({ id: work.id })}>
            {t("monitor.rule.cancel")}
          </ActButton>
        </>
      )}
    </div>
  );
}
