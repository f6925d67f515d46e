import { Link } from "wouter";
import type { Review } from "../../src-main/contract/methods/reply-review.ts";
import { useFormat } from "../lib/use-format.ts";
import { useWords } from "../lib/words.ts";
import { Badge } from "./Badge.tsx";
import styles from "./WroteAgain.module.css";

/** They wrote again after these words were submitted: what, and what becomes of the case. */
export function WroteAgain({ review }: { review: Review | undefined }) {
  const { t } = useWords();
  const { moment } = useFormat();
  const wrote = review?.wroteAgain ?? [];
  if (wrote.length === 0) return null;
  const staysOpen = wrote.some(({ storyId }) => storyId === null);
  return (
    <section className={styles["box"]} role="status" aria-label={t("approvals.wroteAgain.title")}>
      <p>
        <Badge icon="incident" tone="warn">
          {t("approvals.wroteAgain.title")}
        </Badge>{" "}
        {t(staysOpen ? "approvals.wroteAgain.here" : "approvals.wroteAgain.beside")}
      </p>
      {wrote.map(({ id, at, author, text, storyId }) => (
        <blockquote key={id} className={styles["post"]}>
          <span className={styles["who"]}>
            {author ?? t("together.meanwhile.they")}, {moment(at)}
            {storyId !== null && <Link href={`/case/${storyId}`}>{t("approvals.wroteAgain.open")}</Link>}
          </span>
          <p className={styles["words"]}>{text}</p>
        </blockquote>
      ))}
    </section>
  );
}
