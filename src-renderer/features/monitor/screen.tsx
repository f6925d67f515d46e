import { type KeyboardEvent, type Ref, useRef, useState } from "react";
import type { SourceRow } from "../../../src-main/contract/methods/sources.ts";
import { useMe } from "../../lib/session.ts";
import { useWords } from "../../lib/words.ts";
import { AddSource } from "./AddSource.tsx";
import { OpmlPanel } from "./OpmlPanel.tsx";
import { RulesPanel } from "./RulesPanel.tsx";
import styles from "./screen.module.css";
import { SourcePanel } from "./SourcePanel.tsx";
import { SourcesPart } from "./SourcesPart.tsx";
import { useMonitorKeys } from "./use-monitor-keys.ts";
import { type Retry, useRetry } from "./use-retry.ts";
import { useSourceList } from "./use-source-list.ts";
import { useSources } from "./use-sources.ts";
import { useWatchDesk } from "./use-watch-desk.ts";
import { WatchesPanel } from "./WatchesPanel.tsx";

type Tab = "watches" | "rules";
const none: readonly SourceRow[] = [];
const tabs = ["watches", "rules"] as const satisfies readonly Tab[];
/** What stands over the tabs: one source, the way to a new one, or lists of feeds. */
type Over = { kind: "source"; id: string } | { kind: "add" } | { kind: "opml" } | null;

/** Monitor: the sources and how they are, at the right what is looked for in them. */
export function MonitorScreen() {
  const { mayEdit } = useRights();
  const { sources, error, refetch, remove } = useSources();
  const list = useSourceList(sources ?? none);
  const retry = useRetry();
  const [over, setOver] = useState<Over>(null);
  const query = useRef<HTMLTextAreaElement>(null);
  const search = useRef<HTMLInputElement>(null);
  const table = useRef<{ focus: () => void }>(null);
  const open = over?.kind === "source" ? sources?.find(({ id }) => id === over.id) : undefined;
  const add = () => setOver({ kind: "add" });
  function close() {
    setOver(null);
    table.current?.focus();
  }
  const show = (source: SourceRow) => setOver({ kind: "source", id: source.id });
  useMonitorKeys({
    list,
    retry,
    sources: sources ?? none,
    isOver: over !== null,
    isShowing: open !== undefined,
    show,
    close,
    add: () => mayEdit && add(),
    focusSearch: () => search.current?.focus(),
    focusQuery: () => query.current?.focus(),
  });
  return (
    <div className={styles["monitor"]}>
      <SourcesPart
        sources={sources}
        error={error}
        onReload={() => void refetch()}
        list={list}
        retry={retry}
        openId={open?.id ?? null}
        mayEdit={mayEdit}
        searchRef={search}
        tableRef={table}
        onOpen={show}
        onAdd={add}
        onLists={() => setOver({ kind: "opml" })}
      />
      <Side
        isAdding={over?.kind === "add"}
        hasLists={over?.kind === "opml"}
        open={open}
        retry={retry}
        queryRef={query}
        onClose={close}
        onAdded={({ id }) => void refetch().then(() => setOver({ kind: "source", id }))}
        onRemove={(source) => {
          remove(source);
          close();
        }}
      />
    </div>
  );
}

function useRights(): { mayEdit: boolean; mayWatch: boolean } {
  const roles = useMe()?.roles ?? [];
  const mayEdit = roles.includes("admin") || roles.includes("lead");
  return { mayEdit, mayWatch: mayEdit || roles.includes("corpcomm") };
}

type SideProps = {
  isAdding: boolean;
  hasLists: boolean;
  open: SourceRow | undefined;
  retry: Retry;
  queryRef: Ref<HTMLTextAreaElement>;
  onClose: () => void;
  onAdded: (source: SourceRow) => void;
  onRemove: (source: SourceRow) => void;
};

/** The right side. The watches stay as they were left while a source lies over them. */
function Side({ isAdding, hasLists, open, retry, queryRef, onClose, onAdded, onRemove }: SideProps) {
  const { t } = useWords();
  const { mayEdit, mayWatch } = useRights();
  const watches = useWatchDesk();
  const [tab, setTab] = useState<Tab>("watches");
  const isOver = isAdding || hasLists || open !== undefined;
  function onKeyDown(event: KeyboardEvent) {
    // Also out of a text field, where single keys belong to the words.
    if (event.key !== "Escape" || !isOver) return;
    event.preventDefault();
    onClose();
  }
  return (
    <aside className={styles["side"]} aria-label={t("monitor.side")} onKeyDown={onKeyDown}>
      {isAdding && <AddSource onClose={onClose} onAdded={onAdded} />}
      {hasLists && <OpmlPanel onClose={onClose} />}
      {open && (
        <SourcePanel
          key={open.id}
          source={open}
          retry={retry}
          mayEdit={mayEdit}
          onClose={onClose}
          onRemove={() => onRemove(open)}
        />
      )}
      {!isOver && <Tabs tab={tab} onTab={setTab} />}
      {!isOver && tab === "watches" && <WatchesPanel desk={watches} mayEdit={mayWatch} queryRef={queryRef} />}
      {!isOver && tab === "rules" && <RulesPanel mayEdit={mayEdit} />}
    </aside>
  );
}

function Tabs({ tab, onTab }: { tab: Tab; onTab: (tab: Tab) => void }) {
  const { t } = useWords();
  return (
    <div className={styles["tabs"]} role="group" aria-label={t("monitor.side")}>
      <div className={styles["seg"]}>
        {tabs.map((name) => (
          <button key={name} type="button" aria-pressed={name === tab} onClick={() => onTab(name)}>
            {t(`monitor.tab.${name}`)}
          </button>
        ))}
      </div>
    </div>
  );
}
