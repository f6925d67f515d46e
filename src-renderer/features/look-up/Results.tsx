import { useEffect, useRef } from "react";
import type { LookUpHit } from "../../../src-main/contract/methods/look-up.ts";
import { isDesktop } from "../../lib/host.ts";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { Loading } from "../../ui/Loading.tsx";
import { Message } from "../../ui/Message.tsx";
import { Hit } from "./Hit.tsx";
import { hitsId, optionId } from "./ids.ts";
import { keysOf } from "./LookUpField.tsx";
import styles from "./look-up.module.css";
import type { LookUp } from "./use-look-up.ts";

type ResultsProps = { lookUp: LookUp; onOpen: (hit: LookUpHit) => void; onLog: () => void };

/** Who was found, or what is true instead. */
export function Results({ lookUp, onOpen, onLog }: ResultsProps) {
  const { t } = useWords();
  const { state, hits, chosen, card } = lookUp;
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector("[data-chosen]")?.scrollIntoView({ block: "nearest" });
  }, [chosen?.id]);
  return (
    <div className={styles["results"]} ref={list}>
      {state === "short" && <Message title={t("lookUp.short")}>{t("lookUp.shortMore")}</Message>}
      {state === "looking" && <Loading says={t("lookUp.loading")} />}
      {state === "failed" && lookUp.error && <ErrorState error={lookUp.error} onRetry={lookUp.again} />}
      {state === "nobody" && (
        <Message
          title={t("lookUp.nobody", { typed: lookUp.typed.trim() })}
          act={
            <ActButton icon="phone" keys={logKeys()} onClick={onLog}>
              {t("lookUp.newCall")}
            </ActButton>
          }
        >
          {t("lookUp.nobodyMore")}
        </Message>
      )}
      <div
        id={hitsId}
        role="listbox"
        // A list that scrolls can be reached by Tab too.
        tabIndex={0}
        aria-label={t("lookUp.hits")}
        aria-activedescendant={chosen ? optionId(chosen.id) : undefined}
        hidden={state !== "found"}
        onKeyDown={keysOf({ lookUp, onOpen: () => chosen && onOpen(chosen) })}
      >
        {hits.map((hit, index) => (
          <Hit
            key={hit.id}
            id={optionId(hit.id)}
            hit={hit}
            isChosen={hit.id === chosen?.id}
            card={hit.id === card?.contactId ? card : undefined}
            onChoose={() => lookUp.choose(index)}
            onOpen={() => onOpen(hit)}
          />
        ))}
      </div>
    </div>
  );
}

/** A browser keeps Ctrl+N for a window of its own. */
export function logKeys(): string {
  return isDesktop() ? "Ctrl+N" : "Ctrl+Enter";
}
