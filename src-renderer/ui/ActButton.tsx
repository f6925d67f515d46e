import type { ComponentPropsWithoutRef, ReactNode, Ref } from "react";
import { ariaKeys } from "../lib/keys.ts";
import { useShownKeys } from "../lib/shortcuts.tsx";
import styles from "./ActButton.module.css";
import { classNames } from "./class-names.ts";
import { Icon, type IconName } from "./Icon.tsx";
import { KeyCap } from "./KeyCap.tsx";

type ActButtonProps = Omit<ComponentPropsWithoutRef<"button">, "type"> & {
  look?: "default" | "primary" | "ghost";
  size?: "normal" | "small";
  icon?: IconName | undefined;
  /** The key that does the same, by the one it came with; shown at the right end as the person has it now. */
  keys?: string | undefined;
  /** A key that only this control or its form hears: nobody gives it another. */
  ownKeys?: string | undefined;
  /** Why it cannot be done now; said as its description, and the button does nothing. */
  offBecause?: string | undefined;
  submit?: boolean;
  children: ReactNode;
  ref?: Ref<HTMLButtonElement>;
};

/** A button of the desk: icon, words, key. One primary a screen. */
export function ActButton({
  look = "default",
  size = "normal",
  icon,
  keys,
  ownKeys,
  offBecause,
  submit = false,
  className,
  children,
  onClick,
  title,
  ...rest
}: ActButtonProps) {
  const isOff = offBecause !== undefined;
  const mapped = useShownKeys(keys);
  const shown = ownKeys ?? mapped;
  return (
    <button
      {...rest}
      type={submit ? "submit" : "button"}
      className={classNames(
        styles["button"],
        styles[look],
        styles[size],
        isOff && styles["off"],
        look === "primary" && !isOff && "filled",
        className,
      )}
      aria-disabled={isOff || undefined}
      aria-keyshortcuts={shown === null ? undefined : ariaKeys(shown)}
      title={offBecause ?? title}
      onClick={isOff ? (event) => event.preventDefault() : onClick}
    >
      {icon && <Icon name={icon} size={14} />}
      {children}
      {shown !== null && <KeyCap keys={shown} />}
    </button>
  );
}
