import { useState } from "react";
import type { PrivatePath, PrivateStep, PrivateVia } from "../../../src-main/contract/methods/private-path.ts";
import { type ClockNow, useEngineNow } from "../../lib/clock-now.ts";
import { sendCommand, useEngine, useLink } from "../../lib/use-engine.tsx";
import { useFormat } from "../../lib/use-format.ts";
import { useOnce } from "../../lib/use-once.ts";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { classNames } from "../../ui/class-names.ts";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { PickField } from "../../ui/PickField.tsx";
import styles from "./PrivatePathCard.module.css";
import { usePerform } from "./use-perform.ts";

const steps = ["invited", "contacted", "confirmed", "solved", "closed_out"] as const satisfies readonly PrivateStep[];
const vias = ["phone", "email", "message", "in_person", "other"] as const satisfies readonly PrivateVia[];

/** How far a complaint is on its way from the public into private, and its next step. */
export function PrivatePathCard({ storyId, looksOnly }: { storyId: string; looksOnly: boolean }) {
  const { t } = useWords();
  const { data: path, error, refetch, dataUpdatedAt } = useEngine("privatePath.get", { storyId });
  if (path === null) return null;
  return (
    <section className={styles["part"]}>
      <h3>{t("privatePath.title")}</h3>
      {error && !path && <ErrorState error={error} onRetry={() => void refetch()} />}
      {path && path.step === null && <p className={styles["quiet"]}>{t("privatePath.none")}</p>}
      {path && path.step !== null && <Steps path={path} clockNow={{ asOf: path.asOf, readAt: dataUpdatedAt }} />}
      {path && !looksOnly && path.next.length > 0 && <NextStep key={path.step ?? "none"} path={path} />}
    </section>
  );
}

function Steps({ path, clockNow }: { path: PrivatePath; clockNow: ClockNow }) {
  const { t } = useWords();
  const { moment } = useFormat();
  const now = useEngineNow(clockNow, 60_000);
  const { at, via, remindAt, step: current } = path;
  const shown: readonly PrivateStep[] =
    at.declined === null ? steps : [...steps.filter((one) => at[one] !== null), "declined"];
  return (
    <>
      <ol className={styles["steps"]} aria-label={t("privatePath.label")}>
        {shown.map((step) => {
          const taken = at[step];
          return (
            <li
              key={step}
              className={classNames(taken !== null && styles["done"])}
              aria-current={step === current ? "step" : undefined}
            >
              <b>{t(`privatePath.step.${step}`)}</b>
              <span>{taken === null ? t("privatePath.notYet") : moment(taken)}</span>
            </li>
          );
        })}
      </ol>
      {via && <p className={styles["quiet"]}>{t("privatePath.viaSays", { via: t(`privatePath.viaIn.${via}`) })}</p>}
      {remindAt !== null && (
        <p className={now > remindAt ? styles["late"] : styles["quiet"]}>
          {t(now > remindAt ? "privatePath.reminded" : "privatePath.remindAt", { time: moment(remindAt) })}
        </p>
      )}
    </>
  );
}

/** The nearest step as a button; the others on demand, because steps can be passed over. */
function NextStep({ path }: { path: PrivatePath }) {
  const { t } = useWords();
  const link = useLink();
  const perform = usePerform();
  const { isBusy, once } = useOnce();
  const [via, setVia] = useState<PrivateVia>(path.via ?? "phone");
  const [areAllShown, setAllShown] = useState(false);
  const [nearest, ...others] = path.next;
  const asksVia = path.next.includes("confirmed");
  const take = (step: PrivateStep) =>
    void once(() =>
      perform(
        () =>
          sendCommand({
            link,
            name: "privatePath.step",
            input: { story: path.story, step, via: asksVia && step !== "invited" && step !== "declined" ? via : null },
          }),
        () => t(`privatePath.done.${step}`),
      ),
    );
  const button = (step: PrivateStep) => (
    <ActButton key={step} size="small" aria-busy={isBusy} onClick={() => take(step)}>
      {t(`privatePath.act.${step}`)}
    </ActButton>
  );
  return (
    <>
      {asksVia && (
        <PickField
          label={t("privatePath.via.label")}
          value={via}
          options={vias.map((value) => ({ value, says: t(`privatePath.via.${value}`) }))}
          onChange={setVia}
        />
      )}
      <div className={styles["acts"]}>
        {nearest && button(nearest)}
        {areAllShown && others.map(button)}
        {others.length > 0 && (
          <ActButton size="small" look="ghost" aria-expanded={areAllShown} onClick={() => setAllShown(!areAllShown)}>
            {t("privatePath.more")}
          </ActButton>
        )}
      </div>
    </>
  );
}
