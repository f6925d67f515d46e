import { useWords } from "../../lib/words.ts";
import { TextField } from "../../ui/TextField.tsx";
import { Columns } from "../../ui/Card.tsx";
import { PIN_DIGITS, type PinFault } from "./pin.ts";

type PinFieldsProps = {
  pin: string;
  again: string;
  fault: PinFault | null;
  isFirst?: boolean;
  onChange: (change: { pin?: string; again?: string }) => void;
};

/** A PIN typed twice, because nobody sees it. */
export function PinFields({ pin, again, fault, isFirst = false, onChange }: PinFieldsProps) {
  const { t } = useWords();
  const secret = { type: "password", inputMode: "numeric", autoComplete: "new-password", maxLength: 64 } as const;
  return (
    <Columns>
      <TextField
        {...secret}
        autoFocus={isFirst}
        label={t("settings.people.pin")}
        help={t("settings.people.pinHelp", { digits: PIN_DIGITS })}
        error={fault === "settings.people.pinShort" ? t(fault, { digits: PIN_DIGITS }) : undefined}
        value={pin}
        onChange={(typed) => onChange({ pin: typed })}
      />
      <TextField
        {...secret}
        label={t("settings.people.pinAgain")}
        error={fault === "settings.people.pinDiffers" ? t(fault) : undefined}
        value={again}
        onChange={(typed) => onChange({ again: typed })}
      />
    </Columns>
  );
}
