import { useRef, useState } from "react";
import type { DeskPromise } from "../../../src-main/contract/methods/promises.ts";
import { firstNameOf } from "../../lib/approval.ts";
import { useMe } from "../../lib/session.ts";
import { useShortcuts } from "../../lib/shortcuts.tsx";
import { useEngine } from "../../lib/use-engine.tsx";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { SlaShape } from "../../ui/SlaShape.tsx";
import styles from "./Lines.module.css";
import { PromiseForm } from "./PromiseForm.tsx";
import { type PromiseActs, usePromiseActs } from "./use-promises.ts";

type PromisesProps = { storyId: string; contact: string; looksOnly: boolean };

/** What we said we would do in the case: made, kept, taken back by people; its time runs out by itself. */
export function Promises({ storyId, contact, looksOnly }: PromisesProps) {
  const { t } = useWords();
  const me = useMe();
  const { data: promises, error, refetch } = useEngine("promises.ofCase", { storyId });
  const mayPromise =
    !looksOnly && (me?.roles.some((role) => ["agent", "corpcomm", "legal", "lead"].includes(role)) ?? false);
  const { data: suggested } = useEngine("promises.suggest", { storyId }, { enabled: mayPromise });
  const acts = usePromiseActs(storyId);
  const [form, setForm] = useState<"plain" | "suggested" | null>(null);
  const [isWhole, setWhole] = useState(false);
  const add = useRef<HTMLButtonElement>(null);
  const begin = () => mayPromise && setForm(suggested ? "suggested" : "plain");
  useShortcuts("case.keys.title", [{ says: "case.keys.promise", run: () => void begin() }]);
  const binds = ({ state }: DeskPromise) => state === "open" || state === "broken";
  const live = promises?.filter(binds) ?? [];
  const older = promises?.filter((promise) => !binds(promise)) ?? [];
  function close(): void {
    setForm(null);
    requestAnimationFrame(() => add.current?.focus());
  }
  return (
    <section className={styles["part"]}>
      <h3>{t("promises.title")}</h3>
      {error && !promises && <ErrorState error={error} onRetry={() => void refetch()} />}
      {promises && live.length === 0 && !form && <p className={styles["quiet"]}>{t("promises.none")}</p>}
      {live.map((promise) => (
        <PromiseCard key={promise.id} promise={promise} acts={acts} mayAct={mayPromise} />
      ))}
      {suggested && !form && mayPromise && (
        <p className={styles["quiet"]}>{t("promises.suggested", { words: suggested.what })}</p>
      )}
      {form && (
        <PromiseForm
          acts={acts}
          contact={contact}
          suggested={form === "suggested" ? (suggested ?? null) : null}
          onDone={close}
        />
      )}
      <div className={styles["acts"]}>
        {mayPromise && !form && (
          <ActButton ref={add} size="small" icon="plus" keys="Shift+P" onClick={() => void begin()}>
            {t(suggested ? "promises.useIt" : "promises.add")}
          </ActButton>
        )}
        {older.length > 0 && (
          <ActButton size="small" look="ghost" aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
            {t("promises.older", { count: older.length })}
          </ActButton>
        )}
      </div>
      {isWhole &&
        older.map((promise) => <PromiseCard key={promise.id} promise={promise} acts={acts} mayAct={mayPromise} />)}
    </section>
  );
}

type PromiseCardProps = { promise: DeskPromise; acts: PromiseActs; mayAct: boolean };

function PromiseCard({ promise, acts, mayAct }: PromiseCardProps) {
  const { t } = useWords();
  const { state } = promise;
  const isBinding = state === "open" || state === "broken";
  return (
    <article className={styles["card"]} data-state={state}>
      <p className={styles["words"]}>{promise.what ?? t("promises.erased")}</p>
      <Standing promise={promise} />
      {mayAct && (
        <div className={styles["acts"]}>
          {isBinding ? (
            <>
              <ActButton size="small" icon="check" aria-busy={acts.isBusy} onClick={() => acts.keep(promise)}>
                {t("promises.keep")}
              </ActButton>
              <ActButton size="small" look="ghost" aria-busy={acts.isBusy} onClick={() => acts.withdraw(promise)}>
                {t("promises.withdraw")}
              </ActButton>
            </>
          ) : (
            <ActButton size="small" look="ghost" aria-busy={acts.isBusy} onClick={() => acts.reopen(promise)}>
              {t("promises.reopen")}
            </ActButton>
          )}
        </div>
      )}
    </article>
  );
}

function Standing({ promise }: { promise: DeskPromise }) {
  const { t } = useWords();
  const { moment } = useFormat();
  const { state, isLate, toWhom, dueAt, keptBy, keptAt, withdrawnBy, withdrawnAt } = promise;
  const due =
    toWhom === null
      ? t("promises.by", { time: moment(dueAt) })
      : t("promises.for", { name: toWhom, time: moment(dueAt) });
  const ended = {
    name: firstNameOf((keptBy ?? withdrawnBy)?.name ?? ""),
    time: moment(keptAt ?? withdrawnAt ?? dueAt),
  };
  return (
    <p className={styles["quiet"]} data-late={state === "broken"}>
      {state === "broken" && <SlaShape state="breached" />}
      {due}
      {state !== "open" &&
        `, ${t(state === "kept" && isLate ? "promises.state.keptLate" : `promises.state.${state}`, ended)}`}
    </p>
  );
}
