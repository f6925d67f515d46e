import type { Reply } from "../../../src-main/contract/methods/replies.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { Badge } from "../../ui/Badge.tsx";
import styles from "./Decision.module.css";

/** The approval is gone: since when, by whose hand, and by how many characters. */
export function VoidMark({ voided }: { voided: NonNullable<Reply["voided"]> }) {
  const { t } = useWords();
  const { moment } = useFormat();
  const { at, by, characters } = voided;
  const time = moment(at);
  return (
    <p className={styles["against"]}>
      <Badge icon="x" tone="bad">
        {t("approvals.void")}
      </Badge>
      <span>
        {by && characters !== null && characters > 0
          ? t("approvals.voidBy", { count: characters, name: by.name, time })
          : t("approvals.voidElsewhere", { time })}{" "}
        {t("approvals.voidWait")}
      </span>
    </p>
  );
}
