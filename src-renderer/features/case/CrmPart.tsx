import { useState } from "react";
import type { LoggedInteraction } from "../../../src-main/contract/methods/crm-logging.ts";
import { useShortcuts } from "../../lib/shortcuts.tsx";
import { useEngine } from "../../lib/use-engine.tsx";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { OutsideLink } from "../../ui/OutsideLink.tsx";
import styles from "./CrmPart.module.css";
import { LogToCrm } from "./LogToCrm.tsx";

const SHOWN = 4;

/** What of this case is in a CRM, on its way or refused, and logging it by hand. Nothing where no CRM is connected. */
export function CrmPart({ storyId, looksOnly }: { storyId: string; looksOnly: boolean }) {
  const { t } = useWords();
  const { data, error, refetch } = useEngine("crm.logged", { storyId });
  const [isLogging, setLogging] = useState(false);
  if (error && !data)
    return (
      <section className={styles["part"]}>
        <h3>{t("crmLogging.case.title")}</h3>
        <ErrorState error={error} onRetry={() => void refetch()} />
      </section>
    );
  if (!data) return null;
  const logged = data.interactions.filter(({ loggedAt }) => loggedAt !== null);
  if (data.targets === 0 && logged.length === 0) return null;
  const mayLog = !looksOnly && data.targets > 0;
  return (
    <section className={styles["part"]} aria-label={t("crmLogging.case.title")}>
      <h3>{t("crmLogging.case.title")}</h3>
      {logged.length === 0 && <p className={styles["quiet"]}>{t("crmLogging.case.none")}</p>}
      <Logged interactions={logged} />
      {mayLog && !isLogging && <LogButton onLog={() => setLogging(true)} />}
      {mayLog && isLogging && <LogToCrm storyId={storyId} offers={data.offers} onDone={() => setLogging(false)} />}
      {!looksOnly && data.targets === 0 && <p className={styles["quiet"]}>{t("crmLogging.case.noTarget")}</p>}
    </section>
  );
}

function LogButton({ onLog }: { onLog: () => void }) {
  const { t } = useWords();
  useShortcuts("case.keys.title", [{ says: "case.keys.crm", run: onLog }]);
  return (
    <div className={styles["acts"]}>
      <ActButton size="small" icon="send" keys="Shift+L" onClick={onLog}>
        {t("crmLogging.case.log")}
      </ActButton>
    </div>
  );
}

function Logged({ interactions }: { interactions: readonly LoggedInteraction[] }) {
  const { t } = useWords();
  const { moment } = useFormat();
  const [isWhole, setWhole] = useState(false);
  return (
    <>
      <ul className={styles["list"]}>
        {(isWhole ? interactions : interactions.slice(0, SHOWN)).map(({ key, type, at, targets }) => (
          <li key={key}>
            <p className={styles["what"]}>
              <b>{t(`crmLogging.type.${type}`)}</b>
              <span className={styles["time"]}>{moment(at)}</span>
            </p>
            {targets.map((target) => (
              <AtTarget key={target.deliveryId} at={target} />
            ))}
          </li>
        ))}
      </ul>
      {interactions.length > SHOWN && !isWhole && (
        <button type="button" className={styles["all"]} onClick={() => setWhole(true)}>
          {t("case.contact.all", { count: interactions.length })}
        </button>
      )}
    </>
  );
}

/** How far it is at one CRM, in words and a sign, with the way into the record there. */
function AtTarget({ at }: { at: LoggedInteraction["targets"][number] }) {
  const { t, say } = useWords();
  const { target, state, waitsForLook, corrections, url, trouble } = at;
  const says = waitsForLook
    ? t("crmLogging.case.waits", { target })
    : state === "dead" && trouble
      ? t("crmLogging.case.dead", { target, why: say(trouble) })
      : t(state === "dead" ? "crmLogging.case.deadBare" : `crmLogging.case.${state}`, { target });
  return (
    <p className={state === "dead" ? styles["failed"] : styles["state"]}>
      <Icon name={state === "done" ? "check" : state === "dead" ? "stop" : "clock"} size={14} />
      <span>
        {says}
        {corrections > 0 && `, ${t("crmLogging.case.corrections", { count: corrections })}`}
        {url !== null && (
          <>
            {" "}
            <OutsideLink url={url}>{t("crmLogging.case.open", { target })}</OutsideLink>
          </>
        )}
      </span>
    </p>
  );
}
