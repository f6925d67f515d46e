import type { CaseDetail } from "../../../src-main/contract/methods/cases.ts";
import { useMe } from "../../lib/session.ts";
import { useBack } from "../../lib/use-back.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { Avatar } from "../../ui/Avatar.tsx";
import { BucketChip } from "../../ui/BucketChip.tsx";
import { ChoicePopover } from "../../ui/ChoicePopover.tsx";
import { classNames } from "../../ui/class-names.ts";
import { Face } from "../../ui/Face.tsx";
import { KeyHint } from "../../ui/KeyHint.tsx";
import { SlaPill } from "../../ui/SlaPill.tsx";
import styles from "./CaseHead.module.css";
import type { CaseChoice } from "./case-choice.ts";
import { type ClockNow, useEngineNow } from "../../lib/clock-now.ts";
import type { CaseActs } from "./use-case-acts.ts";

type CaseHeadProps = { detail: CaseDetail; clockNow: ClockNow; acts: CaseActs; choice: CaseChoice };

/** Back, what it is about, whose it is, how long is left. */
export function CaseHead({ detail, clockNow, acts, choice }: CaseHeadProps) {
  const { t } = useWords();
  const back = useBack();
  const { story } = detail;
  const now = useEngineNow(clockNow, 10_000);
  const priority = story.case?.priority;
  return (
    <header className={styles["bar"]}>
      <button type="button" className={styles["back"]} onClick={back} aria-keyshortcuts="u">
        <KeyHint keys="u" /> {t("app.back")}
      </button>
      <h1 className="clip">{story.title ?? story.excerpt}</h1>
      <BucketChip bucket={story.bucket} />
      {priority && (
        <ChoicePopover
          title={t("triage.choose.priority")}
          choices={choice.choices}
          isOpen={choice.open === "priority"}
          onClose={choice.onClose}
        >
          <button
            type="button"
            className={classNames(styles["priority"], priority === 1 && styles["first"])}
            aria-haspopup="dialog"
            aria-keyshortcuts="y"
            aria-label={t("case.priority", { priority: t(`priority.${priority}`) })}
            onClick={() => choice.onOpen("priority")}
          >
            {t(`priority.${priority}`)}
          </button>
        </ChoicePopover>
      )}
      <ChoicePopover
        title={t("triage.choose.correct")}
        choices={choice.choices}
        isOpen={choice.open === "correct"}
        onClose={choice.onClose}
      >
        <button
          type="button"
          className={styles["mood"]}
          aria-haspopup="dialog"
          aria-keyshortcuts="s"
          title={t("why.correct")}
          onClick={() => choice.onOpen("correct")}
        >
          <Face sentiment={story.sentiment} />
        </button>
      </ChoicePopover>
      <span className="grow" />
      {story.case && <Owner detail={detail} acts={acts} choice={choice} />}
      <SlaPill clock={story.clock} elapsedMs={now - clockNow.asOf} />
    </header>
  );
}

function Owner({ detail, acts, choice }: Pick<CaseHeadProps, "detail" | "acts" | "choice">) {
  const { t } = useWords();
  const { moment } = useFormat();
  const me = useMe();
  const owner = detail.story.case?.owner ?? null;
  const since = detail.timeline.findLast(({ says }) => says.code.startsWith("event.case.assigned."))?.at;
  const isMine = owner !== null && owner.id === me?.id;
  const time = since === undefined ? null : moment(since);
  function says(): string {
    if (!owner) return t("case.owner.nobody");
    if (isMine) return time ? t("case.owner.mineSince", { time }) : t("case.owner.mine");
    return time
      ? t("case.owner.theirsSince", { name: owner.name, time })
      : t("case.owner.theirs", { name: owner.name });
  }
  return (
    <span className={styles["owner"]}>
      <ChoicePopover
        title={t("triage.choose.assign")}
        choices={choice.choices}
        isOpen={choice.open === "assign"}
        onClose={choice.onClose}
      >
        <button
          type="button"
          className={styles["who"]}
          aria-haspopup="dialog"
          aria-keyshortcuts="a"
          onClick={() => choice.onOpen("assign")}
        >
          <Avatar person={owner} noneSays={t("triage.noOwner")} isMe={isMine} />
          {says()}
        </button>
      </ChoicePopover>
      {detail.story.case?.status !== "resolved" && (
        <ChoicePopover
          title={t("triage.choose.resolve")}
          choices={choice.choices}
          isOpen={choice.open === "resolve"}
          onClose={choice.onClose}
        >
          <ActButton size="small" look="ghost" keys="e" aria-haspopup="dialog" onClick={() => choice.onOpen("resolve")}>
            {t("triage.keys.resolve")}
          </ActButton>
        </ChoicePopover>
      )}
      {!owner && (
        <ActButton size="small" keys="i" onClick={() => void acts.assignMe()}>
          {t("case.owner.take")}
        </ActButton>
      )}
    </span>
  );
}
