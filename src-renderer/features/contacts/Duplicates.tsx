import type { ContactRow } from "../../../src-main/contract/methods/contacts.ts";
import { useEngine } from "../../lib/use-engine.tsx";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { Loading } from "../../ui/Loading.tsx";
import work from "../../ui/WorkSheet.module.css";
import { secondLine } from "./ContactLine.tsx";
import styles from "./contacts.module.css";
import { useMergeActs } from "./use-merge-acts.ts";

type DuplicatesProps = { onOpen: (id: string) => void; onMerge: (oneId: string, otherId: string) => void };

/** Pairs that may be one person, each with why. A person decides; nothing is merged by itself. */
export function Duplicates({ onOpen, onMerge }: DuplicatesProps) {
  const { t, say } = useWords();
  const acts = useMergeActs();
  const { data, error, refetch } = useEngine("contacts.duplicates", {});
  if (!data) return error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Loading />;
  return (
    <div className={work["work"]}>
      <header className={work["bar"]}>
        <h2>{t("contacts.duplicates.title")}</h2>
      </header>
      <div className={work["sheet"]} tabIndex={0} role="region" aria-label={t("contacts.duplicates.title")}>
        {data.pairs.length === 0 && (
          <EmptyState title={t("contacts.duplicates.none")} facts={t("contacts.duplicates.noneFacts")} />
        )}
        <ul className={styles["stack"]}>
          {data.pairs.map(({ one, other, reasons }) => (
            <li key={`${one.id} ${other.id}`} className={styles["card"]}>
              <div className={styles["pair"]}>
                <Side row={one} onOpen={onOpen} />
                <Side row={other} onOpen={onOpen} />
              </div>
              {reasons.map((reason) => (
                <p key={reason.code}>{say(reason)}</p>
              ))}
              <div className={styles["acts"]}>
                <ActButton onClick={() => onMerge(one.id, other.id)}>{t("contacts.merge.compare")}</ActButton>
                <ActButton look="ghost" onClick={() => void acts.tellApart(one, other)}>
                  {t("contacts.apart")}
                </ActButton>
              </div>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}

function Side({ row, onOpen }: { row: ContactRow; onOpen: (id: string) => void }) {
  return (
    <div className={styles["one"]}>
      <ActButton size="small" look="ghost" onClick={() => onOpen(row.id)}>
        {row.name}
      </ActButton>
      <span className={styles["quiet"]} dir="auto">
        {secondLine(row)}
      </span>
    </div>
  );
}
