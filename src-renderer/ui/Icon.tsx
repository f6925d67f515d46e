import { classNames } from "./class-names.ts";
import styles from "./Icon.module.css";
import { dashedRing, drawings, type IconName } from "./icon-drawings.ts";

export type { IconName };
type IconProps = { name: IconName; size?: 12 | 13 | 14 | 15 | 16 | 20; className?: string | undefined };

/** A drawn icon in the colour of the words beside it; it never stands for words alone. */
export function Icon({ name, size = 16, className }: IconProps) {
  return (
    <svg
      className={classNames(styles["icon"], className)}
      width={size}
      height={size}
      viewBox="0 0 16 16"
      aria-hidden="true"
    >
      {name === "unsure" && <circle {...dashedRing} />}
      <path d={drawings[name]} />
    </svg>
  );
}
