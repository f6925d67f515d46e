import { useState } from "react";
import type { CheckLists, PhraseList } from "../../../src-main/contract/methods/checks.ts";
import { languageChoices } from "../../lib/languages.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { PickField } from "../../ui/PickField.tsx";
import { AreaField } from "../../ui/TextField.tsx";
import { Card, Columns } from "../../ui/Card.tsx";
import { phraseLanguages, phraseLines, withPhraseLines } from "./checks-draft.ts";

export type ListsPart = { lists: CheckLists; onEdit: (lists: CheckLists) => void; isOff: boolean };

const names = [
  "promise",
  "admission",
  "banned",
  "sarcasm",
  "blame",
  "formal",
  "asks",
] as const satisfies readonly PhraseList[];

/** One list in one language at a time, one phrase a line. */
export function CheckPhrases({ lists, onEdit, isOff }: ListsPart) {
  const { t } = useWords();
  const { language } = useFormat();
  const [list, setList] = useState<PhraseList>("promise");
  const [lang, setLang] = useState("en");
  const place = { list, lang };
  // Typed lines stay as they are typed; only what they mean goes into the lists.
  const [typed, setTyped] = useState<{ place: string; lines: string; means: string } | null>(null);
  const at = `${list} ${lang}`;
  const means = phraseLines(lists, place);
  const lines = typed?.place === at && typed.means === means ? typed.lines : means;
  function type(next: string): void {
    const edited = withPhraseLines(lists, place, next);
    setTyped({ place: at, lines: next, means: phraseLines(edited, place) });
    onEdit(edited);
  }
  const used = phraseLanguages(lists);
  const more = languageChoices(t).filter(({ value }) => !used.includes(value));
  return (
    <Card id="checks-phrases" title={t("settings.checks.phrases")} help={t("settings.checks.phrasesHelp")}>
      <Columns>
        <PickField
          id="checks-list"
          label={t("settings.checks.list")}
          value={list}
          options={names.map((value) => ({ value, says: t(`settings.checks.lists.${value}`) }))}
          onChange={setList}
        />
        <PickField
          label={t("settings.checks.language")}
          value={lang}
          options={[
            ...used.map((value) => ({ value, says: language(value) })),
            { value: "", says: t("settings.checks.everyLanguage") },
            ...more.map(({ value, label }) => ({ value, says: label })),
          ]}
          onChange={setLang}
        />
      </Columns>
      <AreaField
        id="checks-words"
        label={t("settings.checks.words", { list: t(`settings.checks.lists.${list}`) })}
        help={t("settings.checks.wordsHelp")}
        rows={12}
        readOnly={isOff}
        spellCheck={false}
        value={lines}
        onChange={type}
      />
    </Card>
  );
}
