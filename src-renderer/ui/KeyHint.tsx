import { keyLabel } from "../lib/keys.ts";
import styles from "./KeyHint.module.css";

/** The key of an act, at the right end of its button. Screen readers get it from the button's key attribute instead. */
export function KeyHint({ keys }: { keys: string }) {
  return (
    <kbd className={styles["key"]} aria-hidden="true">
      {keyLabel(keys)}
    </kbd>
  );
}
