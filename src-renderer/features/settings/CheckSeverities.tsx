import type { SettableSeverity, WordRule } from "../../../src-main/contract/methods/checks.ts";
import { useWords } from "../../lib/words.ts";
import { PickField } from "../../ui/PickField.tsx";
import { Card, Columns } from "../../ui/Card.tsx";
import type { ListsPart } from "./CheckPhrases.tsx";

const severities = ["stop", "look", "off"] as const satisfies readonly SettableSeverity[];

/** How grave each rule is: what stops cannot be signed. */
export function CheckSeverities({ lists, onEdit, isOff }: ListsPart) {
  const { t } = useWords();
  const rules = Object.keys(lists.severities) as WordRule[];
  return (
    <Card id="checks-severities" title={t("settings.checks.severities")} help={t("settings.checks.severitiesHelp")}>
      <Columns isThree>
        {rules.map((rule) => (
          <PickField
            key={rule}
            label={t(`checks.rule.${rule}`).replace(/:$/, "")}
            disabled={isOff}
            value={lists.severities[rule]}
            options={severities.map((value) => ({ value, says: t(`settings.checks.severity.${value}`) }))}
            onChange={(severity) => onEdit({ ...lists, severities: { ...lists.severities, [rule]: severity } })}
          />
        ))}
      </Columns>
    </Card>
  );
}
