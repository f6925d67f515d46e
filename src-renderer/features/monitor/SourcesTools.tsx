import type { KeyboardEvent, RefObject } from "react";
import type { SourceRow } from "../../../src-main/contract/methods/sources.ts";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { SearchBox } from "../../ui/SearchBox.tsx";
import { failingSources } from "./source-list.ts";
import styles from "./SourcesTools.module.css";
import type { Retry } from "./use-retry.ts";
import type { SourceList } from "./use-source-list.ts";

type SourcesToolsProps = {
  sources: readonly SourceRow[];
  list: SourceList;
  retry: Retry;
  searchRef: RefObject<HTMLInputElement | null>;
};

/** Finds a source by name or address; reads the chosen ones, or all that fail, again. */
export function SourcesTools({ sources, list, retry, searchRef }: SourcesToolsProps) {
  const { t } = useWords();
  const chosen = list.rows.filter(({ id }) => list.selected.has(id));
  const failing = failingSources(sources);
  const isBusy = retry.busy.size > 0;
  return (
    <div className={styles["tools"]}>
      <SearchField list={list} searchRef={searchRef} />
      <span className="grow" />
      {isBusy && <span role="status">{t("monitor.readingMany", { count: retry.busy.size })}</span>}
      {chosen.length > 0 && (
        <>
          <span>{t("monitor.chosen", { count: chosen.length })}</span>
          <ActButton size="small" icon="undo" keys="r" onClick={() => retry.run(chosen)}>
            {t("monitor.retryChosen", { count: chosen.length })}
          </ActButton>
          <ActButton size="small" look="ghost" keys="Escape" onClick={list.clear}>
            {t("monitor.clear")}
          </ActButton>
        </>
      )}
      {chosen.length === 0 && failing.length > 0 && (
        <ActButton size="small" icon="undo" keys="Shift+R" onClick={() => retry.run(failing)}>
          {t("monitor.retryAll", { count: failing.length })}
        </ActButton>
      )}
    </div>
  );
}

function SearchField({ list, searchRef }: Pick<SourcesToolsProps, "list" | "searchRef">) {
  const { t } = useWords();
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === "Escape") list.search("");
    if (event.key === "Escape" || event.key === "Enter") {
      event.preventDefault();
      searchRef.current?.blur();
    }
  }
  return (
    <SearchBox
      ref={searchRef}
      className={styles["field"]}
      label={t("monitor.search")}
      value={list.words}
      onChange={list.search}
      onKeyDown={onKeyDown}
    />
  );
}
