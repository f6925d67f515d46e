import { useWords } from "../../lib/words.ts";

export function ShiftScreen() {
  const { t } = useWords();
  return <h1>{t("screen.shift")}</h1>;
}
