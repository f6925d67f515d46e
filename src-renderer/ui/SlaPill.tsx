import type { Clock } from "../../src-main/contract/methods/triage.ts";
import { runClock } from "../lib/sla.ts";
import { useFormat } from "../lib/use-format.ts";
import { useWords } from "../lib/words.ts";
import { classNames } from "./class-names.ts";
import styles from "./SlaPill.module.css";
import { SlaShape } from "./SlaShape.tsx";

type SlaPillProps = {
  clock: Clock;
  /** Time since the engine read the clock. */
  elapsedMs: number;
  /** Says the whole target too: "4 m left of 60". */
  long?: boolean;
};

/** The response clock: words, shape, colour. */
export function SlaPill({ clock, elapsedMs, long = false }: SlaPillProps) {
  const { t } = useWords();
  const { minutes } = useFormat();
  const { state, leftMs } = runClock(clock, elapsedMs);
  function says(): string {
    if (state === "paused") return t("sla.waiting");
    if (state === "none" || leftMs === null) return t(clock.targetMs === null ? "sla.none" : "sla.noHours");
    if (leftMs < 0) return minutes(leftMs);
    return long && clock.targetMs !== null
      ? t("sla.leftOf", { left: minutes(leftMs), target: minutes(clock.targetMs) })
      : t("sla.left", { left: minutes(leftMs) });
  }
  return (
    <span className={classNames(styles["pill"], styles[state])}>
      <SlaShape state={state} />
      {state === "breached" && <span className="sr">{t("sla.late")}</span>}
      {says()}
    </span>
  );
}
