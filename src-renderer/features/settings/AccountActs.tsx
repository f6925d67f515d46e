import type { Account } from "../../../src-main/contract/methods/accounts.ts";
import { useActs } from "../../lib/acts.tsx";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { Acts } from "../../ui/Card.tsx";
import { useAct } from "../../lib/use-act.ts";

type AccountActsProps = {
  account: Account;
  off: string | undefined;
  isTesting: boolean;
  onTest: () => void;
  onSignIn: () => void;
  onRename: () => void;
  onDisconnect: () => void;
};

/** What one can do with an account. */
export function AccountActs({ account, off, isTesting, ...on }: AccountActsProps) {
  const { t, sayError } = useWords();
  const { failed } = useActs();
  const setting = useAct("accounts.setDefault", ["accounts.list"]);
  const { id, version, name, kind, isDefault, secret, paused } = account;
  const needsSignIn = secret === "missing" || secret === "locked" || paused !== null;
  async function setDefault(): Promise<void> {
    const done = await setting.run({ id, version, isDefault: !isDefault });
    if (!done && setting.trouble) failed(sayError(setting.trouble));
  }
  return (
    <Acts>
      {kind !== "manual" && (
        <>
          <ActButton
            size="small"
            look={needsSignIn ? "primary" : "default"}
            aria-label={t("accounts.signInAgainOf", { name })}
            offBecause={off}
            onClick={on.onSignIn}
          >
            {t("accounts.signInAgain")}
          </ActButton>
          <ActButton
            size="small"
            icon="send"
            aria-label={t("accounts.testOf", { name })}
            offBecause={off}
            aria-busy={isTesting}
            onClick={on.onTest}
          >
            {t("accounts.test")}
          </ActButton>
        </>
      )}
      <ActButton
        size="small"
        aria-label={
          isDefault
            ? t("accounts.unmakeDefaultOf", { name })
            : t("accounts.makeDefaultOf", { name, network: t(`network.${account.network}`) })
        }
        offBecause={off}
        onClick={() => void setDefault()}
      >
        {t(isDefault ? "accounts.unmakeDefault" : "accounts.makeDefault")}
      </ActButton>
      <ActButton
        size="small"
        icon="pencil"
        aria-label={t("accounts.renameOf", { name })}
        offBecause={off}
        onClick={on.onRename}
      >
        {t("accounts.rename")}
      </ActButton>
      <ActButton
        size="small"
        look="ghost"
        icon="x"
        aria-label={t("accounts.disconnectOf", { name })}
        offBecause={off}
        onClick={on.onDisconnect}
      >
        {t(kind === "manual" ? "settings.remove" : "accounts.disconnect")}
      </ActButton>
    </Acts>
  );
}
