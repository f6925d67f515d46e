import { useState } from "react";
import { Link } from "wouter";
import type { CrmTarget } from "../../../src-main/contract/methods/crm.ts";
import { useActs } from "../../lib/acts.tsx";
import type { Output } from "../../lib/engine.ts";
import { useAct } from "../../lib/use-act.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { AskFirst } from "../../ui/AskFirst.tsx";
import { Badge } from "../../ui/Badge.tsx";
import { Acts } from "../../ui/Card.tsx";
import { FieldError } from "../../ui/Field.tsx";
import styles from "./connections.module.css";
import { Findings } from "./Findings.tsx";
import { targetCardId, targetState } from "./target-state.ts";
import type { OutboxActs } from "./use-outbox-acts.ts";

type TargetCardProps = {
  target: CrmTarget;
  adminOff: string | undefined;
  acts: OutboxActs;
  onEdit: () => void;
  onRemoved: () => void;
};

/** One connection: where it leads, how it stands, what waits for it, and what a test of it found. */
export function TargetCard({ target, adminOff, acts, onEdit, onRemoved }: TargetCardProps) {
  const { t, say, sayError } = useWords();
  const testing = useAct("crm.testTarget", ["crm.targets", "status.get"]);
  const [tested, setTested] = useState<Output<"crm.testTarget"> | null>(null);
  const [isRemoving, setRemoving] = useState(false);
  const { name, config, paused, dead } = target;
  const { state, icon, tone } = targetState(target);
  async function test(): Promise<void> {
    setTested(null);
    setTested(await testing.run({ id: target.id }));
  }
  return (
    <article id={targetCardId(target.id)} tabIndex={-1} className={styles["card"]} aria-label={name}>
      <header className={styles["cardHead"]}>
        <h3 dir="auto">{name}</h3>
        <span className={styles["kind"]}>{t(`crmDesk.kinds.${config.kind}`)}</span>
        <Badge icon={icon} tone={tone}>
          {t(`crmDesk.targetState.${state}`)}
        </Badge>
      </header>
      <p className={styles["help"]}>
        {config.kind === "file" ? t(`crmDesk.writes.${config.format}`, { folder: config.folder }) : config.url}
      </p>
      {paused && <p className={styles["warn"]}>{t("crmDesk.paused", { reason: say(paused) })}</p>}
      {state === "look" && (
        <p className={styles["help"]}>
          {t("crmDesk.lookHelp")} <Link href="/crm?tab=logged">{t("crmDesk.lookLink")}</Link>
        </p>
      )}
      {state === "failing" && (
        <p className={styles["help"]}>
          {t("crmDesk.failingHelp")}{" "}
          <Link href={`/crm?tab=outbox&state=failing&target=${target.id}`}>{t("crmDesk.failingLink")}</Link>
        </p>
      )}
      <Counts target={target} />
      <Findings tested={tested} isBusy={testing.isBusy} />
      {testing.trouble && <FieldError says={sayError(testing.trouble)} />}
      <Acts>
        <ActButton
          size="small"
          icon="send"
          aria-label={t(paused ? "crmDesk.testGoOnOf" : "crmDesk.testOf", { name })}
          offBecause={adminOff}
          aria-busy={testing.isBusy}
          onClick={() => void test()}
        >
          {t(paused ? "crmDesk.testGoOn" : "crmDesk.test")}
        </ActButton>
        <ActButton
          size="small"
          icon="pencil"
          aria-label={t("settings.editOf", { name })}
          offBecause={adminOff}
          onClick={onEdit}
        >
          {t("settings.edit")}
        </ActButton>
        {dead > 0 && (
          <ActButton
            size="small"
            icon="undo"
            aria-label={t("crmDesk.retryAllOf", { name })}
            offBecause={acts.retryOff}
            onClick={() => void acts.retryAll(target)}
          >
            {t("crmDesk.retryAll")}
          </ActButton>
        )}
        <ActButton
          size="small"
          look="ghost"
          icon="x"
          aria-label={t("settings.removeOf", { name })}
          offBecause={adminOff}
          onClick={() => setRemoving(true)}
        >
          {t("settings.remove")}
        </ActButton>
      </Acts>
      {isRemoving && <Removal target={target} onKept={() => setRemoving(false)} onRemoved={onRemoved} />}
    </article>
  );
}

function Counts({ target: { id, config, secret, waiting, dead, lastDoneAt } }: { target: CrmTarget }) {
  const { t } = useWords();
  const { moment, number } = useFormat();
  return (
    <dl className={styles["counts"]}>
      <div>
        <dt>{t("crmDesk.count.waiting")}</dt>
        <dd>
          <Link href={`/crm?tab=outbox&target=${id}`}>{number(waiting)}</Link>
        </dd>
      </div>
      <div>
        <dt>{t("crmDesk.count.dead")}</dt>
        <dd className={dead > 0 ? styles["bad"] : undefined}>
          <Link href={`/crm?tab=outbox&state=dead&target=${id}`}>{number(dead)}</Link>
        </dd>
      </div>
      <div>
        <dt>{t("crmDesk.count.last")}</dt>
        <dd>{lastDoneAt === null ? t("crmDesk.count.never") : moment(lastDoneAt)}</dd>
      </div>
      {config.kind !== "file" && (
        <div>
          <dt>{t(config.kind === "webhook" ? "crmDesk.secret" : "crmDesk.keyWord")}</dt>
          <dd className={secret === "missing" ? styles["warn"] : undefined}>{t(`crmDesk.secretState.${secret}`)}</dd>
        </div>
      )}
    </dl>
  );
}

type RemovalProps = { target: CrmTarget; onKept: () => void; onRemoved: () => void };

function Removal({ target, onKept, onRemoved }: RemovalProps) {
  const { t, sayError } = useWords();
  const acts = useActs();
  const removing = useAct("crm.removeTarget", ["crm.targets", "crm.deliveries", "status.get"]);
  async function remove(): Promise<void> {
    if (!(await removing.run({ id: target.id, version: target.version }))) return;
    acts.did({ says: t("crmDesk.removed", { name: target.name }) });
    onRemoved();
  }
  return (
    <>
      {removing.trouble && <FieldError says={sayError(removing.trouble)} />}
      <AskFirst
        label={t("settings.removeOf", { name: target.name })}
        says={t("crmDesk.removeAsk", { name: target.name })}
        yes={t("settings.remove")}
        no={t("settings.keep")}
        isBusy={removing.isBusy}
        onYes={() => void remove()}
        onNo={onKept}
      />
    </>
  );
}
