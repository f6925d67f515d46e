import type { CaseDetail } from "../../../src-main/contract/methods/cases.ts";
import { useAriaKeys } from "../../lib/shortcuts.tsx";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { KeyHint } from "../../ui/KeyHint.tsx";
import { NetworkIcon } from "../../ui/NetworkIcon.tsx";
import type { Keeping } from "./draft-keeper.ts";
import { FreeText } from "./FreeText.tsx";
import { Meter } from "./Meter.tsx";
import styles from "./ReplyBox.module.css";
import { SavedMark } from "./SavedMark.tsx";
import { ScriptText } from "./ScriptText.tsx";
import { type Template, textOf } from "./script-text.ts";
import { TooMuchPasted } from "./TooMuchPasted.tsx";
import { usePasteGuard } from "./use-paste-guard.ts";
import type { ReplyDeskState } from "./use-reply-desk.ts";

type ReplyBoxProps = {
  detail: CaseDetail;
  template: Template | null;
  desk: ReplyDeskState;
  onTyped: () => void;
  onPick: () => void;
};

/** The white paper of the public reply: where it goes, its words, its length, and whether they are stored. */
export function ReplyBox({ detail, template, desk, onTyped, onPick }: ReplyBoxProps) {
  const { keeper, keeping, checks, isWriting, box } = desk;
  const { words } = keeping;
  const paste = usePasteGuard();
  const text = textOf(words, template);
  const script = template !== null && words.text === null ? template : null;
  return (
    <div className={styles["paper"]} onInput={onTyped} {...paste.handlers}>
      <Head place={detail.story.source} reply={keeping.reply} isWriting={isWriting} onPick={onPick} />
      {!isWriting && <p className={styles["words"]}>{text}</p>}
      {isWriting && script && (
        <ScriptText
          boxRef={box}
          template={script}
          fields={words.fields}
          onType={(fields) => keeper.type({ fields, text: null })}
          onPick={onPick}
        />
      )}
      {isWriting && !script && (
        <div ref={box}>
          <FreeText
            text={text}
            onType={(next) => keeper.type({ fields: words.fields, text: next })}
            onPick={onPick}
            isEmpty={checks.isEmpty}
            isBlocked={checks.isBlocked}
          />
        </div>
      )}
      <TooMuchPasted tooMuch={paste.tooMuch} place="draft" onForget={paste.forget} />
      <Foot template={template} desk={desk} />
    </div>
  );
}

type HeadProps = { place: string; reply: Keeping["reply"]; isWriting: boolean; onPick: () => void };

function Head({ place, reply, isWriting, onPick }: HeadProps) {
  const { t } = useWords();
  const ariaKeys = useAriaKeys(";");
  const isPrivate = reply.script?.variant === "privateVariant";
  const says = reply.script
    ? t("case.script.named", { name: reply.script.name, version: reply.script.version })
    : t("case.script.none");
  return (
    <header className={styles["head"]}>
      {isPrivate ? <Icon name="private" size={14} /> : <NetworkIcon network={reply.network} size={14} />}
      <b className="clip">{isPrivate ? t("case.composer.privately") : t("case.composer.publicOn", { place })}</b>
      <span className="grow" />
      {isWriting ? (
        <button
          type="button"
          className={styles["script"]}
          aria-keyshortcuts={ariaKeys}
          title={t("case.keys.script")}
          onClick={onPick}
        >
          <Icon name="script" size={14} />
          <span className="clip">{says}</span>
          <KeyHint keys=";" />
        </button>
      ) : (
        <span className={styles["script"]}>{says}</span>
      )}
    </header>
  );
}

function Foot({ template, desk }: { template: Template | null; desk: ReplyDeskState }) {
  const { t } = useWords();
  const { keeper, keeping, checks, isWriting, phase } = desk;
  const { words } = keeping;
  const isFree = template === null || words.text !== null;
  const write = (text: string | null) => () => keeper.type({ fields: words.fields, text });
  return (
    <footer className={styles["foot"]}>
      <Meter length={checks.length} />
      <span className="grow" />
      {isWriting && !isFree && (
        <ActButton size="small" look="ghost" icon="pencil" onClick={write(textOf(words, template))}>
          {t("case.draft.freeWords")}
        </ActButton>
      )}
      {isWriting && template && isFree && (
        <ActButton size="small" look="ghost" icon="undo" onClick={write(null)}>
          {t("case.draft.backToScript")}
        </ActButton>
      )}
      {phase === "write" && (
        <ActButton size="small" look="ghost" onClick={() => void desk.discard()}>
          {t("case.draft.discard")}
        </ActButton>
      )}
      <SavedMark keeping={keeping} />
    </footer>
  );
}
