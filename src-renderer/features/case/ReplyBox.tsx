import type { RefObject } from "react";
import type { CaseDetail } from "../../../src-main/contract/methods/cases.ts";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { KeyHint } from "../../ui/KeyHint.tsx";
import { NetworkIcon } from "../../ui/NetworkIcon.tsx";
import type { DraftKeeper, Keeping } from "./draft-keeper.ts";
import { FreeText } from "./FreeText.tsx";
import { Meter } from "./Meter.tsx";
import styles from "./ReplyBox.module.css";
import type { ReplyChecks } from "./reply-checks.ts";
import { SavedMark } from "./SavedMark.tsx";
import { ScriptText } from "./ScriptText.tsx";
import { type Template, textOf } from "./script-text.ts";

type ReplyBoxProps = {
  detail: CaseDetail;
  keeper: DraftKeeper;
  keeping: Keeping;
  template: Template | null;
  checks: ReplyChecks;
  isWriting: boolean;
  boxRef: RefObject<HTMLDivElement | null>;
  onPick: () => void;
  onDiscard: (() => void) | null;
};

/** The white paper of the public reply: where it goes, its words, its length, and whether they are stored. */
export function ReplyBox({
  detail,
  keeper,
  keeping,
  template,
  checks,
  isWriting,
  boxRef,
  onPick,
  onDiscard,
}: ReplyBoxProps) {
  const { t } = useWords();
  const { words, reply } = keeping;
  const text = textOf(words, template);
  const isScript = template !== null && words.text === null;
  const typeText = (next: string) => keeper.type({ fields: words.fields, text: next });
  return (
    <div className={styles["paper"]}>
      <header className={styles["head"]}>
        {reply.script?.variant === "privateVariant" ? (
          <Icon name="private" size={14} />
        ) : (
          <NetworkIcon network={reply.network} size={14} />
        )}
        <b className="clip">
          {reply.script?.variant === "privateVariant"
            ? t("case.composer.privately")
            : t("case.composer.publicOn", { place: detail.story.source })}
        </b>
        <span className="grow" />
        <ScriptButton reply={reply} isWriting={isWriting} onPick={onPick} />
      </header>
      {!isWriting && <p className={styles["words"]}>{text}</p>}
      {isWriting && isScript && (
        <ScriptText
          boxRef={boxRef}
          template={template}
          fields={words.fields}
          onType={(fields) => keeper.type({ fields, text: null })}
          onPick={onPick}
        />
      )}
      {isWriting && !isScript && (
        <div ref={boxRef}>
          <FreeText text={text} onType={typeText} onPick={onPick} fieldRef={null} isBlocked={checks.isBlocked} />
        </div>
      )}
      <footer className={styles["foot"]}>
        <Meter length={checks.length} />
        <span className="grow" />
        {isWriting && isScript && (
          <ActButton size="small" look="ghost" icon="pencil" onClick={() => typeText(text)}>
            {t("case.draft.freeWords")}
          </ActButton>
        )}
        {isWriting && template && !isScript && (
          <ActButton
            size="small"
            look="ghost"
            icon="undo"
            onClick={() => keeper.type({ fields: words.fields, text: null })}
          >
            {t("case.draft.backToScript")}
          </ActButton>
        )}
        {onDiscard && (
          <ActButton size="small" look="ghost" onClick={onDiscard}>
            {t("case.draft.discard")}
          </ActButton>
        )}
        <SavedMark keeping={keeping} />
      </footer>
    </div>
  );
}

function ScriptButton({
  reply,
  isWriting,
  onPick,
}: {
  reply: Keeping["reply"];
  isWriting: boolean;
  onPick: () => void;
}) {
  const { t } = useWords();
  const says = reply.script
    ? t("case.script.named", { name: reply.script.name, version: reply.script.version })
    : t("case.script.none");
  if (!isWriting) return <span className={styles["script"]}>{says}</span>;
  return (
    <button
      type="button"
      className={styles["script"]}
      aria-keyshortcuts=";"
      title={t("case.keys.script")}
      onClick={onPick}
    >
      <Icon name="script" size={14} />
      <span className="clip">{says}</span>
      <KeyHint keys=";" />
    </button>
  );
}
