import { useState } from "react";
import type { CrmTarget } from "../../../src-main/contract/methods/crm.ts";
import { useShortcuts } from "../../lib/shortcuts.tsx";
import { useEngine } from "../../lib/use-engine.tsx";
import { useOffBecause } from "../../lib/use-may.ts";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { useSearchedSetting } from "../../ui/Card.tsx";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { Loading } from "../../ui/Loading.tsx";
import { Message } from "../../ui/Message.tsx";
import styles from "./connections.module.css";
import { TargetCard } from "./TargetCard.tsx";
import { type TargetKind, targetKinds } from "./target-fields.ts";
import { TargetForm } from "./TargetForm.tsx";
import { targetCardId } from "./target-state.ts";
import { useFocusNext } from "./use-focus-next.ts";
import { useOutboxActs } from "./use-outbox-acts.ts";

/** Where each interaction is logged: every connection with how it stands, and the form of a new one. */
export function Connections() {
  const { t } = useWords();
  const mayNotSee = useOffBecause(["admin", "lead", "corpcomm"]);
  return (
    <div className={styles["page"]}>
      <section id="crm-connections" tabIndex={-1} className={styles["section"]} aria-label={t("crmDesk.targets")}>
        {mayNotSee ? <Message title={mayNotSee} /> : <Targets />}
      </section>
    </div>
  );
}

/** What is open: a new connection of a kind, or a change of the one with this id. */
type Open = { kind: TargetKind } | { id: string } | null;

function Targets() {
  const { t } = useWords();
  const { data: targets, error, refetch } = useEngine("crm.targets", {});
  const adminOff = useOffBecause(["admin"]);
  const acts = useOutboxActs();
  const [open, setOpen] = useState<Open>(null);
  const focusNext = useFocusNext();
  function close(id: string): void {
    setOpen(null);
    focusNext(id);
  }
  useSearchedSetting();
  useShortcuts(
    "crmDesk.keys.title",
    adminOff
      ? []
      : [{ says: "crmDesk.keys.add", run: () => document.querySelector<HTMLElement>("#crm-add button")?.focus() }],
  );
  if (!targets) return error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Loading />;
  return (
    <>
      <p className={styles["help"]}>{t("crmDesk.help")}</p>
      <div id="crm-add" role="group" aria-label={t("crmDesk.addLabel")} className={styles["kinds"]}>
        {targetKinds.map((kind) => (
          <ActButton
            key={kind}
            id={`crm-add-${kind}`}
            icon="plus"
            aria-label={t(`crmDesk.add.${kind}`)}
            offBecause={adminOff}
            onClick={() => setOpen({ kind })}
          >
            {t(`crmDesk.kinds.${kind}`)}
          </ActButton>
        ))}
      </div>
      {open && "kind" in open && (
        <TargetForm
          key={open.kind}
          kind={open.kind}
          target={null}
          name={freeName(t(`crmDesk.kinds.${open.kind}`), targets)}
          onDone={(saved) => close(saved ? targetCardId(saved) : `crm-add-${open.kind}`)}
        />
      )}
      {targets.length === 0 && open === null && <Message title={t("crmDesk.empty")}>{t("crmDesk.emptyHelp")}</Message>}
      <ul className={styles["targets"]}>
        {targets.map((target) => (
          <li key={target.id}>
            {open && "id" in open && open.id === target.id ? (
              <TargetForm
                kind={target.config.kind}
                target={target}
                name={target.name}
                onDone={() => close(targetCardId(target.id))}
              />
            ) : (
              <TargetCard
                target={target}
                adminOff={adminOff}
                acts={acts}
                onEdit={() => setOpen({ id: target.id })}
                onRemoved={() => focusNext("crm-connections")}
              />
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

/** A name that no target has yet, so that nobody has to think of one. */
function freeName(name: string, targets: readonly CrmTarget[]): string {
  const taken = new Set(targets.map((target) => target.name.toLowerCase()));
  for (let number = 1; number <= targets.length; number += 1) {
    const tried = number === 1 ? name : `${name} ${number}`;
    if (!taken.has(tried.toLowerCase())) return tried;
  }
  return targets.length === 0 ? name : `${name} ${targets.length + 1}`;
}
