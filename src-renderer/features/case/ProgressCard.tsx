import type { ReactNode } from "react";
import type { Reply } from "../../../src-main/contract/methods/replies.ts";
import { useWords } from "../../lib/words.ts";
import { TickField } from "../../ui/TickField.tsx";
import styles from "./Progress.module.css";
import type { ReplyActs } from "./use-reply-acts.ts";

/** One step of a submitted reply. */
export function ProgressCard({ icon, foot, children }: { icon: ReactNode; foot?: ReactNode; children: ReactNode }) {
  return (
    <section className={styles["card"]}>
      <span className={styles["icon"]}>{icon}</span>
      <div className={styles["body"]}>{children}</div>
      {foot}
    </section>
  );
}

/** What is posted by itself asks nobody afterwards whether its case is done; this does before. */
export function ClosesCase({ reply, acts }: { reply: Reply; acts: ReplyActs }) {
  const { t } = useWords();
  if (!reply.posting.account?.isConnected) return null;
  return (
    <TickField
      label={t("publishing.closes")}
      isOn={reply.posting.closesCase}
      onChange={(closesCase) => void acts.setClosing(reply, closesCase)}
    />
  );
}
