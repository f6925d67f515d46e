import { useWords } from "../../lib/words.ts";

export function WelcomeScreen() {
  const { t } = useWords();
  return <h1>{t("screen.welcome")}</h1>;
}
