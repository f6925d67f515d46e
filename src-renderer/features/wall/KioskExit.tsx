import { type FormEvent, useEffect, useEffectEvent, useRef, useState } from "react";
import { askDesktop } from "../../lib/desktop.ts";
import type { EngineError } from "../../lib/engine.ts";
import { isDesktop } from "../../lib/host.ts";
import { useSession } from "../../lib/session.ts";
import { useCommand } from "../../lib/use-engine.tsx";
import { useWords } from "../../lib/words.ts";
import styles from "./KioskExit.module.css";

const TWICE_WITHIN_MS = 1000;
/** A question that nobody answers must not stand on a wall. */
const GONE_AFTER_MS = 15_000;

/** The way off a monitor: Esc twice, and a PIN where leads have one. Only a window of the desktop can be held; a browser gives nothing to lock. */
export function KioskExit() {
  const { device } = useSession();
  return isDesktop() && device === "display" ? <EscapeTwice /> : null;
}

function EscapeTwice() {
  const leave = useCommand("kiosk.leave");
  const [isAsking, setAsking] = useState(false);
  const [pin, setPin] = useState("");
  const before = useRef<number | null>(null);
  const close = () => setAsking(false);

  function hear({ isFree }: { isFree: boolean }): void {
    if (isFree) askDesktop({ ask: "leave-wall" });
    else setAsking(true);
  }

  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== "Escape" || event.repeat) return;
    if (isAsking) return close();
    const isSecond = before.current !== null && event.timeStamp - before.current < TWICE_WITHIN_MS;
    before.current = isSecond ? null : event.timeStamp;
    if (!isSecond || leave.isPending) return;
    setPin("");
    // Without an answer the question is put all the same: it says then that the engine does not answer.
    leave.mutate({ pin: null }, { onSuccess: hear, onError: () => setAsking(true) });
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKeyDown(event);
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, []);

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (leave.isPending || pin === "") return;
    leave.mutate({ pin }, { onSuccess: hear, onSettled: () => setPin("") });
  }

  if (!isAsking) return null;
  return <Question {...{ pin, setPin, submit, close }} isChecking={leave.isPending} error={leave.error} />;
}

type QuestionProps = {
  pin: string;
  setPin: (pin: string) => void;
  submit: (event: FormEvent) => void;
  close: () => void;
  isChecking: boolean;
  error: EngineError | null;
};

/** Large, and answered by keys alone: nobody finds a mouse at a wall. */
function Question({ pin, setPin, submit, close, isChecking, error }: QuestionProps) {
  const { t, sayError } = useWords();
  const closeLate = useEffectEvent(close);
  useEffect(() => {
    const timer = setTimeout(() => closeLate(), GONE_AFTER_MS);
    return () => clearTimeout(timer);
  }, [pin, isChecking]);
  return (
    <form className={styles["question"]} role="dialog" aria-labelledby="kiosk-title" onSubmit={submit}>
      <h2 id="kiosk-title">{t("kiosk.title")}</h2>
      <label htmlFor="kiosk-pin">{t("kiosk.pin")}</label>
      <input
        id="kiosk-pin"
        type="password"
        inputMode="numeric"
        autoComplete="off"
        autoFocus
        maxLength={64}
        aria-describedby="kiosk-says"
        value={pin}
        onChange={(event) => setPin(event.currentTarget.value)}
      />
      <p id="kiosk-says" role="status" data-wrong={error && !isChecking ? true : undefined}>
        {isChecking
          ? t("kiosk.checking")
          : error
            ? sayError(error)
            : t("kiosk.help", { seconds: GONE_AFTER_MS / 1000 })}
      </p>
    </form>
  );
}
