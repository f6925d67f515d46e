import { useRef, useState } from "react";
import type { Line } from "../../../src-main/contract/methods/look-up.ts";
import { firstNameOf } from "../../lib/approval.ts";
import { useMe } from "../../lib/session.ts";
import { useEngine } from "../../lib/use-engine.tsx";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { LineForm } from "./LineForm.tsx";
import styles from "./Lines.module.css";
import { type LineActs, useLineActs } from "./use-lines.ts";

/** What may be said of the case: approved by another person, until it expires. The look-up reads it out to whoever answers the phone. */
export function Lines({ storyId }: { storyId: string }) {
  const { t } = useWords();
  const { data: lines, error, refetch } = useEngine("lines.list", { storyId });
  const me = useMe();
  const acts = useLineActs(storyId);
  const [isAdding, setAdding] = useState(false);
  const [isWhole, setWhole] = useState(false);
  const add = useRef<HTMLButtonElement>(null);
  const isLive = ({ state }: Line) => state === "approved" || state === "proposed";
  const live = lines?.filter(isLive) ?? [];
  const older = lines?.filter((line) => !isLive(line)) ?? [];
  const mayPropose = me?.roles.some((role) => ["agent", "corpcomm", "legal", "lead"].includes(role)) ?? false;
  function close(): void {
    setAdding(false);
    requestAnimationFrame(() => add.current?.focus());
  }
  return (
    <section className={styles["part"]}>
      <h3>{t("lines.title")}</h3>
      {error && !lines && <ErrorState error={error} onRetry={() => void refetch()} />}
      {lines && live.length === 0 && !isAdding && <p className={styles["quiet"]}>{t("lines.none")}</p>}
      {live.map((line) => (
        <LineCard key={line.id} line={line} acts={acts} />
      ))}
      {isAdding && <LineForm acts={acts} onDone={close} />}
      <div className={styles["acts"]}>
        {mayPropose && !isAdding && (
          <ActButton ref={add} size="small" icon="plus" onClick={() => setAdding(true)}>
            {t("lines.add")}
          </ActButton>
        )}
        {older.length > 0 && (
          <ActButton size="small" look="ghost" aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
            {t("lines.older", { count: older.length })}
          </ActButton>
        )}
      </div>
      {isWhole && older.map((line) => <LineCard key={line.id} line={line} acts={acts} />)}
    </section>
  );
}

function LineCard({ line, acts }: { line: Line; acts: LineActs }) {
  const { t } = useWords();
  const me = useMe();
  const isWaiting = line.state === "proposed";
  // Only whoever approves something at all is told why not this.
  const isApprover = me?.roles.some((role) => role === "corpcomm" || role === "legal") ?? false;
  const mayNot = line.cannotApprove === "line-state" ? null : line.cannotApprove;
  const reason = mayNot && (isApprover || mayNot === "role-cannot-approve") ? t(`lines.cannot.${mayNot}`) : null;
  return (
    <article className={styles["card"]} data-state={line.state}>
      <p className={styles["words"]}>{line.text}</p>
      <Standing line={line} />
      {isWaiting && reason && <p className={styles["quiet"]}>{reason}</p>}
      {(line.mayWithdraw || (isWaiting && mayNot === null)) && (
        <div className={styles["acts"]}>
          {isWaiting && mayNot === null && (
            <ActButton size="small" icon="approve" aria-busy={acts.isBusy} onClick={() => acts.approve(line)}>
              {t("lines.approve")}
            </ActButton>
          )}
          {line.mayWithdraw && (
            <ActButton size="small" look="ghost" aria-busy={acts.isBusy} onClick={() => acts.withdraw(line)}>
              {t("lines.withdraw")}
            </ActButton>
          )}
        </div>
      )}
    </article>
  );
}

function Standing({ line }: { line: Line }) {
  const { t } = useWords();
  const { moment } = useFormat();
  const until = moment(line.expiresAt);
  switch (line.state) {
    case "approved":
      return (
        <p className={styles["approved"]}>
          <Icon name="approve" size={14} />
          {t("lines.approvedBy", {
            name: firstNameOf(line.approvedBy?.name ?? ""),
            time: moment(line.approvedAt ?? line.proposedAt),
            until,
          })}
        </p>
      );
    case "proposed":
      return (
        <p className={styles["quiet"]}>
          {t("lines.proposedBy", { name: firstNameOf(line.proposedBy.name), time: moment(line.proposedAt), until })}
        </p>
      );
    case "expired":
      return <p className={styles["quiet"]}>{t("lines.expiredAt", { time: until })}</p>;
    case "withdrawn":
      return (
        <p className={styles["quiet"]}>
          {t("lines.withdrawnBy", {
            name: firstNameOf(line.withdrawnBy?.name ?? ""),
            time: moment(line.withdrawnAt ?? line.proposedAt),
          })}
        </p>
      );
  }
}
