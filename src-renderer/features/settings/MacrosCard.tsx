import { useState } from "react";
import type { Macro } from "../../../src-main/contract/methods/macros.ts";
import { useActs } from "../../lib/acts.tsx";
import { reasonOf } from "../../lib/engine.ts";
import { sendCommand, useEngine, useLink } from "../../lib/use-engine.tsx";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { KeyHint } from "../../ui/KeyHint.tsx";
import { Loading } from "../../ui/Loading.tsx";
import { Acts, Card } from "../../ui/Card.tsx";
import { MacroForm } from "./MacroForm.tsx";
import styles from "../../ui/rows.module.css";
import { useOffBecause } from "../../lib/use-may.ts";

/** Several acts under one name and one key, one's own and those of the desk. */
export function MacrosCard() {
  const { t } = useWords();
  const { data: macros, error, refetch } = useEngine("macros.list", {});
  const [editing, setEditing] = useState<string | null>(null);
  const off = useOffBecause(["agent", "corpcomm", "legal", "lead", "admin"]);
  const done = () => setEditing(null);
  const add = (
    <ActButton size="small" icon="plus" offBecause={off} onClick={() => setEditing("new")}>
      {t("queue.macros.add")}
    </ActButton>
  );
  return (
    <Card id="queue-macros" title={t("queue.macros.title")} help={t("queue.macros.help")} act={add}>
      {!macros && (error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Loading />)}
      {editing === "new" && <MacroForm macro={null} onDone={done} />}
      {macros?.length === 0 && editing === null && <p className={styles["none"]}>{t("queue.macros.none")}</p>}
      <ul className={styles["rows"]}>
        {macros?.map((macro) => (
          <li key={macro.id}>
            {editing === macro.id ? (
              <MacroForm macro={macro} onDone={done} />
            ) : (
              <MacroRow macro={macro} off={off} onEdit={() => setEditing(macro.id)} />
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}

function MacroRow({ macro, off, onEdit }: { macro: Macro; off: string | undefined; onEdit: () => void }) {
  const { t, sayError } = useWords();
  const link = useLink();
  const acts = useActs();
  const says = useSaySteps(macro);
  const leadOff = useOffBecause(["lead", "admin"]);
  const { id, version, name, key, forAll } = macro;
  const offBecause = forAll ? leadOff : off;
  async function remove(): Promise<void> {
    try {
      await sendCommand({ link, name: "macros.remove", input: { macro: { id, version } } });
      acts.did({ says: t("queue.macros.removed", { name }), undo: restore });
    } catch (error) {
      acts.failed(sayError(reasonOf(error)));
    }
  }
  async function restore(): Promise<void> {
    try {
      await sendCommand({ link, name: "macros.restore", input: { id } });
      acts.did({ says: t("status.undone") });
    } catch (error) {
      acts.failed(sayError(reasonOf(error)));
    }
  }
  return (
    <div className={styles["row"]}>
      <div className={styles["what"]}>
        <p className={styles["name"]}>
          {name} {key !== null && <KeyHint keys={key} />}
        </p>
        <p className={styles["meta"]}>
          {t(forAll ? "queue.macros.ofDesk" : "queue.macros.own")} {says}
        </p>
      </div>
      <Acts>
        <ActButton
          size="small"
          offBecause={offBecause}
          aria-label={t("queue.labels.editOf", { name })}
          onClick={onEdit}
        >
          {t("queue.labels.edit")}
        </ActButton>
        <ActButton
          size="small"
          look="ghost"
          offBecause={offBecause}
          aria-label={t("queue.labels.removeOf", { name })}
          onClick={() => void remove()}
        >
          {t("queue.labels.remove")}
        </ActButton>
      </Acts>
    </div>
  );
}

/** The steps of a macro in words, in the order in which they are done. */
function useSaySteps({ steps }: Macro): string {
  const { t } = useWords();
  const { list } = useFormat();
  const { data: people = [] } = useEngine("people.list", {});
  const { bucket, labels, script, priority, assign, note, resolution } = steps;
  const person =
    assign === "me" ? t("queue.macros.me") : (people.find(({ id }) => id === assign)?.name ?? t("queue.owner.nobody"));
  return list([
    ...(bucket ? [t(`bucketLong.${bucket}`)] : []),
    ...(labels ? [t("queue.macros.step.labels", { labels: labels.join(", ") })] : []),
    ...(script ? [t("queue.macros.step.script")] : []),
    ...(priority ? [t(`priority.${priority}`)] : []),
    ...(assign ? [t("queue.macros.step.assign", { name: person })] : []),
    ...(note ? [t("queue.macros.step.note")] : []),
    ...(resolution ? [t(`resolution.${resolution.as}`)] : []),
  ]);
}
