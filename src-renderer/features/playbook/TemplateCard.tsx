import type { Script } from "../../../src-main/contract/methods/playbook.ts";
import { useMe } from "../../lib/session.ts";
import { useShortcuts } from "../../lib/shortcuts.tsx";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import styles from "./playbook.module.css";
import { usePlaybookActs } from "./use-playbook-acts.ts";

/** Who stands between this script and the public, and in plain words what an approval as a template lets through. */
export function TemplateCard({ script, isDirty }: { script: Script; isDirty: boolean }) {
  const { t } = useWords();
  const { list, date } = useFormat();
  const acts = usePlaybookActs();
  const off = useApproveOff(script);
  const offBecause = off ?? (isDirty ? t("playbook.template.saveFirst") : undefined);
  const { templateApproval: approved, approval, fields } = script;
  const approve = () => void (approved === null && offBecause === undefined && acts.approve(script));
  useShortcuts("playbook.keys.title", [{ says: "playbook.keys.approve", run: approve }]);
  const closed = fields.map(({ name, kind }) => `${name} (${t(`playbook.kind.${kind}`)})`);
  return (
    <section className={styles["card"]} aria-label={t("playbook.template.title")}>
      <div className={styles["head"]}>
        <h3>{t("playbook.template.title")}</h3>
        <span className="grow" />
        {approved === null && (
          <ActButton size="small" icon="approve" keys="a" offBecause={offBecause} onClick={approve}>
            {t("playbook.template.approve")}
          </ActButton>
        )}
      </div>
      {approved && (
        <p>{t("playbook.template.by", { name: approved.by.name, date: date(approved.at), version: script.version })}</p>
      )}
      {!approved && approval.approvers > 0 && (
        <p>
          {t("playbook.template.people", {
            count: approval.approvers,
            roles: list(approval.by.map((role) => t(`role.${role}`))),
          })}
        </p>
      )}
      {!approved && approval.approvers === 0 && <p>{t("playbook.template.open")}</p>}
      {approval.approvers === 0 && (
        <p className={styles["quiet"]}>
          {fields.length === 0
            ? t("playbook.template.coversWords")
            : t("playbook.template.covers", { fields: list(closed) })}
        </p>
      )}
      {approved === null && off !== undefined && <p className={styles["quiet"]}>{off}</p>}
    </section>
  );
}

/** Why this version cannot be approved as a template by the person at the desk. */
function useApproveOff({ approval, fields }: Script): string | undefined {
  const { t } = useWords();
  const { list } = useFormat();
  const me = useMe();
  if (approval.approvers > 0) return t("playbook.template.policy");
  const free = fields.filter((field) => field.kind === "text").map((field) => field.name);
  if (free.length > 0) return t("playbook.template.free", { fields: list(free) });
  const needed = approval.by.length > 0 ? approval.by : (["corpcomm", "legal"] as const);
  const mayApprove = me?.roles.some(
    (role) => (role === "corpcomm" || role === "legal") && needed.some((one) => one === role),
  );
  return mayApprove ? undefined : t("playbook.template.role", { roles: list(needed.map((role) => t(`role.${role}`))) });
}
