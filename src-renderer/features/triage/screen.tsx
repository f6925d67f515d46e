import { useWords } from "../../lib/words.ts";

export function TriageScreen() {
  const { t } = useWords();
  return <h1>{t("screen.triage")}</h1>;
}
