import type { MentionDetail } from "../../src-main/contract/methods/mentions.ts";
import { useFormat } from "../lib/use-format.ts";
import { useWords } from "../lib/words.ts";
import { Avatar } from "./Avatar.tsx";
import { initialsOf } from "./initials.ts";
import styles from "./MentionHead.module.css";
import { NetworkIcon } from "./NetworkIcon.tsx";

type Said = Pick<MentionDetail, "author" | "handle" | "network" | "source" | "publishedAt"> &
  Partial<Pick<MentionDetail, "firstSeenAt" | "dateGuessed" | "lang">>;

/** Who said it, where, and when. */
export function MentionHead({ mention }: { mention: Said }) {
  const { t } = useWords();
  const { moment, language } = useFormat();
  const name = mention.author ?? mention.handle ?? t("case.noAuthor");
  return (
    <div className={styles["head"]}>
      <Avatar person={{ name, initials: initialsOf(name) }} />
      <b className="clip">{name}</b>
      <NetworkIcon network={mention.network} size={14} />
      <span className="clip">{mention.source}</span>
      {mention.lang !== undefined && (
        <span className={styles["lang"]}>
          {mention.lang === null ? t("triage.langUnknown") : language(mention.lang)}
        </span>
      )}
      <span className="grow" />
      <span
        className={styles["time"]}
        title={t("triage.posted", {
          posted: moment(mention.publishedAt),
          found: moment(mention.firstSeenAt ?? mention.publishedAt),
        })}
      >
        {mention.dateGuessed ? t("case.about", { time: moment(mention.publishedAt) }) : moment(mention.publishedAt)}
      </span>
    </div>
  );
}
