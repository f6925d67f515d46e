import type { EngineError } from "../lib/engine.ts";
import { useWords } from "../lib/words.ts";
import { ActButton } from "../ui/ActButton.tsx";
import { Entrance } from "../ui/Entrance.tsx";

/** Why the desk does not open, in a sentence, and the way to try again. */
export function StartRefused({ reason, onRetry }: { reason: EngineError; onRetry: () => void }) {
  const { t, sayError } = useWords();
  return (
    <Entrance title={t("startRefused.title")}>
      <p role="alert">{sayError(reason)}</p>
      <ActButton onClick={onRetry}>{t("app.retry")}</ActButton>
    </Entrance>
  );
}
