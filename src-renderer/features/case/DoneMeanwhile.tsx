import { useEffect, useRef } from "react";
import { Link } from "wouter";
import type { Meanwhile, Reply } from "../../../src-main/contract/methods/replies.ts";
import { useEngine } from "../../lib/use-engine.tsx";
import { useFormat } from "../../lib/use-format.ts";
import { type WordKey, useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { Loading } from "../../ui/Loading.tsx";
import styles from "./DoneMeanwhile.module.css";

type DoneMeanwhileProps = {
  reply: Reply;
  storyId: string;
  /** The draft as it stands on the screen. */
  text: string;
  onSubmit: (seen: string[]) => void;
  onDrop: () => void;
  onBack: () => void;
};

/** Before a submit: what colleagues did for the same person, or they wrote, since the draft was begun, beside the draft. The person decides. */
export function DoneMeanwhile({ reply, storyId, text, onSubmit, onDrop, onBack }: DoneMeanwhileProps) {
  const { t } = useWords();
  const { data, error, refetch } = useEngine("replies.meanwhile", { replyId: reply.id });
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <section ref={box} tabIndex={-1} className={styles["box"]} role="alert" aria-label={t("together.meanwhile.title")}>
      <p>
        <b>{t("together.meanwhile.title")}</b> {t("together.meanwhile.help")}
      </p>
      {!data && (error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Loading />)}
      {data && (
        <div className={styles["both"]}>
          <div>
            <h3>{t("together.meanwhile.theirs")}</h3>
            {data.map((done) => (
              <Done key={done.id} done={done} ownStoryId={storyId} />
            ))}
          </div>
          <div>
            <h3>{t("together.meanwhile.yours")}</h3>
            <p className={styles["words"]}>{text}</p>
          </div>
        </div>
      )}
      <div className={styles["acts"]}>
        <ActButton
          size="small"
          offBecause={data ? undefined : t("app.loading")}
          onClick={() => onSubmit((data ?? []).map(({ id }) => id))}
        >
          {t("together.meanwhile.submit")}
        </ActButton>
        <ActButton size="small" onClick={onDrop}>
          {t("together.meanwhile.drop")}
        </ActButton>
        <ActButton size="small" look="ghost" onClick={onBack}>
          {t("together.meanwhile.back")}
        </ActButton>
      </div>
    </section>
  );
}

function Done({ done, ownStoryId }: { done: Meanwhile; ownStoryId: string }) {
  const { t } = useWords();
  const { moment } = useFormat();
  const key =
    done.kind === "reply" ? `together.meanwhile.reply.${done.state ?? "submitted"}` : `together.meanwhile.${done.kind}`;
  const name = done.kind === "wrote" ? (done.author ?? t("together.meanwhile.they")) : done.by?.name;
  return (
    <article>
      <p className={styles["who"]}>
        {/* The engine names only the states that have words here. */}
        {t(key as WordKey, { name: name ?? t("together.meanwhile.somebody"), time: moment(done.at) })}
        {done.kind !== "reply" && done.storyId !== ownStoryId && (
          <Link href={`/case/${done.storyId}`}>{t("together.meanwhile.open")}</Link>
        )}
      </p>
      <p className={styles["words"]}>{done.text}</p>
    </article>
  );
}
