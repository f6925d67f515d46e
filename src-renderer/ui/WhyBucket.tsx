import type { Explanation } from "../../src-main/contract/methods/learning.ts";
import type { StoryRow } from "../../src-main/contract/methods/triage.ts";
import { useFormat } from "../lib/use-format.ts";
import { useWords } from "../lib/words.ts";
import styles from "./WhyBucket.module.css";

/** Where the story stands, how sure the desk is, and why; or who put it there, when, and where it was. */
export function WhyBucket({ row, why }: { row: Pick<StoryRow, "bucket" | "reason">; why: Explanation | undefined }) {
  const { t, say } = useWords();
  const { number, moment } = useFormat();
  const moved = why?.bucket.moved ?? null;
  const by = moved && { name: moved.by?.name ?? t("why.somebody"), time: moment(moved.at) };
  function howSure(): string {
    const { says, confidence } = row.reason;
    if (confidence !== null) return t("triage.sure", { confidence: number(confidence, 2) });
    // A rule is what a person wrote down, and holds or not.
    return says.code.startsWith("reason.rule") ? t("why.byRule") : t("triage.decided");
  }
  return (
    <div className={styles["why"]}>
      <p>
        <b>{t(`bucketLong.${row.bucket}`)}</b>, {howSure()}
      </p>
      {moved && by ? (
        <p>
          {moved.was === row.bucket
            ? t("why.confirmed", by)
            : t("why.moved", { ...by, was: t(`bucketLong.${moved.was}`) })}
        </p>
      ) : (
        <p>{say(row.reason.says)}</p>
      )}
      {row.reason.urgent?.map((urgent) => (
        <p key={`${urgent.code} ${JSON.stringify(urgent.params)}`}>{say(urgent)}</p>
      ))}
    </div>
  );
}
