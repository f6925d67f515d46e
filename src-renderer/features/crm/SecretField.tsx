import { useState } from "react";
import type { CrmTarget } from "../../../src-main/contract/methods/crm.ts";
import { copyText } from "../../lib/copy-text.ts";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { TextField } from "../../ui/TextField.tsx";
import styles from "./connections.module.css";
import { makeSecret } from "./make-secret.ts";
import type { TargetKind } from "./target-fields.ts";

type SecretFieldProps = {
  kind: Exclude<TargetKind, "file">;
  target: CrmTarget | null;
  value: string;
  error: string | undefined;
  onChange: (secret: string) => void;
};

/** A key, token or signing secret: it goes in and never comes back. A new webhook secret is shown once, to be copied. */
export function SecretField({ kind, target, value, error, onChange }: SecretFieldProps) {
  const { t } = useWords();
  const [made, setMade] = useState<string | null>(null);
  const [isCopied, setCopied] = useState(false);
  const isHook = kind === "webhook";
  const isMade = made !== null && value === made;
  function make(): void {
    const secret = makeSecret();
    setMade(secret);
    setCopied(false);
    onChange(secret);
  }
  async function copy(): Promise<void> {
    setCopied(await copyText(value));
  }
  const helpOfNew = isHook ? t("crmDesk.secretHelp.new") : t("crmDesk.keyHelp.new");
  return (
    <div className={styles["secret"]}>
      <TextField
        type={isMade ? "text" : "password"}
        autoComplete="new-password"
        label={isHook ? t("crmDesk.secret") : t(`crmDesk.key.${kind}`)}
        help={isMade ? t("crmDesk.secretMade") : target ? t(`crmDesk.secretHelp.${target.secret}`) : helpOfNew}
        error={error}
        maxLength={2000}
        value={value}
        onChange={onChange}
      />
      {isHook && (
        <div className={styles["beside"]}>
          <ActButton size="small" icon="plus" onClick={make}>
            {t("crmDesk.makeSecret")}
          </ActButton>
          {isMade && (
            <ActButton size="small" icon={isCopied ? "check" : "copy"} onClick={() => void copy()}>
              {t(isCopied ? "crmDesk.copied" : "crmDesk.copySecret")}
            </ActButton>
          )}
        </div>
      )}
    </div>
  );
}
