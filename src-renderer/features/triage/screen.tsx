import { useMemo, useRef, useState } from "react";
import { Link, useSearchParams } from "wouter";
import type { TriageView } from "../../../src-main/contract/methods/triage.ts";
import type { EngineError } from "../../lib/engine.ts";
import { splitLanguage, withLanguage } from "../../lib/languages.ts";
import { readTopic, type Topic } from "../../lib/topic-link.ts";
import { useEngine } from "../../lib/use-engine.tsx";
import { useFormat } from "../../lib/use-format.ts";
import { type Translate, useWords } from "../../lib/words.ts";
import { LanguageFilter } from "./LanguageFilter.tsx";
import { SearchField } from "./SearchField.tsx";
import styles from "./screen.module.css";
import { TriageDesk } from "./TriageDesk.tsx";
import { triageViews, Views } from "./Views.tsx";

/** Triage: views at the left, the list, and the row under the cursor in full at the right. */
export function TriageScreen() {
  const { t } = useWords();
  const { number } = useFormat();
  const [params, setParams] = useSearchParams();
  const [searchError, setSearchError] = useState<EngineError | null>(null);
  const searchField = useRef<HTMLInputElement>(null);
  const view = triageViews.find((known) => known === params.get("view")) ?? "waiting";
  const search = params.get("search") ?? "";
  const alarm = params.get("alarm");
  const topic = useMemo(() => readTopic(params), [params]);
  const isView = alarm === null && topic === null;
  const { data: counts } = useEngine("triage.counts", {});
  const count = counts?.counts[view];
  function show(next: { view: TriageView; search: string }): void {
    setSearchError(null);
    if (topic) return setParams(withSearch(params, next.search), { replace: true });
    setParams(
      {
        ...(next.view !== "waiting" && { view: next.view }),
        ...(alarm !== null && { alarm }),
        ...(next.search && { search: next.search }),
      },
      { replace: true },
    );
  }
  return (
    <>
      <Views current={isView ? view : null} counts={counts} />
      <div className={styles["desk"]}>
        <header className={styles["bar"]}>
          <h1 className="clip">
            {topic ? topicTitle(topic, t) : t(alarm === null ? `triage.view.${view}` : "triage.alarmMentions")}
          </h1>
          {isView && search === "" && count !== undefined && <span className={styles["count"]}>{number(count)}</span>}
          {alarm !== null && <Link href={`/alarms?alarm=${alarm}`}>{t("triage.alarmBack")}</Link>}
          {topic && <Link href={`/topics?${params.get("back") ?? ""}`}>{t("triage.topicBack")}</Link>}
          <span className="grow" />
          <span className={styles["order"]}>{t(isView ? "triage.order" : "triage.alarmOrder")}</span>
          <LanguageFilter
            value={splitLanguage(search).lang}
            onChange={(lang) => show({ view, search: withLanguage(search, lang) })}
          />
          <SearchField
            key={`${view} ${alarm} ${topic?.term} ${splitLanguage(search).lang}`}
            value={search}
            error={searchError}
            fieldRef={searchField}
            onSearch={(words) => show({ view, search: words })}
          />
        </header>
        <TriageDesk
          key={`${view} ${alarm} ${JSON.stringify(topic)} ${search}`}
          view={view}
          alarm={alarm}
          topic={topic}
          search={search}
          onSearchError={setSearchError}
          focusSearch={() => searchField.current?.focus()}
        />
      </div>
    </>
  );
}

function topicTitle({ term }: Topic, t: Translate): string {
  return term === null ? t("triage.topicAll") : t("triage.topicMentions", { term });
}

function withSearch(params: URLSearchParams, search: string): URLSearchParams {
  const next = new URLSearchParams(params);
  if (search) next.set("search", search);
  else next.delete("search");
  return next;
}
