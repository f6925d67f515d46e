import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";
import styles from "./Message.module.css";

type MessageProps = { title: string; children?: ReactNode; act?: ReactNode; tone?: "plain" | "alert" };

/** One plain sentence in an empty place, what is true about it, and what one can do. */
export function Message({ title, children, act, tone = "plain" }: MessageProps) {
  return (
    <div className={styles["message"]} role={tone === "alert" ? "alert" : undefined}>
      <p className={styles["title"]}>{title}</p>
      {children && <p className={classNames(styles["more"])}>{children}</p>}
      {act}
    </div>
  );
}
