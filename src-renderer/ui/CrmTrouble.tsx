import type { CrmCard } from "../../src-main/contract/methods/crm-profiles.ts";
import { useFormat } from "../lib/use-format.ts";
import { useWords } from "../lib/words.ts";
import styles from "./CrmCards.module.css";
import { Icon, type IconName } from "./Icon.tsx";

const icons = { failing: "incident", offline: "online", paused: "pause" } as const satisfies Record<string, IconName>;

/** Why a CRM was not read the last time, and what happens next; nothing when all is well. */
export function CrmTrouble({ card: { standing, trouble, nextAt, target, readAt } }: { card: CrmCard }) {
  const { t, say } = useWords();
  const { time } = useFormat();
  if (standing === "fine" || trouble === null) return null;
  return (
    <div className={styles["trouble"]} role="status">
      <Icon name={icons[standing]} size={14} />
      <div>
        <p>{standing === "offline" ? t("crmProfile.offline", { name: target.name }) : say(trouble)}</p>
        <p className={styles["quiet"]}>
          {[
            ...(standing === "paused" ? [t("crmProfile.paused", { name: target.name })] : []),
            ...(readAt === null || standing === "paused" ? [] : [t("crmProfile.stillOld")]),
            ...(nextAt === null ? [] : [t("crmProfile.next", { time: time(nextAt) })]),
          ].join(" ")}
        </p>
      </div>
    </div>
  );
}
