import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { Badge } from "../../ui/Badge.tsx";
import styles from "./Post.module.css";

/** Says that a post is not there any more, and that what stands here is our copy. */
export function GoneMark({ goneAt, of }: { goneAt: number | null; of: "original" | "answer" | "ours" | "post" }) {
  const { t } = useWords();
  const { moment } = useFormat();
  if (goneAt === null) return null;
  return (
    <div className={styles["marks"]}>
      <Badge icon="stop">{t(`case.conversation.gone.${of}`, { time: moment(goneAt) })}</Badge>
    </div>
  );
}
