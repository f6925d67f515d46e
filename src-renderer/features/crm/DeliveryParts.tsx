import { Link } from "wouter";
import type { Delivery } from "../../../src-main/contract/methods/crm.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords, type WordKey } from "../../lib/words.ts";
import { Badge } from "../../ui/Badge.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { OutsideLink } from "../../ui/OutsideLink.tsx";
import { lookOf } from "./delivery-look.ts";
import styles from "./outbox.module.css";
import { recordAddress } from "./record-address.ts";
import { targetCardId } from "./target-state.ts";

/** How a delivery stands, why, and what was tried when. */
export function DeliveryFacts({ delivery }: { delivery: Delivery }) {
  const { t, say } = useWords();
  const { moment, number } = useFormat();
  const { state } = lookOf(delivery);
  // Nothing is tried before a person puts the connection right.
  const isHeld = delivery.troubleClass === "auth" || delivery.troubleClass === "gone";
  const { trouble, attempts, firstTryAt, nextAt, doneAt, createdAt } = delivery;
  const facts: readonly (readonly [WordKey, string | null])[] = [
    ["crmDesk.fact.target", delivery.target],
    ["crmDesk.fact.kind", t(`crmDesk.kind.${delivery.kind}`)],
    ["crmDesk.fact.queued", moment(createdAt)],
    ["crmDesk.fact.firstTry", firstTryAt === null ? null : moment(firstTryAt)],
    ["crmDesk.fact.attempts", attempts === 0 ? null : number(attempts)],
    ["crmDesk.fact.next", nextAt === null || state === "done" || isHeld ? null : moment(nextAt)],
    ["crmDesk.fact.done", doneAt === null ? null : moment(doneAt)],
    ["crmDesk.fact.key", delivery.key],
  ];
  return (
    <section className={styles["card"]} aria-label={t("crmDesk.how")}>
      {trouble && (
        <p className={state === "dead" ? styles["trouble"] : styles["wait"]} role="status">
          <Icon name={state === "dead" ? "stop" : "info"} size={13} /> {say(trouble)}
        </p>
      )}
      {isHeld && state !== "done" && (
        <p className={styles["quiet"]}>
          <Link href={`/crm?tab=connections&at=${targetCardId(delivery.targetId)}`}>{t("crmDesk.toConnection")}</Link>
        </p>
      )}
      {state === "blocked" && <p className={styles["quiet"]}>{t("crmDesk.blockedHelp")}</p>}
      {state === "skipped" && <p className={styles["quiet"]}>{t("crmDesk.skippedHelp")}</p>}
      <dl className={styles["facts"]}>
        {facts.map(
          ([says, value]) =>
            value !== null && (
              <div key={says} style={{ display: "contents" }}>
                <dt>{t(says)}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
    </section>
  );
}

/** The records of one delivery in the CRM, those that are there and those to come. */
export function DeliverySteps({ delivery }: { delivery: Delivery }) {
  const { t } = useWords();
  return (
    <section className={styles["card"]} aria-labelledby="delivery-steps">
      <h3 id="delivery-steps">{t("crmDesk.steps")}</h3>
      <ol className={styles["steps"]}>
        {delivery.steps.map(({ step, isDone, isOurs, url }) => (
          <li key={step}>
            <Icon name={isDone ? "check" : "clock"} size={14} className={isDone ? styles["done"] : undefined} />
            <span>{t(stepWords(step, { isDone, isOurs }))}</span>
            <OutsideLink url={recordAddress(url)}>{t("crmDesk.openRecord", { target: delivery.target })}</OutsideLink>
          </li>
        ))}
      </ol>
    </section>
  );
}

function stepWords(
  step: Delivery["steps"][number]["step"],
  { isDone, isOurs }: { isDone: boolean; isOurs: boolean },
): WordKey {
  if (!isDone) return `crmDesk.step.${step}.open`;
  if (step === "contact") return isOurs ? "crmDesk.step.contact.made" : "crmDesk.step.contact.found";
  return `crmDesk.step.${step}.done`;
}

/** The record field by field, and the line as a webhook carries it. */
export function DeliveryRecord({ delivery }: { delivery: Delivery }) {
  const { t } = useWords();
  const { fields, edited, payload } = delivery;
  return (
    <section className={styles["card"]} aria-labelledby="delivery-record">
      <h3 id="delivery-record">
        {t("crmDesk.record")}
        {edited.length > 0 && <Badge icon="pencil">{t("crmDesk.edited")}</Badge>}
      </h3>
      <dl className={styles["facts"]}>
        {fields.map(({ field, value }) => (
          <div key={field} style={{ display: "contents" }}>
            <dt>
              <code>{field}</code>
            </dt>
            <dd dir="auto">{value}</dd>
          </div>
        ))}
      </dl>
      <details>
        <summary>{t("crmDesk.exact")}</summary>
        <pre className={styles["exact"]} tabIndex={0}>
          {payload}
        </pre>
      </details>
    </section>
  );
}
