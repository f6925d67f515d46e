import { useEngine } from "../../lib/use-engine.tsx";
import { useWords } from "../../lib/words.ts";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { Loading } from "../../ui/Loading.tsx";
import { AlarmsDesk } from "./AlarmsDesk.tsx";

/** Alarms: what is more than usual, and all that it rests on. */
export function AlarmsScreen() {
  const { t } = useWords();
  const { data, error, refetch, dataUpdatedAt } = useEngine("alarms.list", {});
  if (data) return <AlarmsDesk listed={data} clockNow={{ asOf: data.asOf, readAt: dataUpdatedAt }} />;
  return (
    <div>
      <h1 className="sr">{t("screen.alarms")}</h1>
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Loading />}
    </div>
  );
}
