import type { CaseWork } from "../../../src-main/contract/methods/cases.ts";
import { type ClockNow, useEngineNow } from "../../lib/clock-now.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { Icon } from "../../ui/Icon.tsx";
import styles from "./WorkLine.module.css";

/** "In hand 14 m, worked 6 m": how long its owner has it, and how long people really worked on it, each by name. */
export function WorkLine({ work, clockNow }: { work: CaseWork; clockNow: ClockNow }) {
  const { t } = useWords();
  const { duration, minutes } = useFormat();
  const now = useEngineNow(clockNow, 30_000);
  const { inHandSince, workedMs, wrapMs, people } = work;
  const total = [
    ...(inHandSince === null ? [] : [t("together.work.inHand", { time: minutes(Math.max(0, now - inHandSince)) })]),
    people.length === 0 ? t("together.work.none") : t("together.work.worked", { time: duration(workedMs) }),
    ...(wrapMs > 0 ? [t("together.work.wrap", { time: duration(wrapMs) })] : []),
  ];
  const each = people.map((one) =>
    t("together.work.of", { name: one.person.name, time: duration(one.workedMs + one.wrapMs) }),
  );
  return (
    <p className={styles["line"]} aria-label={t("together.work.label")} role="group">
      <Icon name="clock" size={13} />
      <span>{total.join(" · ")}</span>
      {people.length > 1 && <span className={styles["people"]}>{each.join(" · ")}</span>}
    </p>
  );
}
