import { type ReactNode, useEffect, useRef, useState } from "react";
import { useLocation } from "wouter";
import type { EngineError } from "../../lib/engine.ts";
import type { Topic } from "../../lib/topic-link.ts";
import { useNow } from "../../lib/now.ts";
import { AlarmLine } from "../../ui/AlarmLine.tsx";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { Loading } from "../../ui/Loading.tsx";
import { ActForm, hasForm } from "./ActForm.tsx";
import { isNarrow, type QueuePlace } from "./queue-place.ts";
import { StoredItems } from "./StoredItems.tsx";
import { useMacroKeys } from "./use-macro-keys.ts";
import { useSelectAll } from "./use-select-all.ts";
import { targetsOf, waitingChanges } from "./list-state.ts";
import { NewBar } from "./NewBar.tsx";
import { NothingHere } from "./NothingHere.tsx";
import { Panel } from "./Panel.tsx";
import styles from "./TriageDesk.module.css";
import { TriageListBox } from "./TriageListBox.tsx";
import { type ChoiceKind, useChoices } from "./use-choices.ts";
import { useTriageActs } from "./use-triage-acts.ts";
import { useTriageKeys } from "./use-triage-keys.ts";
import { useTriageList } from "./use-triage-list.ts";

type TriageDeskProps = {
  place: QueuePlace;
  /** The alarm whose stories are shown in place of the view. */
  alarm: string | null;
  /** The topic whose stories are shown in place of the view. */
  topic: Topic | null;
  /** What the list is narrowed to. */
  bar: ReactNode;
  onSearchError: (error: EngineError | null) => void;
  focusSearch: () => void;
  onFilter: () => void;
  onClear: () => void;
};

/** One view of triage: its list, the preview, and every act on them. */
export function TriageDesk({
  place,
  alarm,
  topic,
  bar,
  onSearchError,
  focusSearch,
  onFilter,
  onClear,
}: TriageDeskProps) {
  const list = useTriageList({ place, alarm, topic });
  const isView = alarm === null && topic === null;
  const acts = useTriageActs({ list, view: isView && !place.everywhere ? place.view : null });
  const selectAll = useSelectAll({ list, place });
  const [open, setOpen] = useState<ChoiceKind | null>(null);
  const [, go] = useLocation();
  const box = useRef<HTMLDivElement>(null);
  const now = useNow(10_000);
  const { state, change, error } = list;
  const { added, left } = waitingChanges(state);
  const targets = targetsOf(state);
  const choices = useChoices({ acts, open, choose: setOpen, targets });
  const isSearchFault = useSearchFault(error, onSearchError);
  const openCase = (query = "") => {
    const [first] = targets;
    if (first) go(`/case/${first.id}${query}`);
  };
  useTriageKeys({
    ...{ list, acts, openCase, choose: setOpen, focusSearch, onFilter, onClear },
    selectAll: isView ? selectAll : null,
  });
  useMacroKeys(acts);
  function close(): void {
    setOpen(null);
    box.current?.focus();
  }
  const engineNow = list.read.asOf + Math.max(0, now - list.read.at);
  return (
    <>
      <section className={styles["list"]}>
        {bar}
        {isView && <AlarmLine />}
        {(added > 0 || left.size > 0) && state.rows.length > 0 && (
          <NewBar added={added} left={left.size} onShow={() => change({ type: "show-new" })} />
        )}
        {list.isLoading && <Loading />}
        {error && !isSearchFault && <ErrorState error={error} onRetry={list.retry} />}
        {!list.isLoading && !error && state.rows.length === 0 && (
          <NothingHere
            view={place.view}
            isAlarm={alarm !== null}
            isTopic={topic !== null}
            isSearch={place.search !== "" || isNarrow(place.filter)}
            isUnfinished={list.loadMore !== null}
            onMore={list.loadMore}
          />
        )}
        {state.rows.length > 0 && (
          <TriageListBox
            list={list}
            left={left}
            engineNow={engineNow}
            boxRef={box}
            onOpen={() => openCase()}
            onCorrect={() => setOpen("correct")}
          />
        )}
        {place.everywhere && place.search !== "" && !error && <StoredItems key={place.search} search={place.search} />}
      </section>
      <Panel
        targets={targets}
        engineNow={engineNow}
        acts={acts}
        choice={{
          open,
          choices,
          form: hasForm(open) ? <ActForm open={open} targets={targets} acts={acts} onDone={close} /> : null,
          onOpen: setOpen,
          onClose: close,
        }}
        selection={{
          count: state.whole?.length ?? targets.length,
          onClear: () => change({ type: "clear" }),
          onAll: isView && state.whole === null ? selectAll : null,
        }}
        openCase={openCase}
      />
    </>
  );
}

/** Whether the search cannot be read: its field says so, and the list stays silent. */
function useSearchFault(error: EngineError | null, tell: (error: EngineError | null) => void): boolean {
  const isFault = error?.code === "query-invalid";
  useEffect(() => tell(isFault ? error : null), [isFault, error, tell]);
  return isFault;
}
