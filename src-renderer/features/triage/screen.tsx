import { useMemo, useRef, useState } from "react";
import { Link, useSearchParams } from "wouter";
import type { EngineError } from "../../lib/engine.ts";
import { readTopic, type Topic } from "../../lib/topic-link.ts";
import { useEngine } from "../../lib/use-engine.tsx";
import { useFormat } from "../../lib/use-format.ts";
import { type Translate, useWords } from "../../lib/words.ts";
import { Loading } from "../../ui/Loading.tsx";
import { FilterBar } from "./FilterBar.tsx";
import { FilterPicker } from "./FilterPicker.tsx";
import { isNarrow, type QueuePlace, readPlace, writePlace } from "./queue-place.ts";
import { SearchField } from "./SearchField.tsx";
import styles from "./screen.module.css";
import { TriageDesk } from "./TriageDesk.tsx";
import { Views } from "./Views.tsx";

/** Triage: views at the left, the list, and the row under the cursor in full at the right. */
export function TriageScreen() {
  const { t } = useWords();
  const { number } = useFormat();
  const [params, setParams] = useSearchParams();
  const [searchError, setSearchError] = useState<EngineError | null>(null);
  const [isFiltering, setFiltering] = useState(false);
  const searchField = useRef<HTMLInputElement>(null);
  const { data: saved, isPending } = useEngine("views.list", {});
  const place = useMemo(() => readPlace(params, saved), [params, saved]);
  const alarm = params.get("alarm");
  const topic = useMemo(() => readTopic(params), [params]);
  const isView = alarm === null && topic === null;
  const { data: counts } = useEngine("triage.counts", {});
  const { view, filter, search } = place;
  const isPlain = search === "" && !isNarrow(filter) && !place.everywhere;
  const count = counts?.counts[view];
  function change(part: Partial<QueuePlace>): void {
    setSearchError(null);
    const next = writePlace({ ...place, ...part });
    const others = [...params].filter(([name]) => !placeParams.has(name));
    setParams({ ...Object.fromEntries(others), ...next }, { replace: true });
  }
  const title = topic ? topicTitle(topic, t) : alarm === null ? placeTitle(place, t) : t("triage.alarmMentions");
  const named = saved?.find(({ id }) => id === place.saved)?.name;
  return (
    <>
      <Views current={isView && place.saved === null ? view : null} counts={counts} saved={place.saved} />
      <div className={styles["desk"]}>
        <header className={styles["bar"]}>
          <h1 className="clip">{(isView && named) || title}</h1>
          {isView && isPlain && count !== undefined && <span className={styles["count"]}>{number(count)}</span>}
          {alarm !== null && <Link href={`/alarms?alarm=${alarm}`}>{t("triage.alarmBack")}</Link>}
          {topic && <Link href={`/topics?${params.get("back") ?? ""}`}>{t("triage.topicBack")}</Link>}
          <span className="grow" />
          <span className={styles["order"]}>
            {t(isView && !place.everywhere ? "triage.order" : "triage.alarmOrder")}
          </span>
          <FilterPicker
            filter={filter}
            isOpen={isFiltering}
            onOpen={setFiltering}
            onChange={(narrowed) => change({ filter: narrowed })}
          />
          <SearchField
            key={`${view} ${place.saved} ${alarm} ${topic?.term} ${search === "" ? "" : "words"}`}
            value={search}
            error={searchError}
            fieldRef={searchField}
            onSearch={(words) => change({ search: words })}
            onEverywhere={isView ? (words) => change({ search: words, everywhere: true }) : null}
          />
        </header>
        {place.saved !== null && isPending ? (
          <Loading />
        ) : (
          <TriageDesk
            key={`${view} ${alarm} ${JSON.stringify(topic)} ${JSON.stringify(filter)} ${search} ${place.everywhere}`}
            place={place}
            alarm={alarm}
            topic={topic}
            bar={<FilterBar place={place} isFault={searchError !== null} canSave={isView} onChange={change} />}
            onSearchError={setSearchError}
            focusSearch={() => searchField.current?.focus()}
            onFilter={() => setFiltering(true)}
            onClear={() => change({ filter: {}, search: "", everywhere: false })}
          />
        )}
      </div>
    </>
  );
}

const placeParams: ReadonlySet<string> = new Set(["view", "filter", "search", "everywhere", "saved", "changed"]);

function placeTitle({ view, everywhere }: QueuePlace, t: Translate): string {
  return everywhere ? t("queue.scope.everywhere") : t(`triage.view.${view}`);
}

function topicTitle({ term }: Topic, t: Translate): string {
  return term === null ? t("triage.topicAll") : t("triage.topicMentions", { term });
}
