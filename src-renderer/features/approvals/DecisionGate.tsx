import type { ApprovalCard } from "../../../src-main/contract/methods/cases.ts";
import { firstNameOf, type MayApprove } from "../../lib/approval.ts";
import { useMe } from "../../lib/session.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import type { Group } from "./approval-entries.ts";
import styles from "./DecisionGate.module.css";
import { ReturnForm } from "./ReturnForm.tsx";

type DecisionGateProps = {
  card: ApprovalCard;
  group: Group;
  may: MayApprove | null;
  mayReturn: boolean;
  isReturning: boolean;
  setReturning: (isReturning: boolean) => void;
  isBusy: boolean;
  onApprove: () => void;
  onReturn: (reason: string) => void;
  onCancel: () => void;
  openCase: (query?: string) => void;
};

/** The pinned foot: the act, and in words why it is off. */
export function DecisionGate({
  card: { reply },
  group,
  may,
  mayReturn,
  isReturning,
  setReturning,
  isBusy,
  onApprove,
  onReturn,
  onCancel,
  openCase,
}: DecisionGateProps) {
  const { t } = useWords();
  const { list } = useFormat();
  const me = useMe();
  const roles = list(reply.policy.roles.map((role) => t(`role.${role}`)));
  const says = may ? t(`approvals.may.${may}`, { name: me?.name ?? "", roles }) : "";
  const isOff = may !== "yes" && may !== "own";
  const author = firstNameOf(reply.authors[0]?.name ?? "");
  return (
    <footer className={styles["gate"]}>
      {isReturning && <ReturnForm onReturn={onReturn} onClose={() => setReturning(false)} />}
      <div className={styles["acts"]}>
        {group === "waiting" && (
          <>
            <ActButton
              look="primary"
              keys="a"
              offBecause={isOff ? says : isBusy ? t("app.loading") : undefined}
              aria-describedby="may-decide"
              onClick={onApprove}
            >
              {author ? t("approvals.approveOf", { name: author }) : t("approvals.approve")}
            </ActButton>
            <ActButton keys="e" onClick={() => openCase("?draft=1")}>
              {t("approvals.edit")}
            </ActButton>
          </>
        )}
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
          <ActButton icon="undo" className={styles["danger"]} onClick={onCancel}>
            {t("approvals.cancelPosting")}
          </ActButton>
        )}
        {group !== "post" && (
          <ActButton keys="Enter" onClick={() => openCase()}>
            {t("approvals.toCase")}
          </ActButton>
        )}
        <span className="grow" />
        {group === "waiting" && (
          <span id="may-decide" className={isOff ? styles["off"] : styles["says"]}>
            {says}
          </span>
        )}
      </div>
    </footer>
  );
}
