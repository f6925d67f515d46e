import { useEffect, useRef, useState } from "react";
import { useLocation } from "wouter";
import { askDesktop } from "../../lib/desktop.ts";
import { isDesktop } from "../../lib/host.ts";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import styles from "./look-up.module.css";
import { LookUpBody } from "./LookUpBody.tsx";
import type { Logged } from "./use-log-call.ts";

/** The look-up in a window of its own, which the desktop opens by a key of the whole computer. */
export function LookUpScreen() {
  const { t } = useWords();
  const [, go] = useLocation();
  const [round, setRound] = useState(0);
  const [logged, setLogged] = useState<Logged | null>(null);
  const isCalling = useRef(false);
  useWhenPutAway(() => {
    if (isCalling.current) return;
    setRound((one) => one + 1);
    setLogged(null);
  });
  function leave(path: string | null): void {
    if (isDesktop()) askDesktop({ ask: "close-look-up", path });
    else go(path ?? "/");
  }
  return (
    <main className={styles["window"]}>
      <h1 className="sr">{t("lookUp.title")}</h1>
      {logged && (
        <Done logged={logged} onOpen={() => leave(`/case/${logged.storyId}`)} onGone={() => setLogged(null)} />
      )}
      <LookUpBody
        key={round}
        onClose={() => leave(null)}
        onGo={leave}
        onCalling={(calling) => {
          isCalling.current = calling;
        }}
        onLogged={(done) => {
          isCalling.current = false;
          setLogged(done);
          setRound(round + 1);
        }}
      />
    </main>
  );
}

/** The next caller is somebody else: a window that was put away comes back empty. */
function useWhenPutAway(forget: () => void): void {
  const latest = useRef(forget);
  useEffect(() => {
    latest.current = forget;
  });
  useEffect(() => {
    const onChange = () => document.visibilityState === "hidden" && latest.current();
    document.addEventListener("visibilitychange", onChange);
    return () => document.removeEventListener("visibilitychange", onChange);
  }, []);
}

function Done({ logged, onOpen, onGone }: { logged: Logged; onOpen: () => void; onGone: () => void }) {
  const { t } = useWords();
  function undo(): void {
    onGone();
    void logged.undo();
  }
  return (
    <div className={styles["done"]} role="status">
      <span className="grow">{logged.says}</span>
      <ActButton size="small" onClick={onOpen}>
        {t("lookUp.call.openCase")}
      </ActButton>
      <ActButton size="small" icon="undo" onClick={undo}>
        {t("status.undo")}
      </ActButton>
    </div>
  );
}
