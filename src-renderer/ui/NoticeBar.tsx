import type { ReactNode } from "react";
import { Icon, type IconName } from "./Icon.tsx";
import styles from "./NoticeBar.module.css";

/** One line across the screen that says what does not work now, and what does. */
export function NoticeBar({ icon, children }: { icon: IconName; children: ReactNode }) {
  return (
    <div className={styles["bar"]} role="status">
      <Icon name={icon} size={14} />
      {children}
    </div>
  );
}
