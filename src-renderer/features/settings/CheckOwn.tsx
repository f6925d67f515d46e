import { useState } from "react";
import { useWords } from "../../lib/words.ts";
import { AreaField } from "../../ui/TextField.tsx";
import { Card, Columns } from "../../ui/Card.tsx";
import type { ListsPart } from "./CheckPhrases.tsx";
import { readLines, sayLines } from "./read-words.ts";

const owns = ["phones", "emails", "addresses", "hosts"] as const;

/** What is ours and may stand in public, and how our booking numbers look. */
export function CheckOwn({ lists, onEdit, isOff }: ListsPart) {
  const { t } = useWords();
  return (
    <Card id="checks-own" title={t("settings.checks.own")} help={t("settings.checks.ownHelp")}>
      <Columns>
        {owns.map((name) => (
          <Lines
            key={name}
            label={t(`settings.checks.ours.${name}`)}
            isOff={isOff}
            values={lists.own[name]}
            onChange={(values) => onEdit({ ...lists, own: { ...lists.own, [name]: values } })}
          />
        ))}
        <Lines
          label={t("settings.checks.references")}
          help={t("settings.checks.referencesHelp")}
          isOff={isOff}
          values={lists.references}
          onChange={(references) => onEdit({ ...lists, references })}
        />
      </Columns>
    </Card>
  );
}

type LinesProps = {
  label: string;
  help?: string;
  isOff: boolean;
  values: readonly string[];
  onChange: (values: string[]) => void;
};

/** One entry a line; blanks and empty lines stay as typed until they mean something. */
function Lines({ label, help, isOff, values, onChange }: LinesProps) {
  const [typed, setTyped] = useState("");
  const isMine = sayLines(readLines(typed)) === sayLines(values);
  return (
    <AreaField
      label={label}
      help={help}
      rows={3}
      readOnly={isOff}
      spellCheck={false}
      value={isMine ? typed : sayLines(values)}
      onChange={(next) => {
        setTyped(next);
        onChange(readLines(next));
      }}
    />
  );
}
