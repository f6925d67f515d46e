import { useEffect, useRef, useState } from "react";
import { useLocation } from "wouter";
import type { TriageView } from "../../../src-main/contract/methods/triage.ts";
import type { EngineError } from "../../lib/engine.ts";
import type { Topic } from "../../lib/topic-link.ts";
import { useNow } from "../../lib/now.ts";
import { AlarmLine } from "../../ui/AlarmLine.tsx";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { Loading } from "../../ui/Loading.tsx";
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
  view: TriageView;
  /** The alarm whose stories are shown in place of the view. */
  alarm: string | null;
  /** The topic whose stories are shown in place of the view. */
  topic: Topic | null;
  search: string;
  onSearchError: (error: EngineError | null) => void;
  focusSearch: () => void;
};

/** One view of triage: its list, the preview, and every act on them. */
export function TriageDesk({ view, alarm, topic, search, onSearchError, focusSearch }: TriageDeskProps) {
  const list = useTriageList({ view, alarm, topic, search });
  const acts = useTriageActs({ list, view: alarm === null && topic === null ? view : null });
  const [open, setOpen] = useState<ChoiceKind | null>(null);
  const choices = useChoices({ acts, open });
  const [, go] = useLocation();
  const box = useRef<HTMLDivElement>(null);
  const now = useNow(10_000);
  const { state, change, error } = list;
  const { added, left } = waitingChanges(state);
  const targets = targetsOf(state);
  const isSearchFault = error?.code === "query-invalid";
  useEffect(() => onSearchError(isSearchFault ? error : null), [isSearchFault, error, onSearchError]);
  const openCase = (query = "") => {
    const [first] = targets;
    if (first) go(`/case/${first.id}${query}`);
  };
  useTriageKeys({ list, acts, openCase, choose: setOpen, focusSearch });
  const engineNow = list.read.asOf + Math.max(0, now - list.read.at);
  return (
    <>
      <section className={styles["list"]}>
        {alarm === null && topic === null && <AlarmLine />}
        {(added > 0 || left.size > 0) && state.rows.length > 0 && (
          <NewBar added={added} left={left.size} onShow={() => change({ type: "show-new" })} />
        )}
        {list.isLoading && <Loading />}
        {error && !isSearchFault && <ErrorState error={error} onRetry={list.retry} />}
        {!list.isLoading && !error && state.rows.length === 0 && (
          <NothingHere view={view} isAlarm={alarm !== null} isTopic={topic !== null} isSearch={search !== ""} />
        )}
        {state.rows.length > 0 && (
          <TriageListBox list={list} left={left} engineNow={engineNow} boxRef={box} onOpen={() => openCase()} />
        )}
      </section>
      <Panel
        targets={targets}
        engineNow={engineNow}
        acts={acts}
        choice={{
          open,
          choices,
          onOpen: setOpen,
          onClose: () => {
            setOpen(null);
            box.current?.focus();
          },
        }}
        onClear={() => change({ type: "clear" })}
        openCase={openCase}
      />
    </>
  );
}
