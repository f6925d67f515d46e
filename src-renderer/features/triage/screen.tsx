import { useRef, useState } from "react";
import { Link, useSearchParams } from "wouter";
import type { TriageView } from "../../../src-main/contract/methods/triage.ts";
import type { EngineError } from "../../lib/engine.ts";
import { useEngine } from "../../lib/use-engine.tsx";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { AlarmLine } from "../../ui/AlarmLine.tsx";
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
  const { data: counts } = useEngine("triage.counts", {});
  const count = counts?.counts[view];
  function show(next: { view: TriageView; search: string }): void {
    setSearchError(null);
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
      <Views current={alarm === null ? view : null} counts={counts} />
      <div className={styles["desk"]}>
        <header className={styles["bar"]}>
          <h1>{alarm === null ? t(`triage.view.${view}`) : t("triage.alarmMentions")}</h1>
          {alarm === null && search === "" && count !== undefined && (
            <span className={styles["count"]}>{number(count)}</span>
          )}
          {alarm !== null && <Link href={`/alarms?alarm=${alarm}`}>{t("triage.alarmBack")}</Link>}
          <span className="grow" />
          <span className={styles["order"]}>{t(alarm === null ? "triage.order" : "triage.alarmOrder")}</span>
          <SearchField
            key={`${view} ${alarm}`}
            value={search}
            error={searchError}
            fieldRef={searchField}
            onSearch={(words) => show({ view, search: words })}
          />
        </header>
        {alarm === null && <AlarmLine />}
        <TriageDesk
          key={`${view} ${alarm} ${search}`}
          view={view}
          alarm={alarm}
          search={search}
          onSearchError={setSearchError}
          focusSearch={() => searchField.current?.focus()}
        />
      </div>
    </>
  );
}
