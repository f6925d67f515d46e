import { type KeyboardEvent, type RefObject, useEffect, useState } from "react";
import type { EngineError } from "../../lib/engine.ts";
import { useWords } from "../../lib/words.ts";
import { Icon } from "../../ui/Icon.tsx";
import { KeyHint } from "../../ui/KeyHint.tsx";
import styles from "./SearchField.module.css";

/** Typing pauses this long before the list is asked. */
const PAUSE_MS = 300;

type SearchFieldProps = { value: string; error: EngineError | null; fieldRef: RefObject<HTMLInputElement | null>; onSearch: (words: string) => void };

/** Narrows the view by words or by the grammar of watches; says at which letter a search breaks. */
export function SearchField({ value, error, fieldRef, onSearch }: SearchFieldProps) {
  const { t } = useWords();
  const [words, setWords] = useState(value);
  useEffect(() => {
    if (words === value) return;
    const timer = setTimeout(() => onSearch(words), PAUSE_MS);
    return () => clearTimeout(timer);
    // Only a pause in typing searches; a new value from the address is not typing.
  }, [words]);
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === "Escape") setWords("");
    if (event.key === "Enter") onSearch(words);
    if (event.key === "Escape" || event.key === "Enter") fieldRef.current?.blur();
  }
  return (
    <>
      <label className={styles["field"]}>
        <Icon name="search" size={14} />
        <input
          ref={fieldRef}
          type="text"
          role="searchbox"
          aria-label={t("triage.search")}
          aria-keyshortcuts="/"
          aria-invalid={error !== null}
          aria-describedby={error ? "search-error" : undefined}
          placeholder={t("triage.search")}
          title={t("triage.searchHint")}
          spellCheck={false}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        <KeyHint keys="/" />
      </label>
      {error && <SearchFault words={value} error={error} />}
    </>
  );
}

function SearchFault({ words, error }: { words: string; error: EngineError }) {
  const { t, say, sayError } = useWords();
  const { at, says: code } = error.params;
  const says = typeof code === "string" ? say({ code, params: error.params }) : sayError(error);
  if (typeof at !== "number") return <Fault>{says}</Fault>;
  return (
    <Fault>
      <code className={styles["words"]}>
        {words.slice(0, at)}
        <mark>{words.slice(at, at + 1) || " "}</mark>
        {words.slice(at + 1)}
      </code>
      {t("triage.searchBad", { at: at + 1, says })}
    </Fault>
  );
}

function Fault({ children }: { children: React.ReactNode }) {
  return (
    <p id="search-error" role="alert" className={styles["fault"]}>
      <Icon name="stop" size={14} />
      <span>{children}</span>
    </p>
  );
}
