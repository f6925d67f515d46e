import { useEngine } from "../lib/use-engine.tsx";
import { useRested } from "../lib/use-rested.ts";
import { useWords } from "../lib/words.ts";
import { ReplyChecks } from "./ReplyChecks.tsx";

type TriedField = { readonly name: string; readonly kind: string; readonly options?: string[] };

/** What the checks will say of each reply made with a script: its words, with an example in each field. A warning, no more. */
export function ScriptChecks({ words, fields }: { words: string; fields: readonly TriedField[] }) {
  const { t } = useWords();
  const rested = useRested(JSON.stringify([words, fields]));
  const [text, tried] = JSON.parse(rested) as [string, TriedField[]];
  const isEmpty = text.trim() === "";
  const { data } = useEngine("checks.try", { text, fields: tried }, { enabled: !isEmpty, keepPrevious: true });
  // A field that nobody declared yet is the sheet's own affair.
  const hits = data?.hits.filter(({ rule }) => rule !== "placeholder") ?? [];
  if (isEmpty || hits.length === 0) return null;
  return (
    <div role="group" aria-label={t("checks.ofScript")}>
      <ReplyChecks hits={hits} />
    </div>
  );
}
