import { useWords } from "../../lib/words.ts";
import { classNames } from "../../ui/class-names.ts";
import { type Tab, tabs } from "./choice.ts";
import styles from "./Tabs.module.css";

/** Which report is shown. */
export function Tabs({ tab, onChange }: { tab: Tab; onChange: (tab: Tab) => void }) {
  const { t } = useWords();
  return (
    <nav className={styles["tabs"]} aria-label={t("reportsPage.tabs")}>
      {tabs.map((one) => (
        <button
          key={one}
          type="button"
          className={classNames(styles["tab"], one === tab && styles["on"])}
          aria-current={one === tab ? "page" : undefined}
          onClick={() => onChange(one)}
        >
          {t(`reportsPage.tab.${one}`)}
        </button>
      ))}
    </nav>
  );
}
