import { useRef, useState } from "react";
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
  const { t } = useWords();
  const roles = useMe()?.roles ?? [];
  const mayEdit = roles.includes("admin") || roles.includes("lead");
  const mayWatch = mayEdit || roles.includes("corpcomm");
  const { sources, error, refetch, remove } = useSources();
  const watches = useWatchDesk();
  const [tab, setTab] = useState<Tab>("watches");
  const [over, setOver] = useState<Over>(null);
  const query = useRef<HTMLTextAreaElement>(null);
  const open = over?.kind === "source" ? sources?.find(({ id }) => id === over.id) : undefined;
  function close() {
    setOver(null);
    focusRow();
  }
  useShortcuts("monitor.keys.title", [
    { keys: "n", says: "monitor.add.title", run: () => mayEdit && setOver({ kind: "add" }) },
    { keys: "j", says: "monitor.keys.next", run: () => focusRow(1) },
    { keys: "k", says: "monitor.keys.previous", run: () => focusRow(-1) },
    { keys: "q", says: "monitor.keys.query", run: () => query.current?.focus() },
    {
      keys: "Ctrl+S",
      says: "monitor.keys.save",
      run: () => void (mayWatch && over === null && tab === "watches" && watches.save()),
    },
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
        onAdd={() => setOver({ kind: "add" })}
      />
      <aside className={styles["side"]} aria-label={t("monitor.side")}>
        {over?.kind === "add" && (
          <AddSource
            onClose={close}
            onAdded={(source: SourceRow) => void refetch().then(() => setOver({ kind: "source", id: source.id }))}
          />
        )}
        {open && (
          <SourcePanel
            key={open.id}
            source={open}
            mayEdit={mayEdit}
            onClose={close}
            onRemove={() => (remove(open), close())}
          />
        )}
        {over?.kind !== "add" && !open && (
          <>
            <Tabs tab={tab} onTab={setTab} />
            {tab === "watches" ? (
              <WatchesPanel desk={watches} mayEdit={mayWatch} queryRef={query} />
            ) : (
              <RulesPanel mayEdit={mayEdit} />
            )}
          </>
        )}
      </aside>
    </div>
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
