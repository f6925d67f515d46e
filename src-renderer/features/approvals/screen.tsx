import { useWords } from "../../lib/words.ts";

export function ApprovalsScreen() {
  const { t } = useWords();
  return <h1>{t("screen.approvals")}</h1>;
}
