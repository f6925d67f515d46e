import { useParams } from "wouter";
import { useEngine } from "../../lib/use-engine.tsx";
import { useWords } from "../../lib/words.ts";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { Loading } from "../../ui/Loading.tsx";
import { CaseDesk } from "./CaseDesk.tsx";

/** One story with its case: what was said, the composer, who said it. */
export function CaseScreen() {
  const { t } = useWords();
  const { id } = useParams<{ id: string }>();
  const { data: detail, error, refetch, dataUpdatedAt } = useEngine("cases.get", { storyId: id });
  if (detail) return <CaseDesk key={id} detail={detail} readAt={dataUpdatedAt} />;
  return (
    <div>
      <h1 className="sr">{t("screen.case")}</h1>
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Loading />}
    </div>
  );
}
