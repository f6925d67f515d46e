import { voidedApproval } from "../../lib/approval.ts";
import { useActs } from "../../lib/acts.tsx";
import { changedSpan } from "../../lib/changed-span.ts";
import { reasonOf } from "../../lib/engine.ts";
import { useOthersHere } from "../../lib/presence.ts";
import { sendCommand, useLink } from "../../lib/use-engine.tsx";
import { useFormat } from "../../lib/use-format.ts";
import { useReturnWords } from "../../lib/use-return-words.ts";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { Badge } from "../../ui/Badge.tsx";
import type { DraftKeeper, Keeping } from "./draft-keeper.ts";
import { EarlierWords } from "./EarlierWords.tsx";
import styles from "./ReplyNotices.module.css";
import { sameWords, draftWordsOf, type Template, textOf } from "./script-text.ts";

type ReplyNoticesProps = {
  keeping: Keeping;
  keeper: DraftKeeper;
  template: Template | null;
  isUnlocked: boolean;
  isWriting: boolean;
  storyId: string;
};

/** What one must know before writing on: sent back, void, changed by somebody else, not stored. */
export function ReplyNotices({ keeping, keeper, template, isUnlocked, isWriting, storyId }: ReplyNoticesProps) {
  const { t } = useWords();
  const { moment } = useFormat();
  const sayReturn = useReturnWords();
  const { reply, words, status } = keeping;
  const othersAt = useOthersHere();
  // Two may have begun a reply each: only whoever wrote in this one last is writing here.
  const writer = othersAt(storyId).find(({ person, doing }) => doing === "replying" && person.id === reply.savedBy?.id);
  const isChanged = !sameWords(words, draftWordsOf(reply, template));
  // Void at the first character, not only when the engine has heard of it.
  const isVoiding = reply.state === "approved" && isChanged;
  const changed = isVoiding ? changedSpan(reply.text, textOf(words, template)) : (reply.voided?.characters ?? null);
  const lost = isVoiding ? reply.approvals.findLast((approval) => approval.voidedAt === null) : voidedApproval(reply);
  return (
    <div className={styles["notices"]} role="status">
      {reply.state === "returned" && reply.returned && (
        <p className={styles["notice"]}>
          <Badge icon="undo" tone="warn">
            {t("badge.returned")}
          </Badge>
          <span>
            {t("case.returned", {
              name: reply.returned.by.name,
              time: moment(reply.returned.at),
              reason: sayReturn(reply.returned),
            })}
          </span>
        </p>
      )}
      {lost && (
        <p className={styles["notice"]}>
          <Badge icon="x" tone="bad">
            {t("approvals.void")}
          </Badge>
          <span>
            {lost.by
              ? t("approvals.voidAfter", { name: lost.by.name, time: moment(lost.at) })
              : t("approvals.voidTemplate", { time: moment(lost.at) })}
            {changed !== null && ` ${t("approvals.charactersChanged", { count: changed })}`}
          </span>
        </p>
      )}
      {isUnlocked && !lost && (
        <p className={styles["notice"]}>
          {t(reply.state === "approved" ? "case.unlockedApproved" : "case.unlockedSubmitted")}
        </p>
      )}
      {writer && status !== "changed" && (
        <p className={styles["notice"]}>{t("together.writesHere", { name: writer.person.name })}</p>
      )}
      {status === "changed" && <Conflict keeping={keeping} keeper={keeper} template={template} />}
      {!isWriting && isChanged && status !== "saving" && (
        <div className={styles["notice"]}>
          <Badge icon="incident" tone="warn">
            {t("case.unsaved")}
          </Badge>
          <p className={styles["words"]}>{textOf(words, template)}</p>
        </div>
      )}
      <EarlierWords
        replyId={reply.id}
        isWriting={isWriting}
        onPutBack={({ text, fields }) => keeper.type(draftWordsOf({ text, fields, prefix: reply.prefix }, template))}
      />
    </div>
  );
}

type ConflictProps = { keeping: Keeping; keeper: DraftKeeper; template: Template | null };

/** Somebody else's words came first. Whichever win, the others are kept beside the draft. */
function Conflict({ keeping: { reply, words }, keeper, template }: ConflictProps) {
  const { t, sayError } = useWords();
  const { failed } = useActs();
  const link = useLink();
  async function takeTheirs(): Promise<void> {
    const text = textOf(words, template);
    try {
      if (text.trim() !== "")
        await sendCommand({
          link,
          name: "replies.setAside",
          input: { replyId: reply.id, fields: { ...words.fields }, text },
        });
      keeper.resolve("theirs");
    } catch (error) {
      failed(sayError(reasonOf(error)));
    }
  }
  return (
    <div className={styles["conflict"]}>
      <p>
        <b>{t("case.conflict.title")}</b> {t("case.conflict.help")}
      </p>
      <p className={styles["words"]}>{reply.text}</p>
      <div className={styles["acts"]}>
        <ActButton size="small" onClick={() => keeper.resolve("mine")}>
          {t("case.conflict.mine")}
        </ActButton>
        <ActButton size="small" onClick={() => void takeTheirs()}>
          {t("case.conflict.theirs")}
        </ActButton>
      </div>
    </div>
  );
}
