import type { KpiLink } from "../../lib/kpi-link.ts";
import { classNames } from "../class-names.ts";
import { Figure } from "./Figure.tsx";
import type { TileProps } from "./tile-props.ts";
import styles from "./wall.module.css";

export type BarRow = {
  readonly name: string;
  readonly shown: string;
  readonly size: number;
  readonly isStrong?: boolean;
  readonly link: KpiLink | null;
};

/** Names with their numbers, one under another; a bar under each where the tile is tall enough. */
export function Bars({ rows, cell, fit: { sizes } }: { rows: readonly BarRow[] } & Pick<TileProps, "cell" | "fit">) {
  const most = Math.max(1, ...rows.map(({ size }) => size));
  const isTall = cell.height - 3.4 - 1.16 * sizes.min > rows.length * (1.35 * sizes.text + 3);
  return (
    <dl className={classNames(styles["buckets"], isTall && styles["tallBars"])}>
      {rows.map(({ name, shown, size, isStrong, link }) => (
        <div key={name}>
          <dt className={isStrong ? styles["strong"] : undefined}>{name}</dt>
          <dd>
            <Figure link={link} says={`${name}: ${shown}`}>
              {shown}
            </Figure>
          </dd>
          {isTall && (
            <svg viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
              <rect width="100" height="4" className={styles["track"]} />
              <rect width={(size / most) * 100} height="4" className={styles["bar"]} />
            </svg>
          )}
        </div>
      ))}
    </dl>
  );
}
