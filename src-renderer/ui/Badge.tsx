import type { ReactNode } from "react";
import styles from "./Badge.module.css";
import { classNames } from "./class-names.ts";
import { Icon, type IconName } from "./Icon.tsx";

type BadgeProps = {
  icon: IconName;
  /** Dashed: somebody else must act. */ tone?: "plain" | "wait" | "good" | "warn" | "bad";
  children: ReactNode;
};

/** One word in an outline; never filled, never more than one a row. */
export function Badge({ icon, tone = "plain", children }: BadgeProps) {
  return (
    <span className={classNames(styles["badge"], styles[tone])}>
      <Icon name={icon} size={12} />
      {children}
    </span>
  );
}
