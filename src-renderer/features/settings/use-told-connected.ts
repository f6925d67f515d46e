import type { Account } from "../../../src-main/contract/methods/accounts.ts";
import { useActs } from "../../lib/acts.tsx";
import { useWords } from "../../lib/words.ts";

/** Says that an account is signed in, and for how long where there is no keyring. */
export function useToldConnected(isAgain: boolean): (account: Account) => void {
  const { t } = useWords();
  const { did } = useActs();
  return ({ name, secret }) => {
    if (secret === "session") return did({ says: t("accounts.connectedForNow", { name }) });
    did({ says: t(isAgain ? "accounts.back" : "accounts.connected", { name }) });
  };
}
