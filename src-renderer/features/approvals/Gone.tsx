import { Link } from "wouter";
import type { ApprovalCard, Reply } from "../../../src-main/contract/methods/replies.ts";
import { voidedApproval } from "../../lib/approval.ts";
import { useEngine } from "../../lib/use-engine.tsx";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { Badge } from "../../ui/Badge.tsx";
import { classNames } from "../../ui/class-names.ts";
import type { Entry } from "./approval-entries.ts";
import work from "../../ui/WorkSheet.module.css";
import styles from "./Decision.module.css";
import { useWalkKeys } from "./use-approval-keys.ts";

/** What became of a reply that left the queue while it was on the screen: void, with its author, cancelled, posted. */
export function Gone({ entry, move }: { entry: Entry; move: (by: number) => void }) {
  const { t } = useWords();
  const { data: detail } = useEngine("cases.get", { storyId: entry.storyId });
  useWalkKeys(move);
  const [{ story }] = entry.cards;
  return (
    <section className={work["work"]} aria-label={t("approvals.decision")}>
      <header className={classNames(work["bar"], styles["head"])}>
        <h2 className="clip">{story.title ?? story.excerpt}</h2>
      </header>
      <div className={work["sheet"]} role="alert">
        {entry.cards.map((card) => (
          <Fate key={card.reply.id} card={card} now={detail?.replies.find((reply) => reply.id === card.reply.id)} />
        ))}
        <Link href={`/case/${entry.storyId}`}>{t("approvals.toCase")}</Link>
      </div>
    </section>
  );
}

function Fate({ card, now }: { card: ApprovalCard; now: Reply | undefined }) {
  const { t } = useWords();
  const { moment } = useFormat();
  const lost = now ? voidedApproval(now) : null;
  return (
    <article className={styles["gone"]}>
      {lost && (
        <p className={styles["against"]}>
          <Badge icon="x" tone="bad">
            {t("approvals.void")}
          </Badge>
          {lost.by
            ? t("approvals.voidAfter", { name: lost.by.name, time: moment(lost.at) })
            : t("approvals.voidTemplate", { time: moment(lost.at) })}
        </p>
      )}
      <p>{t(`approvals.gone.${fateOf(now)}`)}</p>
      <p className={styles["words"]}>{card.reply.text}</p>
    </article>
  );
}

function fateOf(reply: Reply | undefined): "changed" | "returned" | "cancelled" | "sent" | "other" {
  switch (reply?.state) {
    case "draft":
    case "void":
      return "changed";
    case "returned":
      return "returned";
    case "cancelled":
      return "cancelled";
    case "sent":
      return "sent";
    default:
      return "other";
  }
}
