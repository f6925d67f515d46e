import { Link } from "wouter";
import { useWords } from "../../lib/words.ts";
import { Card } from "../../ui/Card.tsx";

/** The scripts have a screen of their own; who looks for them here finds the way. */
export function Playbook() {
  const { t } = useWords();
  return (
    <Card id="playbook" title={t("settings.playbook.title")} help={t("settings.playbook.help")}>
      <p>
        <Link href="/playbook">{t("settings.playbook.open")}</Link>
      </p>
    </Card>
  );
}
