import { useVirtualizer } from "@tanstack/react-virtual";
import { type RefObject, useEffect, useRef } from "react";
import { useEngine } from "../../lib/use-engine.tsx";
import { useMe } from "../../lib/session.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { classNames } from "../../ui/class-names.ts";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { Loading } from "../../ui/Loading.tsx";
import { PickField } from "../../ui/PickField.tsx";
import column from "../../ui/QueueColumn.module.css";
import { SearchBox } from "../../ui/SearchBox.tsx";
import styles from "./outbox.module.css";
import { OutboxLine } from "./OutboxLine.tsx";
import { outboxStates, type OutboxState } from "./outbox-states.ts";
import type { OutboxActs } from "./use-outbox-acts.ts";
import type { OutboxShown } from "./use-outbox.ts";

const lineHeight = 76;
/** More lines are fetched when so few are left below. */
const ahead = 30;

type OutboxListProps = {
  list: OutboxShown;
  chosenId: string | null;
  filter: { state: OutboxState; targetId: string | null; search: string };
  fieldRef: RefObject<HTMLInputElement | null>;
  acts: OutboxActs;
  onState: (state: OutboxState) => void;
  onTarget: (id: string | null) => void;
  onSearch: (words: string) => void;
  onChoose: (id: string) => void;
};

/** Every delivery by its state and target, with a field that finds a contact. */
export function OutboxList(props: OutboxListProps) {
  const { t } = useWords();
  const { filter, fieldRef, onSearch } = props;
  return (
    <nav className={classNames(column["queue"], styles["wide"])} aria-label={t("crmDesk.outbox")}>
      <States {...props} />
      <div className={styles["find"]}>
        <SearchBox
          ref={fieldRef}
          label={t("crmDesk.search")}
          value={filter.search}
          onChange={onSearch}
          onKeyDown={(event) => event.key === "Escape" && (onSearch(""), event.currentTarget.blur())}
        />
        <Targets {...props} />
      </div>
      <Lines {...props} />
    </nav>
  );
}

/** The states with their counts: each is a button that shows only what stands so. */
function States({ list, filter, onState }: OutboxListProps) {
  const { t } = useWords();
  const { number } = useFormat();
  const { counts } = list;
  const countOf = (state: OutboxState): number | null => {
    if (!counts) return null;
    if (state === "all") return counts.queued + counts.sending + counts.blocked + counts.dead + counts.done;
    return counts[state];
  };
  return (
    <div className={styles["states"]} role="group" aria-label={t("crmDesk.filterLabel")}>
      {outboxStates.map((state) => (
        <button
          key={state}
          type="button"
          aria-pressed={filter.state === state}
          className={styles["state"]}
          onClick={() => onState(state)}
        >
          <b>{countOf(state) === null ? "–" : number(countOf(state))}</b>
          {t(`crmDesk.filter.${state}`)}
        </button>
      ))}
    </div>
  );
}

/** Which target is shown; those who may not see targets see all of them mixed. */
function Targets({ filter, list, acts, onTarget }: OutboxListProps) {
  const { t } = useWords();
  const me = useMe();
  const maySee = me?.roles.some((role) => ["admin", "lead", "corpcomm"].includes(role)) ?? false;
  const { data: targets } = useEngine("crm.targets", {}, { enabled: maySee });
  const chosen = targets?.find(({ id }) => id === filter.targetId);
  if (!targets || targets.length === 0) return null;
  const open = (list.counts?.failing ?? 0) + (list.counts?.dead ?? 0);
  return (
    <div className={styles["targets"]}>
      <PickField
        label={t("crmDesk.targetFilter")}
        isLabelHidden
        value={filter.targetId ?? "all"}
        options={[
          { value: "all", says: t("crmDesk.everyTarget") },
          ...targets.map(({ id, name }) => ({ value: id, says: name })),
        ]}
        onChange={(value) => onTarget(value === "all" ? null : value)}
      />
      {chosen && open > 0 && (
        <ActButton size="small" icon="undo" offBecause={acts.retryOff} onClick={() => void acts.retryAll(chosen)}>
          {t("crmDesk.retryAll")}
        </ActButton>
      )}
    </div>
  );
}

function Lines({ list, filter, chosenId, onChoose }: OutboxListProps) {
  const { t } = useWords();
  const scroll = useRef<HTMLDivElement>(null);
  const { rows, loadMore } = list;
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroll.current,
    getItemKey: (index) => rows[index]?.id ?? index,
    estimateSize: () => lineHeight,
    overscan: 8,
  });
  const chosenAt = rows.findIndex(({ id }) => id === chosenId);
  useEffect(() => {
    if (chosenAt >= 0) virtual.scrollToIndex(chosenAt, { align: "auto" });
  }, [virtual, chosenAt]);
  const shown = virtual.getVirtualItems();
  const lastShown = shown.at(-1)?.index ?? 0;
  useEffect(() => {
    if (loadMore && lastShown >= rows.length - ahead) loadMore();
  }, [loadMore, lastShown, rows.length]);
  if (list.error) return <ErrorState error={list.error} onRetry={list.retry} />;
  if (list.isLoading) return <Loading />;
  const isSifted = filter.state !== "all" || filter.targetId !== null || filter.search !== "";
  return (
    <div ref={scroll} className={column["list"]}>
      {rows.length === 0 && <EmptyState title={t(isSifted ? "crmDesk.outboxNone" : "crmDesk.outboxEmpty")} />}
      <ul style={{ height: virtual.getTotalSize() }} className={styles["lines"]}>
        {shown.map(({ index, start }) => {
          const row = rows[index];
          return (
            row && (
              <li key={row.id} style={{ transform: `translateY(${start}px)` }}>
                <OutboxLine row={row} isChosen={row.id === chosenId} onChoose={() => onChoose(row.id)} />
              </li>
            )
          );
        })}
      </ul>
    </div>
  );
}
