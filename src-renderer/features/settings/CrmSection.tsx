import { useState } from "react";
import { useEngine } from "../../lib/use-engine.tsx";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { Loading } from "../../ui/Loading.tsx";
import { Acts, Card, useSearchedSetting } from "./Card.tsx";
import { Outbox } from "./Outbox.tsx";
import styles from "./rows.module.css";
import { TargetForm } from "./TargetForm.tsx";
import { TargetRow } from "./TargetRow.tsx";
import { useOffBecause } from "./use-may.ts";

/** Where each interaction is logged, and what still waits to get there. */
export function CrmSection() {
  const { t } = useWords();
  const mayNotSee = useOffBecause(["admin", "lead", "corpcomm"]);
  useSearchedSetting();
  return (
    <>
      {mayNotSee ? (
        <Card id="crm-targets" title={t("settings.crm.targets")}>
          <p>{mayNotSee}</p>
        </Card>
      ) : (
        <Targets />
      )}
      <Outbox />
    </>
  );
}

function Targets() {
  const { t } = useWords();
  const { data: targets, error, refetch } = useEngine("crm.targets", {});
  const adminOff = useOffBecause(["admin"]);
  const [editing, setEditing] = useState<string | null>(null);
  const done = () => setEditing(null);
  const add = (
    <Acts>
      {(["webhook", "file"] as const).map((kind) => (
        <ActButton key={kind} size="small" icon="plus" offBecause={adminOff} onClick={() => setEditing(kind)}>
          {t(`settings.crm.add.${kind}`)}
        </ActButton>
      ))}
    </Acts>
  );
  return (
    <Card id="crm-targets" title={t("settings.crm.targets")} help={t("settings.crm.help")} act={add}>
      {!targets && (error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Loading />)}
      {(editing === "webhook" || editing === "file") && (
        <TargetForm key={editing} kind={editing} target={null} onDone={done} />
      )}
      {targets?.length === 0 && editing === null && <p className={styles["none"]}>{t("settings.crm.empty")}</p>}
      <ul className={styles["rows"]}>
        {targets?.map((target) => (
          <li key={target.id}>
            {editing === target.id ? (
              <TargetForm kind={target.config.kind} target={target} onDone={done} />
            ) : (
              <TargetRow target={target} adminOff={adminOff} onEdit={() => setEditing(target.id)} />
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}
