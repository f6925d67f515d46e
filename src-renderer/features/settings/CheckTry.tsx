import { useState } from "react";
import type { CheckLists } from "../../../src-main/contract/methods/checks.ts";
import { useEngine } from "../../lib/use-engine.tsx";
import { useRested } from "../../lib/use-rested.ts";
import { useWords } from "../../lib/words.ts";
import { ReplyChecks } from "../../ui/ReplyChecks.tsx";
import { AreaField } from "../../ui/TextField.tsx";
import { Card } from "../../ui/Card.tsx";

/** Words tried on the lists as they stand on the page, saved or not. */
export function CheckTry({ lists }: { lists: CheckLists }) {
  const { t } = useWords();
  const [text, setText] = useState("");
  const rested = useRested(text);
  const restedLists = useRested(lists);
  const isEmpty = rested.trim() === "";
  const { data } = useEngine(
    "checks.try",
    { text: rested, lists: restedLists },
    { enabled: !isEmpty, keepPrevious: true },
  );
  return (
    <Card id="checks-try" title={t("settings.checks.try")} help={t("settings.checks.tryHelp")}>
      <AreaField label={t("settings.checks.tryWords")} rows={3} maxLength={20_000} value={text} onChange={setText} />
      {!isEmpty && data && <ReplyChecks hits={data.hits} />}
    </Card>
  );
}
