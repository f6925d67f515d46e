import { useWords } from "../lib/words.ts";
import { ActButton } from "./ActButton.tsx";
import { Message } from "./Message.tsx";

/** Stands in for a part of the screen that failed by a fault of ours. */
export function BrokenPart({ onRetry }: { onRetry: () => void }) {
  const { t } = useWords();
  return (
    <Message title={t("app.broken")} tone="alert" act={<ActButton onClick={onRetry}>{t("app.retry")}</ActButton>}>
      {t("app.brokenMore")}
    </Message>
  );
}
