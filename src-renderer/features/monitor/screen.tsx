import { useWords } from "../../lib/words.ts";

export function MonitorScreen() {
  const { t } = useWords();
  return <h1>{t("screen.monitor")}</h1>;
}
