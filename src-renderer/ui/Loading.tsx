import { useEffect, useState } from "react";
import { useWords } from "../lib/words.ts";
import styles from "./Loading.module.css";

/** Most answers come at once: the word appears only when one does not. */
const QUIET_MS = 250;

/** Says that an answer is on its way, once waiting can be felt. */
export function Loading({ says }: { says?: string }) {
  const { t } = useWords();
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), QUIET_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <p className={styles["loading"]} role="status">
      {isLate && (says ?? t("app.loading"))}
    </p>
  );
}
