import type { Ref, RefObject } from "react";
import { useLocation } from "wouter";
import type { SourceRow } from "../../../src-main/contract/methods/sources.ts";
import type { EngineError } from "../../lib/engine.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { Loading } from "../../ui/Loading.tsx";
import { isOfKind, shownKinds } from "./source-list.ts";
import styles from "./SourcesPart.module.css";
import { SourcesTable } from "./SourcesTable.tsx";
import { SourcesTools } from "./SourcesTools.tsx";
import type { Retry } from "./use-retry.ts";
import type { SourceList } from "./use-source-list.ts";

type SourcesPartProps = {
  sources: readonly SourceRow[] | undefined;
  error: EngineError | null;
  onReload: () => void;
  list: SourceList;
  retry: Retry;
  openId: string | null;
  mayEdit: boolean;
  searchRef: RefObject<HTMLInputElement | null>;
  tableRef: Ref<{ focus: () => void }>;
  onOpen: (source: SourceRow) => void;
  onAdd: () => void;
  onLists: () => void;
};

/** The left side: how many sources there are and how they do, and the table. */
export function SourcesPart({ sources, error, onReload, list, retry, openId, mayEdit, ...rest }: SourcesPartProps) {
  const { t } = useWords();
  const { searchRef, tableRef, onOpen, onAdd, onLists } = rest;
  const [, go] = useLocation();
  const hasSources = sources !== undefined && sources.length > 0;
  return (
    <section className={styles["part"]} aria-label={t("monitor.sources")}>
      <header className={styles["bar"]}>
        <h1>{t("monitor.sources")}</h1>
        {sources && <Summary sources={sources} list={list} />}
        <span className="grow" />
        <ActButton
          look="ghost"
          icon="file"
          offBecause={mayEdit ? undefined : t("refusal.not-allowed")}
          onClick={() => go("/import")}
        >
          {t("monitor.import")}
        </ActButton>
        <ActButton icon="file" onClick={onLists} offBecause={mayEdit ? undefined : t("refusal.not-allowed")}>
          {t("opml.button")}
        </ActButton>
        <ActButton icon="plus" keys="n" onClick={onAdd} offBecause={mayEdit ? undefined : t("refusal.not-allowed")}>
          {t("monitor.add.title")}
        </ActButton>
      </header>
      {!sources && (error ? <ErrorState error={error} onRetry={onReload} /> : <Loading />)}
      {sources?.length === 0 && <EmptyState title={t("monitor.empty")} facts={t("monitor.emptyMore")} />}
      {hasSources && <SourcesTools sources={sources} list={list} retry={retry} searchRef={searchRef} />}
      {hasSources && list.rows.length === 0 && <NothingLeft list={list} />}
      {hasSources && list.rows.length > 0 && (
        <SourcesTable list={list} openId={openId} tableRef={tableRef} onOpen={onOpen} />
      )}
    </section>
  );
}

/** "32, 1 broken, 3 retrying": each count narrows the table to itself, the first one shows all again. */
function Summary({ sources, list: { kinds, toggleKind } }: { sources: readonly SourceRow[]; list: SourceList }) {
  const { t } = useWords();
  const { number } = useFormat();
  const parts = shownKinds
    .map((kind) => ({ kind, count: sources.filter((source) => isOfKind(source, kind)).length }))
    .filter(({ kind, count }) => count > 0 || kinds.includes(kind));
  return (
    <div className={styles["summary"]} role="group" aria-label={t("monitor.show")}>
      <button
        type="button"
        aria-pressed={kinds.length === 0}
        aria-label={t("monitor.showAll", { count: sources.length })}
        onClick={() => toggleKind(null)}
      >
        {number(sources.length)}
      </button>
      {parts.map(({ kind, count }) => (
        <span key={kind}>
          {", "}
          <button type="button" aria-pressed={kinds.includes(kind)} onClick={() => toggleKind(kind)}>
            {t(`monitor.summary.${kind}`, { count })}
          </button>
        </span>
      ))}
    </div>
  );
}

function NothingLeft({ list }: { list: SourceList }) {
  const { t } = useWords();
  const showAll = () => {
    list.search("");
    list.toggleKind(null);
  };
  return (
    <EmptyState
      title={t(list.words.trim() === "" ? "monitor.noneOfKind" : "monitor.noneFound")}
      act={<ActButton onClick={showAll}>{t("monitor.showEvery")}</ActButton>}
    />
  );
}
