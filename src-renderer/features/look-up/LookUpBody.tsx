import { useRef, useState } from "react";
import type { LookUpCard, LookUpHit } from "../../../src-main/contract/methods/look-up.ts";
import { useShortcuts } from "../../lib/shortcuts.tsx";
import { CallForm } from "./CallForm.tsx";
import styles from "./look-up.module.css";
import { LookUpField } from "./LookUpField.tsx";
import { LookUpFoot } from "./LookUpFoot.tsx";
import { MaybeSame } from "./MaybeSame.tsx";
import { Results } from "./Results.tsx";
import type { Logged } from "./use-log-call.ts";
import { type Meant, useLookUp } from "./use-look-up.ts";

type LookUpBodyProps = {
  /** Goes to a place of the desk. */
  onGo: (path: string) => void;
  onClose: () => void;
  /** A call was logged. */
  onLogged: (logged: Logged) => void;
  /** Whether the form of a call stands open. */
  onCalling?: (isCalling: boolean) => void;
};

/** Whose call is logged: somebody who was found, or somebody new under what was typed. */
export type Caller = {
  readonly contact: LookUpHit | null;
  readonly name: string;
  readonly reach: string;
  /** What may be said stays in sight while the call goes on. */
  readonly say: LookUpCard["say"];
};

/** One field, who was found, what to know of them; a call is logged in the same place. */
export function LookUpBody({ onGo, onClose, onLogged, onCalling }: LookUpBodyProps) {
  const lookUp = useLookUp();
  const [caller, setCaller] = useState<Caller | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const open = ({ hit }: Pick<Meant, "hit">) => {
    if (hit) onGo(`/contacts/${hit.id}`);
  };
  function log(): void {
    if (lookUp.state === "looking") return;
    lookUp.settled((meant) => {
      setCaller(callerOf(meant, lookUp.typed));
      onCalling?.(true);
    });
  }
  function back(): void {
    setCaller(null);
    onCalling?.(false);
    requestAnimationFrame(() => field.current?.focus());
  }
  useShortcuts("lookUp.keys.title", caller ? [] : [{ says: "lookUp.keys.log", run: log }]);
  if (caller) return <CallForm caller={caller} onBack={back} onLogged={onLogged} />;
  return (
    <div
      className={styles["body"]}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || event.nativeEvent.isComposing) return;
        event.preventDefault();
        event.stopPropagation();
        onClose();
      }}
    >
      <LookUpField ref={field} lookUp={lookUp} onOpen={() => lookUp.settled(open)} />
      <Results lookUp={lookUp} onOpen={(hit) => open({ hit })} onLog={log} />
      {lookUp.chosen && lookUp.hits.length > 1 && <MaybeSame chosen={lookUp.chosen} hits={lookUp.hits} onGo={onGo} />}
      <LookUpFoot
        hasChosen={lookUp.chosen !== null}
        onLog={log}
        onOpen={() => open({ hit: lookUp.chosen })}
        onClose={onClose}
      />
    </div>
  );
}

function callerOf({ hit, card, reach }: Meant, typed: string): Caller {
  if (!hit) return { contact: null, name: reach === null ? typed.trim() : "", reach: reach ?? "", say: null };
  const say = card?.contactId === hit.id ? card.say : null;
  return { contact: hit, name: hit.name.text, reach: reach ?? hit.phones[0]?.text ?? "", say };
}
