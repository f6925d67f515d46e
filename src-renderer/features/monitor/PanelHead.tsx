import { useEffect, useRef } from "react";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import styles from "./PanelHead.module.css";

type PanelHeadProps = {
  title: string;
  /** False where a field below takes the focus. */ takesFocus?: boolean;
  onClose: () => void;
};

/** Title of what the right side shows in place of the watches. It takes the focus, so that the keyboard is where the eyes are. */
export function PanelHead({ title, takesFocus = true, onClose }: PanelHeadProps) {
  const { t } = useWords();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (takesFocus) heading.current?.focus();
  }, [title, takesFocus]);
  return (
    <header className={styles["head"]}>
      <h2 ref={heading} tabIndex={-1} className="clip">
        {title}
      </h2>
      <span className="grow" />
      <ActButton look="ghost" size="small" keys="Escape" onClick={onClose}>
        {t("app.close")}
      </ActButton>
    </header>
  );
}
