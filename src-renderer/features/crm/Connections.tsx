import { useState } from "react";
import { useEngine } from "../../lib/use-engine.tsx";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { Loading } from "../../ui/Loading.tsx";
import { Acts, Card, useSearchedSetting } from "../../ui/Card.tsx";
import styles from "../../ui/rows.module.css";
import { TargetForm } from "./TargetForm.tsx";
import { TargetRow } from "./TargetRow.tsx";
import { useOffBecause } from "../../lib/use-may.ts";

/** Where each interaction is logged, and what still waits to get there. */
export function Connections() {
  const { t } = useWords();
  const mayNotSee = useOffBecause(["admin", "lead", "corpcomm"]);
  useSearchedSetting();
  return (
    <>
      {mayNotSee ? (
        <Card id="crm-connections" title={t("crmDesk.targets")}>
          <p>{mayNotSee}</p>
        </Card>
      ) : (
        <Targets />
      )}
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
          {t(`crmDesk.add.${kind}`)}
        </ActButton>
      ))}
    </Acts>
  );
  return (
    <Card id="crm-connections" title={t("crmDesk.targets")} help={t("crmDesk.help")} act={add}>
      {!targets && (error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Loading />)}
      {(editing === "webhook" || editing === "file") && (
        <TargetForm key={editing} kind={editing} target={null} onDone={done} />
      )}
      {targets?.length === 0 && editing === null && <p className={styles["none"]}>{t("crmDesk.empty")}</p>}
      <ul className={styles["rows"]}>
        {targets?.map((target) => (
          <li key={target.id}>
            {editing === target.id && (target.config.kind === "webhook" || target.config.kind === "file") ? (
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
