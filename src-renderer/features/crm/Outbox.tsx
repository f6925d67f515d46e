import { useState } from "react";
import { Link } from "wouter";
import type { DeliveryRow } from "../../../src-main/contract/methods/crm.ts";
import { useEngine } from "../../lib/use-engine.tsx";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { Badge } from "../../ui/Badge.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { FieldError } from "../../ui/Field.tsx";
import type { IconName } from "../../ui/Icon.tsx";
import { Loading } from "../../ui/Loading.tsx";
import { Segments } from "../../ui/Segments.tsx";
import { Acts, Card } from "../../ui/Card.tsx";
import styles from "../../ui/rows.module.css";
import { useAct } from "../../lib/use-act.ts";
import { useOffBecause } from "../../lib/use-may.ts";

const filters = ["all", "queued", "blocked", "dead", "done"] as const;
type Filter = (typeof filters)[number];
const MOST_ROWS = 200;

/** What waits to be logged elsewhere, what cannot be and why, what arrived. */
export function Outbox() {
  const { t } = useWords();
  const { number } = useFormat();
  const [filter, setFilter] = useState<Filter>("all");
  const { data, error, refetch } = useEngine(
    "crm.deliveries",
    { state: filter === "all" ? null : filter, limit: MOST_ROWS },
    { keepPrevious: true },
  );
  const says = (value: Filter) => {
    const count = value === "all" ? null : (data?.counts[value] ?? null);
    return count === null
      ? t(`crmDesk.filter.${value}`)
      : t("crmDesk.filterCount", { filter: t(`crmDesk.filter.${value}`), count: number(count) });
  };
  return (
    <Card id="crm-outbox" title={t("crmDesk.outbox")} help={t("crmDesk.outboxHelp")}>
      <span>
        <Segments
          label={t("crmDesk.outbox")}
          value={filter}
          options={filters.map((value) => ({ value, says: says(value) }))}
          onChange={setFilter}
        />
      </span>
      {!data && (error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Loading />)}
      {data?.rows.length === 0 && (
        <EmptyState title={t(filter === "all" ? "crmDesk.outboxEmpty" : "crmDesk.outboxNone")} />
      )}
      <ul className={styles["rows"]}>
        {data?.rows.map((row) => (
          <li key={row.id}>
            <Delivery row={row} />
          </li>
        ))}
      </ul>
      {data?.rows.length === MOST_ROWS && (
        <p className={styles["meta"]}>{t("crmDesk.most", { count: number(MOST_ROWS) })}</p>
      )}
    </Card>
  );
}

type Look = {
  state: "queued" | "failing" | "sending" | "done" | "blocked" | "dead";
  icon: IconName;
  tone: "plain" | "wait" | "good" | "warn" | "bad";
};

function lookOf({ state, attempts }: DeliveryRow): Look {
  if (state === "queued")
    return attempts > 0 ? { state: "failing", icon: "undo", tone: "warn" } : { state, icon: "clock", tone: "wait" };
  if (state === "blocked") return { state, icon: "pause", tone: "wait" };
  if (state === "dead") return { state, icon: "stop", tone: "bad" };
  return state === "done" ? { state, icon: "check", tone: "good" } : { state, icon: "send", tone: "plain" };
}

function Delivery({ row }: { row: DeliveryRow }) {
  const { t, say, sayError } = useWords();
  const { moment } = useFormat();
  const retryOff = useOffBecause(["admin", "lead", "corpcomm"]);
  const skipOff = useOffBecause(["admin", "lead"]);
  const retrying = useAct("crm.retry", ["crm.deliveries", "status.get"]);
  const skipping = useAct("crm.skip", ["crm.deliveries", "status.get"]);
  const { state, icon, tone } = lookOf(row);
  const trouble = retrying.trouble ?? skipping.trouble;
  const subject = { id: row.id, version: row.version };
  const facts = [
    row.target,
    moment(row.createdAt),
    ...(row.attempts > 0 ? [t("crmDesk.attempts", { count: row.attempts })] : []),
    ...(row.nextAt !== null && state === "failing" ? [t("crmDesk.nextTry", { time: moment(row.nextAt) })] : []),
  ];
  return (
    <div className={styles["row"]}>
      <div className={styles["what"]}>
        <p className={styles["name"]}>
          <Badge icon={icon} tone={tone}>
            {t(`crmDesk.state.${state}`)}
          </Badge>
          <Link href={`/case/${row.storyId}`}>{row.contact ?? t("crmDesk.openCase")}</Link>
          <span>{row.what}</span>
        </p>
        <p className={styles["meta"]}>{facts.join(" · ")}</p>
        {row.trouble && state !== "done" && (
          <p className={state === "dead" ? styles["bad"] : styles["warn"]}>{say(row.trouble)}</p>
        )}
        {trouble && <FieldError says={sayError(trouble)} />}
      </div>
      <Acts>
        {(state === "failing" || state === "dead" || state === "queued") && (
          <ActButton
            size="small"
            aria-label={t("crmDesk.retryOf", { name: row.contact ?? row.what })}
            offBecause={retryOff}
            onClick={() => void retrying.run(subject)}
          >
            {t("crmDesk.retry")}
          </ActButton>
        )}
        {state === "dead" && (
          <ActButton
            size="small"
            aria-label={t("crmDesk.skipOf", { name: row.contact ?? row.what })}
            title={t("crmDesk.skipHelp")}
            offBecause={skipOff}
            onClick={() => void skipping.run(subject)}
          >
            {t("crmDesk.skip")}
          </ActButton>
        )}
      </Acts>
    </div>
  );
}
