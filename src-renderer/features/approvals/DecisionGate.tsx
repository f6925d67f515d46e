import { firstNameOf, isMayYes } from "../../lib/approval.ts";
import { useMe } from "../../lib/session.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import work from "../../ui/WorkSheet.module.css";
import styles from "./DecisionGate.module.css";
import { ReturnForm } from "./ReturnForm.tsx";
import type { DecisionState } from "./use-decision.ts";

/** The pinned foot: the act, and in words why it is off. */
export function DecisionGate({ decision }: { decision: DecisionState }) {
  const { t } = useWords();
  const { group, mayChange, isOpen, writing, write, giveBack, takeBack, cancel, openCase } = decision;
  const isReturning = writing === "return";
  return (
    <footer className={work["gate"]}>
      {isReturning && <ReturnForm onReturn={giveBack} onClose={() => write(null)} />}
      <div className={work["acts"]}>
        {group === "waiting" && <Approve decision={decision} />}
        {group === "post" && (
          <ActButton look="primary" icon="send" keys="Enter" onClick={() => openCase()}>
            {t("approvals.postInCase")}
          </ActButton>
        )}
        {mayChange && (
          <ActButton
            keys="e"
            aria-expanded={writing === "edit"}
            onClick={() => write(writing === "edit" ? null : "edit")}
          >
            {t("approvals.edit")}
          </ActButton>
        )}
        {mayChange && (
          <ActButton keys="r" aria-expanded={isReturning} onClick={() => write(isReturning ? null : "return")}>
            {t("approvals.return")}
          </ActButton>
        )}
        {isOpen && <Legal decision={decision} />}
        {takeBack && group === "hold" && <ActButton onClick={takeBack}>{t("approvals.takeBack")}</ActButton>}
        {(group === "post" || group === "stuck") && (
          <ActButton icon="undo" className={styles["danger"]} onClick={cancel}>
            {t("approvals.cancelPosting")}
          </ActButton>
        )}
        {group !== "post" && (
          <ActButton look={group === "void" ? "default" : "ghost"} keys="Enter" onClick={() => openCase()}>
            {t("approvals.toCase")}
          </ActButton>
        )}
        {group === "waiting" && <WhoDecides decision={decision} />}
      </div>
    </footer>
  );
}

/** Legal is asked for by anybody, and let go by who asked or by legal. */
function Legal({ decision: { picked, addLegal, removeLegal } }: { decision: DecisionState }) {
  const { t } = useWords();
  const { legal, isLegalAdded } = picked.reply.policy;
  if (isLegalAdded) return <ActButton onClick={removeLegal}>{t("approvals.removeLegal")}</ActButton>;
  return (
    <ActButton keys="l" offBecause={legal ? t("approvals.legalIsIn") : undefined} onClick={addLegal}>
      {t("approvals.addLegal")}
    </ActButton>
  );
}

function useWhyOff({ picked, may }: DecisionState): { says: string; isOff: boolean } {
  const { t } = useWords();
  const { list } = useFormat();
  const me = useMe();
  const roles = list(picked.reply.policy.roles.map((role) => t(`role.${role}`)));
  const says = may ? t(`approvals.may.${may}`, { name: me?.name ?? "", roles }) : "";
  return { says, isOff: !isMayYes(may) };
}

function Approve({ decision }: { decision: DecisionState }) {
  const { t } = useWords();
  const { says, isOff } = useWhyOff(decision);
  const { picked, isBusy, writing, approve } = decision;
  const author = firstNameOf(picked.reply.authors[0]?.name ?? "");
  const isEditing = writing === "edit";
  const offBecause = isOff ? says : isEditing ? t("approvals.edited.first") : isBusy ? t("app.loading") : undefined;
  return (
    <ActButton look="primary" keys="a" offBecause={offBecause} aria-describedby="may-decide" onClick={approve}>
      {author ? t("approvals.approveOf", { name: author }) : t("approvals.approve")}
    </ActButton>
  );
}

function WhoDecides({ decision }: { decision: DecisionState }) {
  const { says, isOff } = useWhyOff(decision);
  return (
    <span id="may-decide" className={isOff ? styles["off"] : styles["says"]}>
      {says}
    </span>
  );
}
