import type { LoggingChoice } from "../../../src-main/contract/methods/crm-logging.ts";
import type { Output } from "../../lib/engine.ts";
import { useEngine } from "../../lib/use-engine.tsx";
import { useFormat } from "../../lib/use-format.ts";
import { useOffBecause } from "../../lib/use-may.ts";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { BucketChip } from "../../ui/BucketChip.tsx";
import { Acts, Card } from "../../ui/Card.tsx";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { FieldError } from "../../ui/Field.tsx";
import { Loading } from "../../ui/Loading.tsx";
import { PickField } from "../../ui/PickField.tsx";
import styles from "./logging.module.css";
import { loggedBuckets, loggedTypes, useLogging } from "./use-logging.ts";

const choices = ["automatic", "by-hand", "never"] as const satisfies readonly LoggingChoice[];

/** What is logged, by bucket and kind of interaction: automatic, by hand or never. */
export function LoggingTable() {
  const { t } = useWords();
  const { data, error, refetch } = useEngine("crm.logging", {});
  return (
    <Card id="crm-logged" title={t("crmLogging.table.title")} help={t("crmLogging.table.help")}>
      {data ? (
        <Table saved={data} />
      ) : error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <Loading />
      )}
    </Card>
  );
}

function Table({ saved }: { saved: Output<"crm.logging"> }) {
  const { t, sayError } = useWords();
  const { moment } = useFormat();
  const offBecause = useOffBecause(["admin"]);
  const logging = useLogging(saved);
  const { changed, trouble } = logging;
  return (
    <>
      <table className={styles["table"]} aria-label={t("crmLogging.table.caption")}>
        <thead>
          <tr>
            <th scope="col">{t("crmLogging.table.what")}</th>
            {loggedBuckets.map((bucket) => (
              <th key={bucket} scope="col">
                <BucketChip bucket={bucket} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {loggedTypes.map((type) => (
            <tr key={type}>
              <th scope="row">{t(`crmLogging.type.${type}`)}</th>
              {loggedBuckets.map((bucket) => (
                <td key={bucket} data-changed={logging.choices[bucket][type] !== saved.choices[bucket][type]}>
                  <PickField<LoggingChoice>
                    label={t("crmLogging.table.cell", {
                      type: t(`crmLogging.type.${type}`),
                      bucket: t(`bucket.${bucket}`),
                    })}
                    isLabelHidden
                    disabled={offBecause !== undefined}
                    value={logging.choices[bucket][type]}
                    options={choices.map((value) => ({ value, says: t(`crmLogging.choice.${value}`) }))}
                    onChange={(choice) => logging.choose(bucket, type, choice)}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p className={styles["quiet"]}>
        {saved.at === null
          ? t("crmLogging.table.first")
          : t("crmLogging.table.saved", {
              ...{ version: saved.version, name: saved.by?.name ?? t("contacts.somebody"), when: moment(saved.at) },
            })}
      </p>
      {trouble && <FieldError says={sayError(trouble)} />}
      {offBecause ? (
        <p className={styles["quiet"]}>{offBecause}</p>
      ) : (
        <Acts>
          <ActButton
            look="primary"
            offBecause={changed === 0 ? t("settings.nothingChanged") : undefined}
            aria-busy={logging.isBusy}
            onClick={() => void logging.save()}
          >
            {t("crmLogging.table.save")}
          </ActButton>
          {changed > 0 && (
            <ActButton look="ghost" onClick={logging.discard}>
              {t("crmLogging.table.discard")}
            </ActButton>
          )}
          {changed > 0 && <span className={styles["quiet"]}>{t("crmLogging.table.changed", { count: changed })}</span>}
        </Acts>
      )}
    </>
  );
}
