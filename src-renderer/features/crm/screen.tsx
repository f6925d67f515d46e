import { useSearchParams } from "wouter";
import { useShortcuts } from "../../lib/shortcuts.tsx";
import { useWords } from "../../lib/words.ts";
import { Segments } from "../../ui/Segments.tsx";
import { Connections } from "./Connections.tsx";
import { Logged } from "./Logged.tsx";
import { LookHint } from "./LookHint.tsx";
import { Outbox } from "./Outbox.tsx";
import styles from "./screen.module.css";
import { type CrmTab, readTab, tabs } from "./tabs.ts";

const parts = { outbox: Outbox, connections: Connections, logged: Logged };

/** The CRM: what leaves for it, where it goes, and what of the day's work is logged. */
export function CrmScreen() {
  const { t } = useWords();
  const [params, setParams] = useSearchParams();
  const tab = readTab(params);
  const Part = parts[tab];
  const show = (value: CrmTab) => setParams({ tab: value }, { replace: true });
  useShortcuts(
    "crmDesk.keys.title",
    tabs.map((value) => ({ says: `crmDesk.keys.${value}` as const, run: () => show(value) })),
  );
  return (
    <section className={styles["screen"]} aria-labelledby="crm-title">
      <header className={styles["head"]}>
        <h1 id="crm-title">{t("crmDesk.title")}</h1>
        <Segments<CrmTab>
          label={t("crmDesk.views")}
          value={tab}
          options={tabs.map((value) => ({ value, says: t(`crmDesk.tab.${value}`) }))}
          onChange={show}
        />
        {tab !== "logged" && <LookHint />}
      </header>
      <div className={styles["part"]}>
        <Part key={tab} />
      </div>
    </section>
  );
}
