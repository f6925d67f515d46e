import { type KeyboardEvent, type Ref, useRef, useState } from "react";
import type { SourceRow } from "../../../src-main/contract/methods/sources.ts";
import { useMe } from "../../lib/session.ts";
import { useShortcuts } from "../../lib/shortcuts.tsx";
import { useWords } from "../../lib/words.ts";
import { AddSource } from "./AddSource.tsx";
import { RulesPanel } from "./RulesPanel.tsx";
import styles from "./screen.module.css";
import { SourcePanel } from "./SourcePanel.tsx";
import { SourcesPart } from "./SourcesPart.tsx";
import { useSources } from "./use-sources.ts";
import { useWatchDesk } from "./use-watch-desk.ts";
import { WatchesPanel } from "./WatchesPanel.tsx";

type Tab = "watches" | "rules";
const tabs = ["watches", "rules"] as const satisfies readonly Tab[];
/** What stands over the tabs: one source, or the way to a new one. */
type Over = { kind: "source"; id: string } | { kind: "add" } | null;

/** Monitor: the sources and how they are, at the right what is looked for in them. */
export function MonitorScreen() {
  const { mayEdit } = useRights();
  const { sources, error, refetch, remove } = useSources();
  const [over, setOver] = useState<Over>(null);
  const query = useRef<HTMLTextAreaElement>(null);
  const open = over?.kind === "source" ? sources?.find(({ id }) => id === over.id) : undefined;
  const add = () => setOver({ kind: "add" });
  function close() {
    setOver(null);
    focusRow();
  }
  useShortcuts("monitor.keys.title", [
    { keys: "n", says: "monitor.add.title", run: () => mayEdit && add() },
    { keys: "j", says: "monitor.keys.next", run: () => focusRow(1) },
    { keys: "k", says: "monitor.keys.previous", run: () => focusRow(-1) },
    { keys: "q", says: "monitor.keys.query", run: () => query.current?.focus() },
    { keys: "Escape", says: "monitor.keys.close", run: close },
  ]);
  return (
    <div className={styles["monitor"]}>
      <SourcesPart
        sources={sources}
        error={error}
        onRetry={() => void refetch()}
        openId={open?.id ?? null}
        mayEdit={mayEdit}
        onOpen={(id) => setOver({ kind: "source", id })}
        onAdd={add}
      />
      <Side
        isAdding={over?.kind === "add"}
        open={open}
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
  open: SourceRow | undefined;
  queryRef: Ref<HTMLTextAreaElement>;
  onClose: () => void;
  onAdded: (source: SourceRow) => void;
  onRemove: (source: SourceRow) => void;
};

/** The right side. The watches stay as they were left while a source lies over them. */
function Side({ isAdding, open, queryRef, onClose, onAdded, onRemove }: SideProps) {
  const { t } = useWords();
  const { mayEdit, mayWatch } = useRights();
  const watches = useWatchDesk();
  const [tab, setTab] = useState<Tab>("watches");
  const isOver = isAdding || open !== undefined;
  function onKeyDown(event: KeyboardEvent) {
    // Also out of a text field, where single keys belong to the words.
    if (event.key !== "Escape" || !isOver) return;
    event.preventDefault();
    onClose();
  }
  return (
    <aside className={styles["side"]} aria-label={t("monitor.side")} onKeyDown={onKeyDown}>
      {isAdding && <AddSource onClose={onClose} onAdded={onAdded} />}
      {open && (
        <SourcePanel key={open.id} source={open} mayEdit={mayEdit} onClose={onClose} onRemove={() => onRemove(open)} />
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

/** Walks the focus along the rows of the table; without a step it goes to the open row. */
function focusRow(step: 1 | -1 | 0 = 0): void {
  const buttons = [...document.querySelectorAll<HTMLButtonElement>("main tbody button")];
  const at = buttons.findIndex(
    (button) =>
      button === document.activeElement ||
      (document.activeElement?.closest("tbody") === null && button.hasAttribute("aria-current")),
  );
  buttons[Math.max(0, Math.min(buttons.length - 1, at + step))]?.focus();
}
