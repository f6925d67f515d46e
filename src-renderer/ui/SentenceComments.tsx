import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from "react";
import type { Review } from "../../src-main/contract/methods/reply-review.ts";
import { useFormat } from "../lib/use-format.ts";
import { useWords } from "../lib/words.ts";
import { ActButton } from "./ActButton.tsx";
import { classNames } from "./class-names.ts";
import { Icon } from "./Icon.tsx";
import { PickField } from "./PickField.tsx";
import styles from "./SentenceComments.module.css";
import { TextField } from "./TextField.tsx";

type SentenceCommentsProps = {
  review: Review;
  isWriting: boolean;
  /** The comment that was being written is sent or given up. */
  onDone: () => void;
  onAdd: (comment: { sentence: number; text: string }) => Promise<boolean>;
  onSettle: (comment: { id: string; resolved: boolean }) => void;
};

/** What colleagues say about single sentences: yellow and labelled, because nobody outside ever sees it. */
export function SentenceComments({ review, isWriting, onDone, onAdd, onSettle }: SentenceCommentsProps) {
  const { t } = useWords();
  const open = review.comments.filter(({ resolved }) => resolved === null);
  if (review.comments.length === 0 && !isWriting) return null;
  return (
    <section className={styles["comments"]} aria-label={t("approvals.comments.title")}>
      <div className={styles["top"]}>
        <Icon name="lock" size={14} />
        <b>{t("approvals.comments.onlyUs")}</b>
        {review.comments.length > 0 && <span>{t("approvals.comments.open", { count: open.length })}</span>}
      </div>
      {review.comments.length > 0 && (
        <ol>
          {review.comments.map((comment) => (
            <Comment key={comment.id} comment={comment} onSettle={onSettle} />
          ))}
        </ol>
      )}
      {isWriting && <CommentForm review={review} onAdd={onAdd} onDone={onDone} />}
    </section>
  );
}

type OneComment = Review["comments"][number];

function Comment({
  comment: { id, by, at, text, quote, sentence, resolved },
  onSettle,
}: {
  comment: OneComment;
  onSettle: SentenceCommentsProps["onSettle"];
}) {
  const { t } = useWords();
  const { moment } = useFormat();
  const isGone = sentence === null;
  return (
    <li className={classNames(resolved && styles["settled"])}>
      <div>
        <q className={styles["quote"]} data-gone={isGone}>
          {quote}
        </q>
        {isGone && <p className={styles["by"]}>{t("approvals.comments.gone")}</p>}
        <p className={styles["text"]}>{text}</p>
        <p className={styles["by"]}>
          {t("approvals.comments.by", { name: by?.name ?? "", time: moment(at) })}
          {resolved &&
            ` · ${t("approvals.comments.settledBy", { name: resolved.by?.name ?? "", time: moment(resolved.at) })}`}
        </p>
      </div>
      <ActButton
        size="small"
        look="ghost"
        {...(resolved ? {} : { icon: "check" as const })}
        onClick={() => onSettle({ id, resolved: resolved === null })}
      >
        {t(resolved ? "approvals.comments.reopen" : "approvals.comments.resolve")}
      </ActButton>
    </li>
  );
}

function CommentForm({ review, onAdd, onDone }: Pick<SentenceCommentsProps, "review" | "onAdd" | "onDone">) {
  const { t } = useWords();
  const [sentence, setSentence] = useState("0");
  const [text, setText] = useState("");
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    form.current?.querySelector("select")?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  const options = review.sentences.map(({ from, to }, index) => ({
    value: String(index),
    says: `${index + 1}. ${review.text.slice(from, to)}`,
  }));
  async function send(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (text.trim() !== "" && (await onAdd({ sentence: Number(sentence), text: text.trim() }))) onDone();
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === "Escape") onDone();
  }
  return (
    <form ref={form} className={styles["form"]} onSubmit={(event) => void send(event)} onKeyDown={onKeyDown}>
      <PickField label={t("approvals.comments.sentence")} value={sentence} options={options} onChange={setSentence} />
      <TextField label={t("approvals.comments.words")} value={text} maxLength={1000} spellCheck onChange={setText} />
      <div className={styles["acts"]}>
        <ActButton
          size="small"
          submit
          ownKeys="Enter"
          offBecause={text.trim() === "" ? t("approvals.comments.empty") : undefined}
        >
          {t("approvals.comments.send")}
        </ActButton>
        <ActButton size="small" look="ghost" ownKeys="Escape" onClick={onDone}>
          {t("app.cancel")}
        </ActButton>
      </div>
    </form>
  );
}
