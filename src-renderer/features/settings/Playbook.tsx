import { useState } from "react";
import type { Script } from "../../../src-main/contract/methods/playbook.ts";
import { useActs } from "../../lib/acts.tsx";
import { useMe } from "../../lib/session.ts";
import { useEngine } from "../../lib/use-engine.tsx";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { BucketChip } from "../../ui/BucketChip.tsx";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { FieldError } from "../../ui/Field.tsx";
import { Loading } from "../../ui/Loading.tsx";
import { Acts, Card } from "./Card.tsx";
import styles from "./rows.module.css";
import { ScriptForm } from "./ScriptForm.tsx";
import { useAct } from "./use-act.ts";
import { useOffBecause } from "./use-may.ts";

/** The scripts: what each is for, how often it was used, who must read what comes of it. */
export function Playbook() {
  const { t } = useWords();
  const { data: scripts, error, refetch } = useEngine("playbook.list", {});
  const [editing, setEditing] = useState<string | null>(null);
  const offBecause = useOffBecause(["corpcomm", "lead", "admin"]);
  const add = (
    <ActButton size="small" icon="plus" offBecause={offBecause} onClick={() => setEditing("new")}>
      {t("settings.playbook.add")}
    </ActButton>
  );
  return (
    <Card id="playbook" title={t("settings.playbook.title")} help={t("settings.playbook.help")} act={add}>
      {!scripts && (error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Loading />)}
      {editing === "new" && <ScriptForm script={null} onDone={() => setEditing(null)} />}
      {scripts?.length === 0 && editing !== "new" && <p className={styles["none"]}>{t("settings.playbook.empty")}</p>}
      <ul className={styles["rows"]}>
        {scripts?.map((script) => (
          <li key={script.id}>
            {editing === script.id ? (
              <ScriptForm script={script} onDone={() => setEditing(null)} />
            ) : (
              <ScriptRow script={script} editOffBecause={offBecause} onEdit={() => setEditing(script.id)} />
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}

function ScriptRow({
  script,
  editOffBecause,
  onEdit,
}: {
  script: Script;
  editOffBecause: string | undefined;
  onEdit: () => void;
}) {
  const { t, sayError } = useWords();
  const { number } = useFormat();
  const acts = useActs();
  const approving = useAct("playbook.approveTemplate", ["playbook.list"]);
  const approveOff = useApproveOff(script);
  async function approve(): Promise<void> {
    if (await approving.run({ id: script.id, version: script.version }))
      acts.did({ says: t("settings.playbook.approved", { name: script.name }) });
  }
  const facts = [
    t("settings.playbook.version", { version: script.version }),
    t("settings.playbook.uses", { count: script.uses, shown: number(script.uses) }),
    t("settings.playbook.fieldCount", { count: script.fields.length }),
    ...(script.department ? [script.department] : []),
  ];
  return (
    <div className={styles["row"]}>
      <div className={styles["what"]}>
        <p className={styles["name"]}>
          {script.name}
          <BucketChip bucket={script.bucket} plain />
        </p>
        <p className={styles["meta"]}>{facts.join(" · ")}</p>
        <p className={styles["meta"]}>
          <Gate script={script} />
        </p>
        {approving.trouble && <FieldError says={sayError(approving.trouble)} />}
      </div>
      <Acts>
        {script.templateApproval === null && (
          <ActButton size="small" icon="approve" offBecause={approveOff} onClick={() => void approve()}>
            {t("settings.playbook.approve")}
          </ActButton>
        )}
        <ActButton
          size="small"
          icon="pencil"
          aria-label={t("settings.editOf", { name: script.name })}
          offBecause={editOffBecause}
          onClick={onEdit}
        >
          {t("settings.edit")}
        </ActButton>
      </Acts>
    </div>
  );
}

/** Who stands between the script and the public. */
function Gate({ script }: { script: Script }) {
  const { t } = useWords();
  const { list, date } = useFormat();
  const { templateApproval, approval } = script;
  if (templateApproval)
    return t("settings.playbook.gateTemplate", { name: templateApproval.by.name, date: date(templateApproval.at) });
  if (approval.approvers === 0) return t("settings.playbook.gateOpen");
  return t("settings.playbook.gatePeople", {
    count: approval.approvers,
    roles: list(approval.by.map((role) => t(`role.${role}`))),
  });
}

/** Why this version cannot be approved as a template by the person at the desk. */
function useApproveOff({ approval, fields }: Script): string | undefined {
  const { t } = useWords();
  const { list } = useFormat();
  const me = useMe();
  const needed = approval.by.length > 0 ? approval.by : (["corpcomm", "legal"] as const);
  if (!me?.roles.some((role) => (role === "corpcomm" || role === "legal") && needed.some((each) => each === role)))
    return t("settings.playbook.approveRole", { roles: list(needed.map((role) => t(`role.${role}`))) });
  const free = fields.filter((field) => field.kind === "text").map((field) => field.name);
  if (free.length > 0) return t("settings.playbook.approveFree", { fields: list(free) });
  return approval.approvers > 0 ? t("settings.playbook.approvePeople") : undefined;
}
