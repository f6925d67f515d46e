import { useEngine } from "../../lib/use-engine.tsx";
import { useWords } from "../../lib/words.ts";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { Loading } from "../../ui/Loading.tsx";
import { ApprovalsDesk } from "./ApprovalsDesk.tsx";

/** What waits for an approver, runs its hold, or is to be posted. */
export function ApprovalsScreen() {
  const { t } = useWords();
  const { data, error, refetch, dataUpdatedAt } = useEngine("replies.queue", {});
  if (data) return <ApprovalsDesk cards={data.cards} clockNow={{ asOf: data.asOf, readAt: dataUpdatedAt }} />;
  return (
    <div>
      <h1 className="sr">{t("screen.approvals")}</h1>
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Loading />}
    </div>
  );
}
