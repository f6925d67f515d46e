import { useEffect, useRef } from "react";
import { useLocation } from "wouter";
import { useWords } from "../../lib/words.ts";
import styles from "./look-up.module.css";
import { LookUpBody } from "./LookUpBody.tsx";

/** The look-up over a screen: nothing under it hears a key until it is closed. */
export function LookUpLayer({ onClose }: { onClose: () => void }) {
  const { t } = useWords();
  const [, go] = useLocation();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    const layer = dialog.current;
    layer?.showModal();
    layer?.querySelector("input")?.focus();
    return () => {
      layer?.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      role="dialog"
      aria-label={t("lookUp.title")}
      className={styles["layer"]}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      // Only the scrim belongs to the dialog itself.
      onClick={(event) => event.target === event.currentTarget && onClose()}
    >
      <LookUpBody
        onClose={onClose}
        onLogged={onClose}
        onGo={(path) => {
          onClose();
          go(path);
        }}
      />
    </dialog>
  );
}
