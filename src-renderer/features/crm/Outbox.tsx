import { useRef } from "react";
import { useLocation, useSearchParams } from "wouter";
import { useShortcuts } from "../../lib/shortcuts.tsx";
import { useWords } from "../../lib/words.ts";
import { Message } from "../../ui/Message.tsx";
import { DeliveryDetail } from "./DeliveryDetail.tsx";
import { mayRetry, maySkip } from "./delivery-look.ts";
import styles from "./outbox.module.css";
import { OutboxList } from "./OutboxList.tsx";
import { outboxStates, type OutboxState } from "./outbox-states.ts";
import { useOutboxActs } from "./use-outbox-acts.ts";
import { useOutbox } from "./use-outbox.ts";

/** What leaves for the CRMs: the list, and the chosen delivery whole at its right. The address names both. */
export function Outbox() {
  const { t } = useWords();
  const [params, setParams] = useSearchParams();
  const [, go] = useLocation();
  const field = useRef<HTMLInputElement>(null);
  const sheet = useRef<HTMLDivElement>(null);
  const acts = useOutboxActs();
  const state = outboxStates.find((each) => each === params.get("state")) ?? "all";
  const targetId = params.get("target");
  const search = params.get("find") ?? "";
  const list = useOutbox({ state: state === "all" ? null : state, targetId, search });
  const wantedId = params.get("delivery");
  const chosenId = wantedId ?? list.rows[0]?.id ?? null;
  const chosen = list.rows.find(({ id }) => id === chosenId);
  function change(next: Readonly<Record<string, string | null>>): void {
    setParams(
      (known) => {
        for (const [name, value] of Object.entries(next)) {
          if (value === null || value === "") known.delete(name);
          else known.set(name, value);
        }
        return known;
      },
      { replace: true },
    );
  }
  function move(by: number): void {
    const at = list.rows.findIndex(({ id }) => id === chosenId);
    const next = list.rows[Math.min(list.rows.length - 1, Math.max(0, at + by))];
    if (next) change({ delivery: next.id });
  }
  useShortcuts("crmDesk.keys.title", [
    { says: "crmDesk.keys.next", run: () => move(1) },
    { says: "crmDesk.keys.previous", run: () => move(-1) },
    { says: "crmDesk.keys.search", run: () => field.current?.focus() },
    { says: "crmDesk.keys.open", run: () => sheet.current?.focus() },
    ...(chosen
      ? ([
          { says: "crmDesk.keys.case", run: () => go(`/case/${chosen.storyId}`) },
          ...(mayRetry(chosen) && !acts.retryOff
            ? ([{ says: "crmDesk.keys.retry", run: () => void acts.retry(chosen) }] as const)
            : []),
          ...(maySkip(chosen) && !acts.skipOff
            ? ([{ says: "crmDesk.keys.skip", run: () => void acts.skip(chosen) }] as const)
            : []),
        ] as const)
      : []),
  ]);
  return (
    <div className={styles["desk"]} id="crm-outbox">
      <OutboxList
        list={list}
        chosenId={chosenId}
        filter={{ state, targetId, search }}
        fieldRef={field}
        acts={acts}
        onState={(next: OutboxState) => change({ state: next === "all" ? null : next, delivery: null })}
        onTarget={(id) => change({ target: id, delivery: null })}
        onSearch={(words) => change({ find: words, delivery: null })}
        onChoose={(id) => change({ delivery: id })}
      />
      <div className={styles["side"]}>
        {chosenId === null ? (
          <Message title={t("crmDesk.nothingChosen")} />
        ) : (
          <DeliveryDetail key={chosenId} id={chosenId} sheetRef={sheet} acts={acts} />
        )}
      </div>
    </div>
  );
}
