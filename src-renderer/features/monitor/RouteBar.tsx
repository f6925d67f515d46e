import type { WatchPreview } from "../../../src-main/contract/methods/watches.ts";
import type { Bucket } from "../../../src-main/contract/values.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { classNames } from "../../ui/class-names.ts";
import { Icon } from "../../ui/Icon.tsx";
import styles from "./RouteBar.module.css";

const order = ["care", "pr", "unsorted", "analytics"] as const satisfies readonly Bucket[];

/** Where the found mentions would go, as shares of one bar with their numbers below. */
export function RouteBar({ counts }: { counts: WatchPreview["wouldRoute"] }) {
  const { t } = useWords();
  const { number } = useFormat();
  const shown = order.filter((bucket) => (counts[bucket] ?? 0) > 0);
  return (
    <>
      <div className={styles["bar"]} aria-hidden="true">
        {shown.map((bucket) => (
          <i key={bucket} className={styles[bucket]} style={{ flexGrow: counts[bucket] }} />
        ))}
      </div>
      <ul className={styles["counts"]}>
        {order.map((bucket) => (
          <li key={bucket} className={classNames(styles["count"], styles[bucket])}>
            <Icon name={bucket} size={13} />
            {t(`bucket.${bucket}`)} <b>{number(counts[bucket] ?? 0)}</b>
          </li>
        ))}
      </ul>
    </>
  );
}
