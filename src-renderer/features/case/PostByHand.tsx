import { type FormEvent, type ReactNode, useEffect, useRef, useState } from "react";
import type { Reply } from "../../../src-main/contract/methods/replies.ts";
import { useActs } from "../../lib/acts.tsx";
import { type EngineError, reasonOf } from "../../lib/engine.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { Badge } from "../../ui/Badge.tsx";
import { OutsideLink } from "../../ui/OutsideLink.tsx";
import { copyText } from "../../lib/copy-text.ts";
import { PostWith } from "./PostWith.tsx";
import styles from "./Progress.module.css";
import { ReplyFoot } from "./ReplyFoot.tsx";
import type { ReplyActs } from "./use-reply-acts.ts";

type PostByHandProps = { reply: Reply; acts: ReplyActs; approved: ReactNode; onUnlock: (() => void) | null };

/** The hold is over: copy exactly what was approved, post it by hand, paste the link as proof. */
export function PostByHand({ reply, acts, approved, onUnlock }: PostByHandProps) {
  const { t } = useWords();
  const { did } = useActs();
  const [given, setGiven] = useState<string | null>(null);
  const place = reply.placeUrl ?? reply.parentUrl;
  const isGiven = reply.state === "handed_over";
  async function copy(): Promise<void> {
    const text = await acts.handOver(reply);
    if (text === null) return;
    const isCopied = await copyText(text);
    setGiven(isCopied ? null : text);
    if (isCopied) did({ says: t("case.post.copied") });
  }
  return (
    <section className={styles["post"]}>
      <p>
        <b>{t("case.post.title")}</b> <span className={styles["quiet"]}>{approved}</span>
      </p>
      {isGiven && <Unconfirmed reply={reply} />}
      <PostWith reply={reply} />
      <ol className={styles["steps"]}>
        <li>
          <ActButton look={isGiven ? "default" : "primary"} icon="copy" onClick={() => void copy()}>
            {t("case.post.copy")}
          </ActButton>
          {given !== null && <GivenWords text={given} />}
        </li>
        <li>
          <OutsideLink url={place} className={styles["out"]}>
            {reply.placeUrl === null ? t("case.post.open") : t("case.post.openPlace")}
          </OutsideLink>
          {place === null && <span className={styles["quiet"]}>{t("triage.noOriginal")}</span>}
        </li>
        <li>
          {isGiven ? (
            <ProofForm reply={reply} acts={acts} />
          ) : (
            <span className={styles["quiet"]}>{t("case.proof.later")}</span>
          )}
        </li>
      </ol>
      <ReplyFoot onUnlock={isGiven ? null : onUnlock} onCancel={() => void acts.cancel(reply)} />
    </section>
  );
}

/** What may stand there already is looked for before it is posted; what has no proof for long is asked for. */
function Unconfirmed({ reply: { posting, handedOverAt } }: { reply: Reply }) {
  const { t } = useWords();
  const { moment } = useFormat();
  if (posting.isUnclear) return <p className={styles["fault"]}>{t("publishing.lookFirst")}</p>;
  if (posting.remindedAt === null || handedOverAt === null) return null;
  return (
    <p className={styles["line"]} role="status">
      <Badge icon="clock" tone="warn">
        {t("publishing.noProof")}
      </Badge>
      {t("publishing.noProofHelp", { time: moment(handedOverAt) })}
    </p>
  );
}

/** Where the clipboard is closed to us, the words stand selected and one key takes them. */
function GivenWords({ text }: { text: string }) {
  const { t } = useWords();
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, [text]);
  return (
    <label className={styles["given"]}>
      {t("case.post.select")}
      <textarea ref={field} readOnly value={text} rows={4} />
    </label>
  );
}

function ProofForm({ reply, acts }: { reply: Reply; acts: ReplyActs }) {
  const { t, sayError } = useWords();
  const [url, setUrl] = useState("");
  const [doesResolve, setResolve] = useState(reply.posting.closesCase);
  const [error, setError] = useState<EngineError | null>(null);
  const [isSending, setSending] = useState(false);
  async function prove(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (url.trim() === "" || isSending) return;
    setSending(true);
    setError(null);
    await acts
      .prove(reply, { url: url.trim(), resolve: doesResolve })
      .catch((cause: unknown) => setError(reasonOf(cause)));
    setSending(false);
  }
  return (
    <form className={styles["proof"]} onSubmit={(event) => void prove(event)}>
      <label>
        {t("case.proof.label")}
        <input
          type="url"
          inputMode="url"
          value={url}
          autoComplete="off"
          placeholder="https://"
          aria-invalid={error !== null}
          aria-describedby={error ? "proof-error" : undefined}
          onChange={(event) => setUrl(event.currentTarget.value)}
        />
      </label>
      {error && (
        <p id="proof-error" role="alert" className={styles["fault"]}>
          {sayError(error)}
        </p>
      )}
      <label className={styles["tick"]}>
        <input type="checkbox" checked={doesResolve} onChange={(event) => setResolve(event.currentTarget.checked)} />
        {t("case.proof.resolve")}
      </label>
      <ActButton look="primary" submit offBecause={url.trim() === "" ? t("case.proof.empty") : undefined}>
        {t("case.proof.done")}
      </ActButton>
    </form>
  );
}
