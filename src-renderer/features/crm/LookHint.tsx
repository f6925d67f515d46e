import { Link } from "wouter";
import { useEngine } from "../../lib/use-engine.tsx";
import { useOffBecause } from "../../lib/use-may.ts";
import { useWords } from "../../lib/words.ts";
import { Icon } from "../../ui/Icon.tsx";
import styles from "./screen.module.css";

/** Leads to the first records of new connections that somebody has to look at before they leave. */
export function LookHint() {
  const { t } = useWords();
  const mayRead = useOffBecause(["admin", "lead", "corpcomm"]) === undefined;
  const { data } = useEngine("crm.firstLook", {}, { enabled: mayRead });
  const waiting = data?.filter(({ line }) => line !== null).length ?? 0;
  if (waiting === 0) return null;
  return (
    <Link href="/crm?tab=logged" className={styles["hint"]}>
      <Icon name="eye" size={14} />
      {t("crmDesk.looks", { count: waiting })}
    </Link>
  );
}
