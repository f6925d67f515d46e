import { useWords } from "../../lib/words.ts";
import { useSearchedSetting } from "../../ui/Card.tsx";
import styles from "./connections.module.css";
import { FirstLook } from "./FirstLook.tsx";
import { LoggingTable } from "./LoggingTable.tsx";

/** What of the day's work goes to the CRM: records that wait for a look first, then the table of choices. */
export function Logged() {
  const { t } = useWords();
  useSearchedSetting();
  return (
    <div className={styles["page"]}>
      <section className={styles["section"]} aria-label={t("crmDesk.tab.logged")}>
        <FirstLook />
        <LoggingTable />
      </section>
    </div>
  );
}
