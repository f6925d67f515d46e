import { useWords } from "../../lib/words.ts";

export function SettingsScreen() {
  const { t } = useWords();
  return <h1>{t("screen.settings")}</h1>;
}
