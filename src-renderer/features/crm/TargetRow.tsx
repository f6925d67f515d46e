import { useState } from "react";
import type { CrmTarget } from "../../../src-main/contract/methods/crm.ts";
import { useActs } from "../../lib/acts.tsx";
import type { Output } from "../../lib/engine.ts";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { AskFirst } from "../../ui/AskFirst.tsx";
import { FieldError } from "../../ui/Field.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { Acts } from "../../ui/Card.tsx";
import styles from "../../ui/rows.module.css";
import { useAct } from "../../lib/use-act.ts";

/** One target: where it leads, whether its secret is known, what a test of it said. */
export function TargetRow({
  target,
  adminOff,
  onEdit,
}: {
  target: CrmTarget;
  adminOff: string | undefined;
  onEdit: () => void;
}) {
  const { t, say, sayError } = useWords();
  const testing = useAct("crm.testTarget", ["crm.targets"]);
  const [tested, setTested] = useState<Output<"crm.testTarget"> | null>(null);
  const [isRemoving, setRemoving] = useState(false);
  const { name, config, secret, paused, enabled } = target;
  async function test(): Promise<void> {
    setTested(null);
    setTested(await testing.run({ id: target.id }));
  }
  if (isRemoving) return <Removal target={target} onDone={() => setRemoving(false)} />;
  return (
    <div className={styles["row"]}>
      <div className={styles["what"]}>
        <p className={styles["name"]}>{name}</p>
        <p className={styles["meta"]}>
          {config.kind === "file"
            ? t(`crmDesk.writes.${config.format}`, { folder: config.folder })
            : t("crmDesk.goesTo", { address: config.url })}
        </p>
        {config.kind === "webhook" && (
          <p className={secret === "missing" ? styles["warn"] : styles["meta"]}>{t(`crmDesk.secretState.${secret}`)}</p>
        )}
        {!enabled && <p className={styles["warn"]}>{t("crmDesk.off")}</p>}
        {paused && <p className={styles["warn"]}>{t("crmDesk.paused", { reason: say(paused) })}</p>}
        <p role="status" className={tested ? styles[tested.ok ? "good" : "bad"] : undefined}>
          {testing.isBusy && t("crmDesk.testing")}
          {tested && (
            <>
              <Icon name={tested.ok ? "check" : "stop"} size={13} /> {say(tested.says)}
            </>
          )}
        </p>
        {testing.trouble && <FieldError says={sayError(testing.trouble)} />}
      </div>
      <Acts>
        <ActButton
          size="small"
          icon="send"
          aria-label={t("crmDesk.testOf", { name })}
          offBecause={adminOff}
          aria-busy={testing.isBusy}
          onClick={() => void test()}
        >
          {t("crmDesk.test")}
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
    </div>
  );
}

function Removal({ target, onDone }: { target: CrmTarget; onDone: () => void }) {
  const { t, sayError } = useWords();
  const acts = useActs();
  const removing = useAct("crm.removeTarget", ["crm.targets", "crm.deliveries"]);
  async function remove(): Promise<void> {
    if (await removing.run({ id: target.id, version: target.version }))
      acts.did({ says: t("crmDesk.removed", { name: target.name }) });
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
        onNo={onDone}
      />
    </>
  );
}
