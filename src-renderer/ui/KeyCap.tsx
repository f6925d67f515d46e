import { keyLabel } from "../lib/keys.ts";
import styles from "./KeyHint.module.css";

/** A key as it stands on the keyboard. Screen readers get it from the control's key attribute instead. */
export function KeyCap({ keys }: { keys: string }) {
  return (
    <kbd className={styles["key"]} aria-hidden="true">
      {keyLabel(keys)}
    </kbd>
  );
}
