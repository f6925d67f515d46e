import { useDebouncedCallback } from "@mantine/hooks";
import { type KeyboardEvent, type RefObject, useState } from "react";
import type { EngineError } from "../../lib/engine.ts";
import { useFieldKey } from "../../lib/use-field-key.ts";
import { useWords } from "../../lib/words.ts";
import { Icon } from "../../ui/Icon.tsx";
import { SearchBox } from "../../ui/SearchBox.tsx";
import styles from "./SearchField.module.css";

/** Typing pauses this long before the list is asked. */
const PAUSE_MS = 300;

type SearchFieldProps = {
  value: string;
  error: EngineError | null;
  fieldRef: RefObject<HTMLInputElement | null>;
  onSearch: (words: string) => void;
  /** Looks through all that is stored; null where that makes no sense. */
  onEverywhere: ((words: string) => void) | null;
};

/** Narrows the view by words or by the grammar of watches; says at which letter a search breaks. */
export function SearchField({ value, error, fieldRef, onSearch, onEverywhere }: SearchFieldProps) {
  const { t } = useWords();
  const everywhereKey = useFieldKey("triage.everywhere");
  const [words, setWords] = useState(value);
  const searchSoon = useDebouncedCallback(onSearch, PAUSE_MS);
  function write(next: string): void {
    setWords(next);
    if (next === value) searchSoon.cancel();
    else searchSoon(next);
  }
  function search(): void {
    searchSoon.cancel();
    onSearch(words);
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === "Escape") write("");
    const isEverywhere = everywhereKey.isIt(event);
    if (isEverywhere && onEverywhere) {
      event.preventDefault();
      searchSoon.cancel();
      onEverywhere(words);
    } else if (event.key === "Enter") search();
    if (isEverywhere || event.key === "Escape" || event.key === "Enter") fieldRef.current?.blur();
  }
  return (
    <>
      <SearchBox
        ref={fieldRef}
        className={styles["field"]}
        label={t("triage.search")}
        aria-invalid={error !== null}
        aria-describedby={error ? "search-error" : undefined}
        title={t("triage.searchHint")}
        value={words}
        onChange={write}
        onKeyDown={onKeyDown}
      />
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
