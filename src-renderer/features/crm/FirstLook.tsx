import { Link } from "wouter";
import type { FirstLook as Look } from "../../../src-main/contract/methods/crm-logging.ts";
import { useActs } from "../../lib/acts.tsx";
import { useAct } from "../../lib/use-act.ts";
import { useEngine } from "../../lib/use-engine.tsx";
import { useOffBecause } from "../../lib/use-may.ts";
import { useWords, type WordKey } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { Acts, Card } from "../../ui/Card.tsx";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { FieldError } from "../../ui/Field.tsx";
import { RecordFields } from "./RecordFields.tsx";
import styles from "./logging.module.css";

/** Targets whose first record waits for a look, each with that record as it will be written. Nothing where none waits. */
export function FirstLook() {
  const mayRead = useOffBecause(["admin", "lead", "corpcomm"]) === undefined;
  const { data, error, refetch } = useEngine("crm.firstLook", {}, { enabled: mayRead });
  if (!mayRead) return null;
  if (!data) return error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null;
  return (
    <div className={styles["looks"]}>
      {data.map((look) => (
        <OneLook key={look.targetId} look={look} />
      ))}
    </div>
  );
}

function OneLook({ look: { targetId, target, version, waiting, line } }: { look: Look }) {
  const { t, sayError } = useWords();
  const acts = useActs();
  const stale = ["crm.firstLook", "crm.targets", "crm.deliveries"] as const;
  const confirming = useAct("crm.confirmFirstLook", stale);
  const mayLetGo = useOffBecause(["admin"]) === undefined;
  const letting = useAct("crm.setFirstLook", stale);
  const trouble = confirming.trouble ?? letting.trouble;
  async function say(answering: Promise<unknown>): Promise<void> {
    if (!(await answering)) return;
    acts.did({ says: t("crmLogging.look.done", { target }) });
    // What was pressed is gone.
    document.getElementById("crm-logged")?.focus();
  }
  return (
    <Card
      title={t("crmLogging.look.titleOne", { target })}
      help={t(line ? "crmLogging.look.help" : "crmLogging.look.none", { target })}
    >
      {line && <Record line={line} />}
      {waiting > 0 && <p className={styles["quiet"]}>{t("crmLogging.look.waiting", { count: waiting })}</p>}
      {trouble && <FieldError says={sayError(trouble)} />}
      <Acts>
        {line && (
          <ActButton
            aria-busy={confirming.isBusy}
            onClick={() => void say(confirming.run({ targetId, version, deliveryId: line.deliveryId }))}
          >
            {t("crmLogging.look.confirm", { target })}
          </ActButton>
        )}
        {line && <Link href={`/case/${line.storyId}`}>{t("crmLogging.look.story")}</Link>}
        {mayLetGo && !line && (
          <ActButton
            aria-busy={letting.isBusy}
            onClick={() => void say(letting.run({ targetId, version, waits: false }))}
          >
            {t("crmLogging.look.skip")}
          </ActButton>
        )}
      </Acts>
    </Card>
  );
}

/** Exactly what is written: the CRM's own fields, or the line as it is sent; else the text alone. */
function Record({ line: { records, json, text } }: { line: NonNullable<Look["line"]> }) {
  const { t } = useWords();
  return (
    <>
      {records.map(({ record, fields }) => (
        <section key={record} className={styles["part"]}>
          <h3>{t(record as WordKey)}</h3>
          <RecordFields fields={fields} className={styles["fields"]} />
        </section>
      ))}
      {records.length === 0 && text !== "" && (
        <section className={styles["part"]}>
          <h3>{t("crmLogging.look.text")}</h3>
          <pre className={`${styles["exact"]} ${styles["words"]}`} tabIndex={0} dir="auto">
            {text}
          </pre>
        </section>
      )}
      {json !== null && (
        <section className={styles["part"]}>
          <h3>{t("crmLogging.look.json")}</h3>
          <pre className={styles["exact"]} tabIndex={0} aria-label={t("crmLogging.look.json")}>
            {json}
          </pre>
        </section>
      )}
    </>
  );
}
