import { useMemo, useState } from "react";
import type { ApprovalCard } from "../../../src-main/contract/methods/replies.ts";
import type { Review } from "../../../src-main/contract/methods/reply-review.ts";
import { firstNameOf } from "../../lib/approval.ts";
import { useFormat } from "../../lib/use-format.ts";
import { countChanges, diffWords } from "../../lib/word-diff.ts";
import { useWords } from "../../lib/words.ts";
import { Diff } from "../../ui/Diff.tsx";
import { Segments } from "../../ui/Segments.tsx";
import styles from "./DraftCard.module.css";

type Against = "script" | "submitted";

/**
 * The proposed words with what was changed in them: in the script by the author, and in what the author submitted by an
 * approver. Where both can be shown one chooses; the approver's changes come first, because they are the news.
 */
export function ProposedWords({
  card: { reply, scriptText },
  review,
}: {
  card: ApprovalCard;
  review: Review | undefined;
}) {
  const { t } = useWords();
  const { moment } = useFormat();
  const [wanted, setWanted] = useState<Against>("submitted");
  const submitted = useMemo(() => submittedBefore(review, reply.text), [review, reply.text]);
  const against: Against | null =
    submitted && (wanted === "submitted" || scriptText === null) ? "submitted" : scriptText === null ? null : "script";
  const before = against === "submitted" ? (submitted?.text ?? null) : scriptText;
  const changes = useMemo(
    () => (before === null ? null : countChanges(diffWords(before, reply.text))),
    [before, reply.text],
  );
  const editor = review?.revisions.findLast(({ kind }) => kind === "edited");
  return (
    <>
      {submitted && scriptText !== null && (
        <Segments
          label={t("approvals.diff.label")}
          value={against ?? "script"}
          options={[
            {
              value: "submitted",
              says: t("approvals.diff.submitted", { name: firstNameOf(submitted.by?.name ?? "") }),
            },
            { value: "script", says: t("approvals.diff.script") },
          ]}
          onChange={setWanted}
        />
      )}
      {before === null ? (
        <p className={styles["text"]}>{reply.text}</p>
      ) : (
        <Diff before={before} after={reply.text} className={styles["text"]} />
      )}
      <span className={styles["changes"]}>
        {changes === null
          ? t("approvals.freeWords")
          : against === "submitted"
            ? t("approvals.changesSince", { count: changes })
            : changes === 0
              ? t("approvals.unchanged")
              : t("approvals.changes", { count: changes })}
        {against === "submitted" &&
          editor &&
          reply.state === "submitted" &&
          ` · ${t("approvals.diff.submittedBy", { name: editor.by?.name ?? "", time: moment(editor.at) })}`}
      </span>
    </>
  );
}

/** The author's last submit, where the words are not those any more. */
function submittedBefore(review: Review | undefined, text: string): Review["revisions"][number] | null {
  const submitted = review?.revisions.findLast(({ kind }) => kind === "submitted");
  return submitted && submitted.text.trim() !== text.trim() ? submitted : null;
}
