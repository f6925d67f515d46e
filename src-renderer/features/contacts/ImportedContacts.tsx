import { useActs } from "../../lib/acts.tsx";
import { reasonOf } from "../../lib/engine.ts";
import { useCommand, useEngine } from "../../lib/use-engine.tsx";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { Loading } from "../../ui/Loading.tsx";
import styles from "./contacts.module.css";
import { ImportProblems } from "./ImportProblems.tsx";
import { Card } from "./ProfileCards.tsx";

type ImportedProps = { shownId: string | null; mayAct: boolean; onShow: (id: string) => void };

/** What was imported lately; one of them whole. */
export function ImportedContacts({ shownId, mayAct, onShow }: ImportedProps) {
  const { t } = useWords();
  const { moment, number } = useFormat();
  const { data, error, refetch } = useEngine("contactImports.list", {});
  if (!data) return error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Loading />;
  return (
    <>
      {shownId !== null && <OneImport key={shownId} id={shownId} mayAct={mayAct} />}
      <Card title={t("contacts.import.last")}>
        {data.length === 0 && <p className={styles["quiet"]}>{t("contacts.import.noneYet")}</p>}
        <ul className={styles["list"]}>
          {data.map(({ id, name, at, state, added, total }) => (
            <li key={id} className={styles["line"]}>
              <ActButton size="small" look="ghost" onClick={() => onShow(id)}>
                {name}
              </ActButton>
              <span className={styles["quiet"]}>
                {t("contacts.import.line", {
                  state: t(`import.ended.${state}`),
                  added: number(added),
                  total: number(total),
                  time: moment(at),
                })}
              </span>
            </li>
          ))}
        </ul>
      </Card>
    </>
  );
}

function OneImport({ id, mayAct }: { id: string; mayAct: boolean }) {
  const { t, sayError } = useWords();
  const { number } = useFormat();
  const acts = useActs();
  const cancel = useCommand("contactImports.cancel");
  const undo = useCommand("contactImports.undo");
  const { data, error, refetch } = useEngine("contactImports.get", { id });
  if (!data) return error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Loading />;
  const { name, state, total, done, added, filled, known, problems, undoneAt } = data;
  const isGoing = state === "queued" || state === "running";
  const onError = (cause: unknown) => acts.failed(sayError(reasonOf(cause)));
  const takeBack = () =>
    undo.mutate(
      { id },
      {
        onError,
        onSuccess: ({ taken, kept }) => {
          acts.did({ says: t("contacts.import.undone", { count: taken, taken: number(taken), kept: number(kept) }) });
          void refetch();
        },
      },
    );
  return (
    <Card title={name}>
      {isGoing && (
        <div className={styles["line"]}>
          <progress
            className={styles["progress"]}
            max={Math.max(1, total)}
            value={done}
            aria-label={t("import.progress")}
          />
          <span>{t("import.of", { done: number(done), total: number(total) })}</span>
          {mayAct && (
            <ActButton size="small" onClick={() => cancel.mutate({ id }, { onError, onSuccess: () => void refetch() })}>
              {t("import.stop")}
            </ActButton>
          )}
        </div>
      )}
      <p role="status">
        {!isGoing && <b>{t(`import.ended.${state}`)} </b>}
        {t("contacts.import.result", {
          ...{ total: number(total), added: number(added), filled: number(filled) },
          ...{ known: number(known), problems: number(problems) },
        })}
      </p>
      {problems > 0 && <ImportProblems problems={data.problemRows} count={problems} />}
      {mayAct && !isGoing && added > 0 && undoneAt === null && (
        <div className={styles["acts"]}>
          <ActButton onClick={takeBack} aria-busy={undo.isPending}>
            {t("contacts.import.undo")}
          </ActButton>
          <span className={styles["quiet"]}>{t("contacts.import.undoHelp")}</span>
        </div>
      )}
      {undoneAt !== null && <p className={styles["quiet"]}>{t("contacts.import.wasUndone")}</p>}
    </Card>
  );
}
