import type { ReactNode } from "react";
import type { WallSnapshot } from "../../../src-main/contract/methods/wallboard.ts";
import { classNames } from "../class-names.ts";
import { SlaShape } from "../SlaShape.tsx";
import styles from "./wall.module.css";

export type GoalState = "ok" | "watch" | "missed" | "unknown";

const shapes = { ok: "ok", watch: "watch", missed: "breached", unknown: "none" } as const;
const goals = { on_target: "ok", watch: "watch", missed: "missed", unknown: "unknown" } as const satisfies Record<
  WallSnapshot["serviceLevel"]["state"],
  GoalState
>;

/** How a service level against its goal is shown. */
export function goalOf(state: WallSnapshot["serviceLevel"]["state"]): GoalState {
  return goals[state];
}

/** Where a number stands against its goal: shape, word, colour. */
export function Goal({ state, children }: { state: GoalState; children: ReactNode }) {
  return (
    <span className={classNames(styles["goal"], styles[state])}>
      <SlaShape state={shapes[state]} />
      <span>{children}</span>
    </span>
  );
}
