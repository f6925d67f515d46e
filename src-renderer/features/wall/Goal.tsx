import type { ReactNode } from "react";
import { classNames } from "../../ui/class-names.ts";
import { SlaShape } from "../../ui/SlaShape.tsx";
import styles from "./wall.module.css";

export type GoalState = "ok" | "watch" | "missed" | "unknown";

const shapes = { ok: "ok", watch: "watch", missed: "breached", unknown: "none" } as const;

/** Where a number stands against its goal: shape, word, colour. */
export function Goal({ state, children }: { state: GoalState; children: ReactNode }) {
  return (
    <span className={classNames(styles["goal"], styles[state])}>
      <SlaShape state={shapes[state]} />
      <span>{children}</span>
    </span>
  );
}
