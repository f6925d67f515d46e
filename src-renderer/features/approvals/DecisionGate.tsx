import { firstNameOf } from "../../lib/approval.ts";
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
  const { group, mayReturn, isReturning, setReturning, giveBack, cancel, openCase } = decision;
  return (
    <footer className={work["gate"]}>
      {isReturning && <ReturnForm onReturn={giveBack} onClose={() => setReturning(false)} />}
      <div className={work["acts"]}>
        {group === "waiting" && <Approve decision={decision} />}
        {group === "post" && (
          <ActButton look="primary" icon="send" keys="Enter" onClick={() => openCase()}>
            {t("approvals.postInCase")}
          </ActButton>
        )}
        {mayReturn && (
          <ActButton keys="r" aria-expanded={isReturning} onClick={() => setReturning(!isReturning)}>
            {t("approvals.return")}
          </ActButton>
        )}
        {group !== "waiting" && (
          <ActButton icon="undo" className={styles["danger"]} onClick={cancel}>
            {t("approvals.cancelPosting")}
          </ActButton>
        )}
        {group !== "post" && (
          <ActButton keys="Enter" onClick={() => openCase()}>
            {t("approvals.toCase")}
          </ActButton>
        )}
        <span className="grow" />
        {group === "waiting" && <WhoDecides decision={decision} />}
      </div>
    </footer>
  );
}

function useWhyOff({ picked, may }: DecisionState): { says: string; isOff: boolean } {
  const { t } = useWords();
  const { list } = useFormat();
  const me = useMe();
  const roles = list(picked.reply.policy.roles.map((role) => t(`role.${role}`)));
  const says = may ? t(`approvals.may.${may}`, { name: me?.name ?? "", roles }) : "";
  return { says, isOff: may !== "yes" && may !== "own" };
}

function Approve({ decision }: { decision: DecisionState }) {
  const { t } = useWords();
  const { says, isOff } = useWhyOff(decision);
  const { picked, isBusy, approve, openCase } = decision;
  const author = firstNameOf(picked.reply.authors[0]?.name ?? "");
  const offBecause = isOff ? says : isBusy ? t("app.loading") : undefined;
  return (
    <>
      <ActButton look="primary" keys="a" offBecause={offBecause} aria-describedby="may-decide" onClick={approve}>
        {author ? t("approvals.approveOf", { name: author }) : t("approvals.approve")}
      </ActButton>
      <ActButton keys="e" onClick={() => openCase("?draft=1")}>
        {t("approvals.edit")}
      </ActButton>
    </>
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
