import type { EngineError } from "../lib/engine.ts";
import { useWords } from "../lib/words.ts";
import { ActButton } from "./ActButton.tsx";
import { Message } from "./Message.tsx";

/** Says why something cannot be shown and offers to ask again. */
export function ErrorState({ error, onRetry }: { error: EngineError; onRetry: () => void }) {
  const { t, sayError } = useWords();
  return (
    <Message title={sayError(error)} tone="alert" act={<ActButton onClick={onRetry}>{t("app.retry")}</ActButton>} />
  );
}
