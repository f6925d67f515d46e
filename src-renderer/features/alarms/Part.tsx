import { type ReactNode, useId } from "react";
import styles from "./AlarmCard.module.css";

/** One question of the card with its answer. */
export function Part({ title, children }: { title: string; children: ReactNode }) {
  const heading = useId();
  return (
    <section className={styles["part"]} aria-labelledby={heading}>
      <h3 id={heading}>{title}</h3>
      {children}
    </section>
  );
}
