import { useWords } from "../../lib/words.ts";
import { Icon } from "../../ui/Icon.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { TickField } from "../../ui/TickField.tsx";
import { Card, Columns } from "../../ui/Card.tsx";
import { Playbook } from "./Playbook.tsx";
import { PolicyCard } from "./PolicyCard.tsx";
import { readNumber } from "./read-words.ts";
import styles from "./RepliesSection.module.css";
import { SectionForm } from "./SectionForm.tsx";
import type { Faults } from "../../lib/faults.ts";
import type { SectionParts } from "./use-section.ts";

type Draft = { hold: string; selfApproval: boolean; unsureBelow: string };
const holdLimits = { min: 0, max: 1440 };
const percentLimits = { min: 0, max: 100 };

const parts: SectionParts<Draft> = {
  keys: ["holdMinutes", "selfApproval", "unsureBelow"],
  toDraft: ({ holdMinutes, selfApproval, unsureBelow }) => ({
    hold: String(holdMinutes),
    selfApproval,
    unsureBelow: String(Math.round(unsureBelow * 1000) / 10),
  }),
  read: ({ hold, selfApproval, unsureBelow }) => {
    const holdMinutes = readNumber(hold, holdLimits);
    const percent = readNumber(unsureBelow, percentLimits);
    const faults: Faults = {
      ...(holdMinutes === null && { hold: { says: "settings.numberBad", params: holdLimits } }),
      ...(percent === null && { unsureBelow: { says: "settings.numberBad", params: percentLimits } }),
    };
    return { change: { holdMinutes: holdMinutes ?? 0, selfApproval, unsureBelow: (percent ?? 0) / 100 }, faults };
  },
};

/** What guards the words that go public, and the scripts they begin with. */
export function RepliesSection() {
  const { t } = useWords();
  return (
    <>
      <SectionForm parts={parts}>
        {({ draft, edit, faultOf, offBecause }) => (
          <Card title={t("settings.replies.guards")}>
            <Columns isThree>
              <TextField
                id="replies-hold"
                inputMode="decimal"
                label={t("settings.replies.hold")}
                help={t("settings.replies.holdHelp")}
                error={faultOf("hold")}
                readOnly={offBecause !== undefined}
                value={draft.hold}
                onChange={(hold) => edit({ hold })}
              />
              <TextField
                id="replies-unsure"
                inputMode="decimal"
                label={t("settings.replies.unsureBelow")}
                help={t("settings.replies.unsureHelp")}
                error={faultOf("unsureBelow")}
                readOnly={offBecause !== undefined}
                value={draft.unsureBelow}
                onChange={(unsureBelow) => edit({ unsureBelow })}
              />
            </Columns>
            <TickField
              id="replies-self"
              label={t("settings.replies.selfApproval")}
              help={t("settings.replies.selfHelp")}
              isOn={draft.selfApproval}
              disabled={offBecause !== undefined}
              onChange={(selfApproval) => edit({ selfApproval })}
            />
            {draft.selfApproval && (
              <p className={styles["warning"]} role="note">
                <Icon name="incident" size={14} />
                {t("settings.replies.selfWarning")}
              </p>
            )}
          </Card>
        )}
      </SectionForm>
      <PolicyCard />
      <Playbook />
    </>
  );
}
