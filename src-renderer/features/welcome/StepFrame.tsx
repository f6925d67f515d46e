import { type ReactNode, useEffect, useRef } from "react";
import type { EngineError } from "../../lib/engine.ts";
import { useWords } from "../../lib/words.ts";
import { Icon, type IconName } from "../../ui/Icon.tsx";
import styles from "./welcome.module.css";

type StepFrameProps = { title: string; lead: string; children: ReactNode };

/** One step: its question, one line of help, its fields. The question takes the focus when the step opens. */
export function StepFrame({ title, lead, children }: StepFrameProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <main className={styles["stage"]}>
      <div>
        <h2 ref={heading} tabIndex={-1}>
          {title}
        </h2>
        <p className={styles["lead"]}>{lead}</p>
      </div>
      {children}
    </main>
  );
}

/** A label at the left, its field at the right. */
export function FormRow({ label, forId, children }: { label: string; forId?: string; children: ReactNode }) {
  return (
    <>
      {forId ? <label htmlFor={forId}>{label}</label> : <span className={styles["rowLabel"]}>{label}</span>}
      <div>{children}</div>
    </>
  );
}

/** A remark under the fields: what follows from them. */
export function Remark({ icon, children }: { icon: IconName; children: ReactNode }) {
  return (
    <p className={styles["remark"]}>
      <Icon name={icon} />
      <span>{children}</span>
    </p>
  );
}

/** Why something was not saved. */
export function StepRefusal({ error }: { error: EngineError | null }) {
  const { sayError } = useWords();
  if (!error) return null;
  return (
    <p role="alert" className={styles["refusal"]}>
      <Icon name="stop" size={14} />
      {sayError(error)}
    </p>
  );
}
