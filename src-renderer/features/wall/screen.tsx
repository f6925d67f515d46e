import { useWords } from "../../lib/words.ts";

export function WallScreen() {
  const { t } = useWords();
  return <h1>{t("screen.wall")}</h1>;
}
