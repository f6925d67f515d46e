import type { CaseDetail } from "../../../src-main/contract/methods/cases.ts";
import type { StoryRow } from "../../../src-main/contract/methods/triage.ts";
import { heldBy } from "../../lib/claims.ts";
import { useOthersHere } from "../../lib/presence.ts";
import { useMe } from "../../lib/session.ts";
import { useBack } from "../../lib/use-back.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useAriaKeys } from "../../lib/shortcuts.tsx";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { Avatar } from "../../ui/Avatar.tsx";
import { BucketChip } from "../../ui/BucketChip.tsx";
import { ChoicePopover } from "../../ui/ChoicePopover.tsx";
import { classNames } from "../../ui/class-names.ts";
import { Face } from "../../ui/Face.tsx";
import { KeyHint } from "../../ui/KeyHint.tsx";
import { SlaPill } from "../../ui/SlaPill.tsx";
import { WhoIsHere } from "../../ui/WhoIsHere.tsx";
import styles from "./CaseHead.module.css";
import type { CaseChoice } from "./case-choice.ts";
import { CaseLabels } from "./CaseLabels.tsx";
import type { CaseActs } from "./use-case-acts.ts";
import { type ClockNow, useEngineNow } from "../../lib/clock-now.ts";

type CaseHeadProps = {
  detail: CaseDetail;
  clockNow: ClockNow;
  acts: CaseActs;
  takeIt: () => void;
  choice: CaseChoice;
};

/** Back, what it is about, whose it is, how long is left. */
export function CaseHead(props: CaseHeadProps) {
  const { detail, clockNow, choice } = props;
  const { t } = useWords();
  const back = useBack();
  const ariaKeys = { back: useAriaKeys("u"), priority: useAriaKeys("y"), correct: useAriaKeys("s") };
  const othersAt = useOthersHere();
  const { story } = detail;
  const now = useEngineNow(clockNow, 10_000);
  const priority = story.case?.priority;
  return (
    <header className={styles["bar"]}>
      <button type="button" className={styles["back"]} onClick={back} aria-keyshortcuts={ariaKeys.back}>
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
            aria-keyshortcuts={ariaKeys.priority}
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
          aria-keyshortcuts={ariaKeys.correct}
          title={t("why.correct")}
          onClick={() => choice.onOpen("correct")}
        >
          <Face sentiment={story.sentiment} />
        </button>
      </ChoicePopover>
      <CaseLabels {...props} />
      <span className="grow" />
      <WhoIsHere present={othersAt(story.id)} />
      {story.case && <Owner {...props} />}
      <SlaPill clock={story.clock} elapsedMs={now - clockNow.asOf} />
    </header>
  );
}

function Owner({ detail, clockNow, takeIt, choice }: CaseHeadProps) {
  const { t } = useWords();
  const ariaKeys = useAriaKeys("a");
  const { minutes } = useFormat();
  const me = useMe();
  const now = useEngineNow(clockNow, 30_000);
  const { story } = detail;
  const owner = story.case?.owner ?? null;
  const claimedAt = story.case?.claimedAt ?? null;
  const isMine = owner !== null && owner.id === me?.id;
  const held = heldBy(story, me?.id);
  const isTaking = choice.open === "takeOver";
  const says = useOwnerWords({ story, isMine, age: claimedAt === null ? null : minutes(Math.max(0, now - claimedAt)) });
  const ask = held
    ? {
        label: t("together.claim.why", { name: held.name }),
        needed: t("together.claim.whyNeeded", { name: held.name }),
      }
    : { label: t("together.claim.note"), needed: "" };
  return (
    <span className={styles["owner"]}>
      <ChoicePopover
        title={held && isTaking ? t("together.claim.takeOver", { name: held.name }) : t("triage.choose.assign")}
        choices={choice.choices}
        ask={ask}
        isOpen={choice.open === "assign" || isTaking}
        onClose={choice.onClose}
      >
        <button
          type="button"
          className={styles["who"]}
          aria-haspopup="dialog"
          aria-keyshortcuts={ariaKeys}
          onClick={() => choice.onOpen("assign")}
        >
          <Avatar person={owner} noneSays={t("triage.noOwner")} isMe={isMine} />
          {says}
        </button>
      </ChoicePopover>
      {story.case?.status !== "resolved" && (
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
      {(!owner || story.case?.ownerLeft) && (
        <ActButton size="small" keys="i" onClick={takeIt}>
          {t("case.owner.take")}
        </ActButton>
      )}
    </span>
  );
}

/** "Ann Lee, 12 m", "Yours, 3 m", "Ann Lee has left: free to take". */
function useOwnerWords({ story, isMine, age }: { story: StoryRow; isMine: boolean; age: string | null }): string {
  const { t } = useWords();
  const owner = story.case?.owner;
  if (!owner) return t("case.owner.nobody");
  if (story.case?.ownerLeft) return t("together.claim.left", { name: owner.name });
  if (isMine) return age === null ? t("case.owner.mine") : t("together.claim.mine", { age });
  return age === null
    ? t("case.owner.theirs", { name: owner.name })
    : t("together.claim.theirs", { name: owner.name, age });
}
