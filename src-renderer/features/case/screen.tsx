import { useWords } from "../../lib/words.ts";

export function CaseScreen() {
  const { t } = useWords();
  return <h1>{t("screen.case")}</h1>;
}
