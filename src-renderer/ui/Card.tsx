import { type ReactNode, useEffect, useId, useRef } from "react";
import { useSearchParams } from "wouter";
import { classNames } from "./class-names.ts";
import styles from "./Card.module.css";

type CardProps = { id?: string; title?: string; help?: string; act?: ReactNode; children: ReactNode };

/** One group of settings that belong together. */
export function Card({ id, title, help, act, children }: CardProps) {
  const made = useId();
  return (
    <section id={id} tabIndex={id ? -1 : undefined} className={styles["card"]} aria-labelledby={title && made}>
      {(title || act) && (
        <div className={styles["head"]}>
          <h2 id={made}>{title}</h2>
          <span className="grow" />
          {act}
        </div>
      )}
      {help && <p className={styles["help"]}>{help}</p>}
      {children}
    </section>
  );
}

/** Fields side by side where there is room. */
export function Columns({ isThree = false, children }: { isThree?: boolean; children: ReactNode }) {
  return <div className={classNames(styles["columns"], isThree && styles["three"])}>{children}</div>;
}

/** Acts in one line. */
export function Acts({ children }: { children: ReactNode }) {
  return <div className={styles["acts"]}>{children}</div>;
}

/** Gives the focus to the setting that was searched for, once it is there. */
export function useSearchedSetting(): void {
  const [params] = useSearchParams();
  const at = params.get("at");
  const done = useRef<string | null>(null);
  useEffect(() => {
    if (at === null || done.current === at) return;
    const found = document.getElementById(at);
    if (!found) return;
    done.current = at;
    found.scrollIntoView?.({ block: "nearest" });
    found.focus();
  });
}
