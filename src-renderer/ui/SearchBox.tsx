import type { ComponentPropsWithoutRef, Ref } from "react";
import { useShownKeys } from "../lib/shortcuts.tsx";
import { classNames } from "./class-names.ts";
import { Icon } from "./Icon.tsx";
import { KeyCap } from "./KeyCap.tsx";
import styles from "./SearchBox.module.css";

type SearchBoxProps = Omit<ComponentPropsWithoutRef<"input">, "onChange" | "value" | "className" | "type"> & {
  label: string;
  value: string;
  onChange: (words: string) => void;
  /** Whether the key goes to this box; one more on the same screen has none. */
  hasKey?: boolean;
  /** On the frame of the box, for its width. */
  className?: string | undefined;
  ref?: Ref<HTMLInputElement>;
};

/** The box that "/" goes to: a glass, the words, and the key while it has no focus. */
export function SearchBox({ hasKey = true, label, value, onChange, className, ref, ...rest }: SearchBoxProps) {
  const shown = useShownKeys(hasKey ? "/" : undefined);
  return (
    <label className={classNames(styles["box"], className)}>
      <Icon name="search" size={14} />
      <input
        {...rest}
        ref={ref}
        type="text"
        role="searchbox"
        aria-label={label}
        aria-keyshortcuts={shown ?? undefined}
        placeholder={label}
        spellCheck={false}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      {shown !== null && <KeyCap keys={shown} />}
    </label>
  );
}
