import type { ReactNode } from "react";
import type { CaseDetail } from "../../../src-main/contract/methods/cases.ts";
import type { Script } from "../../../src-main/contract/methods/playbook.ts";
import { keyLabel } from "../../lib/keys.ts";
import { useShownKeys } from "../../lib/shortcuts.tsx";
import { useEngine } from "../../lib/use-engine.tsx";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { Loading } from "../../ui/Loading.tsx";
import { Message } from "../../ui/Message.tsx";
import { AnswerThere } from "./AnswerThere.tsx";
import { CancelledWords } from "./CancelledWords.tsx";
import type { CaseChoice } from "./case-choice.ts";
import type { ClockNow } from "../../lib/clock-now.ts";
import styles from "./ComposerColumn.module.css";
import { DraftSwitch } from "./DraftSwitch.tsx";
import { Gate } from "./Gate.tsx";
import { privateChannelOf } from "../../lib/private-channel.ts";
import { NoteEditor } from "./NoteEditor.tsx";
import { ReplyDesk } from "./ReplyDesk.tsx";
import { ScriptPicker } from "./ScriptPicker.tsx";
import { TabPanel, Tabs } from "./Tabs.tsx";
import type { CaseActs } from "./use-case-acts.ts";
import type { Composer } from "./use-composer.ts";
import { useTemplate } from "./use-template.ts";

type ComposerColumnProps = {
  detail: CaseDetail;
  clockNow: ClockNow;
  composer: Composer;
  acts: CaseActs;
  choice: CaseChoice;
};

/** Where words are written: in public, or for us only. The two are different places and never turn into each other. */
export function ComposerColumn({ detail, clockNow, composer, acts, choice }: ComposerColumnProps) {
  const { t } = useWords();
  const { place, setPlace } = composer;
  const { data: scripts, error, refetch } = useEngine("playbook.list", {});
  const template = useTemplate(composer.reply, scripts);
  if (!detail.story.case) return <CountedOnly acts={acts} />;
  const channel = privateChannelOf(detail.story.network);
  const tabs = (
    <Tabs
      label={t("case.composer.label")}
      id="composer"
      tabs={[
        { name: "public", says: t(channel ? `case.composer.there.${channel}` : "case.composer.public") },
        { name: "note", says: t("case.onlyUs"), keys: "m" },
      ]}
      current={place}
      onChoose={setPlace}
    />
  );
  const publicPlace = () => {
    if (channel && !composer.reply)
      return <AnswerThere {...{ tabs, detail, channel, acts, choice }} onNote={() => setPlace("note")} />;
    if (!scripts)
      return (
        <Line start={tabs}>{error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Loading />}</Line>
      );
    if (!composer.reply)
      return <NoReply tabs={tabs} detail={detail} scripts={scripts} composer={composer} choice={choice} />;
    const switcher = composer.drafts.length > 1 ? <DraftSwitch composer={composer} /> : null;
    if (template === undefined) return <Line start={tabs}>{<Loading />}</Line>;
    // The draft stays as it is while the note is written: only its place is hidden.
    return (
      <ReplyDesk
        key={composer.reply.id}
        detail={detail}
        reply={composer.reply}
        template={template}
        scripts={scripts}
        clockNow={clockNow}
        composer={composer}
        choice={choice}
        tabs={tabs}
        switcher={switcher}
      />
    );
  };
  return (
    <section className={styles["wrap"]} aria-label={t("case.composer.label")}>
      <TabPanel id="composer" current={place} className={styles["panel"]}>
        <div className={styles["place"]} hidden={place !== "public"}>
          {publicPlace()}
        </div>
        {place === "note" && (
          <Line start={tabs}>
            <NoteEditor storyId={detail.story.id} onDone={() => setPlace("public")} />
          </Line>
        )}
      </TabPanel>
    </section>
  );
}

function Line({ start, children }: { start: ReactNode; children: ReactNode }) {
  return (
    <div className={styles["column"]}>
      <div className={styles["line"]}>{start}</div>
      {children}
    </div>
  );
}

type NoReplyProps = {
  tabs: ReactNode;
  detail: CaseDetail;
  scripts: readonly Script[];
  composer: Composer;
  choice: CaseChoice;
};

function NoReply({ tabs, detail, scripts, composer, choice }: NoReplyProps) {
  const { t } = useWords();
  const resolution = detail.story.case?.status === "resolved" ? detail.story.case.resolution : null;
  const isResolved = detail.story.case?.status === "resolved";
  const [draft, script] = [useShownKeys("r"), useShownKeys(";")];
  const noReply =
    draft === null || script === null
      ? t("case.noDraft")
      : t("case.noDraftKeys", { draft: keyLabel(draft), script: keyLabel(script) });
  return (
    <>
      <div className={styles["column"]}>
        <div className={styles["line"]}>{tabs}</div>
        {composer.isPicking && !isResolved ? (
          <ScriptPicker
            story={detail.story}
            onChoose={(beginning) => void composer.begin(beginning)}
            onClose={() => composer.setPicking(false)}
          />
        ) : (
          <>
            {!isResolved && <CancelledWords detail={detail} scripts={scripts} composer={composer} />}
            <p className={styles["nothing"]}>
              {isResolved
                ? t("case.resolvedAs", {
                    resolution: resolution ? t(`resolution.${resolution}`) : t("caseStatus.resolved"),
                  })
                : noReply}
            </p>
          </>
        )}
      </div>
      <Gate
        says={isResolved ? null : t("case.approvalAlways")}
        choice={choice}
        isResolved={isResolved}
        onPrivate={() => composer.draft("privateVariant")}
        act={
          isResolved ? null : (
            <ActButton
              look="primary"
              keys="r"
              offBecause={composer.isBeginning ? t("app.loading") : undefined}
              onClick={() => composer.draft("body")}
            >
              {t("triage.draft")}
            </ActButton>
          )
        }
      />
    </>
  );
}

function CountedOnly({ acts }: { acts: CaseActs }) {
  const { t } = useWords();
  return (
    <section className={styles["wrap"]} aria-label={t("case.composer.label")}>
      <Message
        title={t("case.counted")}
        act={
          <span className={styles["acts"]}>
            <ActButton icon="pr" keys="2" onClick={() => void acts.setBucket("pr")}>
              {t("bucket.pr")}
            </ActButton>
            <ActButton icon="care" keys="3" onClick={() => void acts.setBucket("care")}>
              {t("bucket.care")}
            </ActButton>
          </span>
        }
      >
        {t("triage.noCase")}
      </Message>
    </section>
  );
}
