import { type KeyboardEvent, type Ref, useEffect, useRef } from "react";
import { useWords } from "../../lib/words.ts";
import { Icon } from "../../ui/Icon.tsx";
import { hitsId, optionId } from "./ids.ts";
import styles from "./look-up.module.css";
import type { LookUp } from "./use-look-up.ts";

type LookUpFieldProps = { lookUp: LookUp; onOpen: () => void; ref: Ref<HTMLInputElement> };

/** The one field. The focus stays in it: arrows choose, Enter opens. */
export function LookUpField({ lookUp, onOpen, ref }: LookUpFieldProps) {
  const { t } = useWords();
  const box = useRef<HTMLLabelElement>(null);
  useEffect(() => box.current?.querySelector("input")?.focus(), []);
  return (
    <label ref={box} className={styles["field"]}>
      <Icon name="phone" size={20} />
      <input
        ref={ref}
        type="text"
        role="combobox"
        aria-label={t("lookUp.field")}
        aria-autocomplete="list"
        aria-expanded={lookUp.state === "found"}
        aria-controls={hitsId}
        aria-activedescendant={lookUp.chosen ? optionId(lookUp.chosen.id) : undefined}
        placeholder={t("lookUp.field")}
        maxLength={200}
        autoComplete="off"
        spellCheck={false}
        value={lookUp.typed}
        onChange={(event) => lookUp.type(event.currentTarget.value)}
        onKeyDown={keysOf({ lookUp, onOpen })}
      />
      <span role="status" className={styles["count"]}>
        <Count lookUp={lookUp} />
      </span>
    </label>
  );
}

type Keys = { lookUp: LookUp; onOpen: () => void };

/** What the arrows and Enter do, in the field and in the list. */
export function keysOf({ lookUp, onOpen }: Keys): (event: KeyboardEvent) => void {
  return (event) => {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
    const moves: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };
    const by = moves[event.key];
    if (by !== undefined) lookUp.move(by);
    else if (event.key === "Enter") onOpen();
    else return;
    event.preventDefault();
  };
}

function Count({ lookUp: { state, hits, isCapped, tookMs } }: { lookUp: LookUp }) {
  const { t } = useWords();
  if (tookMs === null || (state !== "found" && state !== "nobody")) return null;
  if (state === "nobody") return t("lookUp.noneIn", { ms: tookMs });
  return t(isCapped ? "lookUp.firstOf" : "lookUp.foundIn", { count: hits.length, ms: tookMs });
}
