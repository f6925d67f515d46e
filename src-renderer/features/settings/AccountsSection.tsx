import { useState } from "react";
import type { Account } from "../../../src-main/contract/methods/accounts.ts";
import { useEngine } from "../../lib/use-engine.tsx";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { Loading } from "../../ui/Loading.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { AccountRow } from "./AccountRow.tsx";
import { BlueskyForm } from "./BlueskyForm.tsx";
import { Acts, Card, Columns, useSearchedSetting } from "../../ui/Card.tsx";
import { ManualForm } from "./ManualForm.tsx";
import { MastodonForm } from "./MastodonForm.tsx";
import { readNumber } from "./read-words.ts";
import styles from "../../ui/rows.module.css";
import { SectionForm } from "./SectionForm.tsx";
import { useOffBecause } from "../../lib/use-may.ts";
import type { SectionParts } from "./use-section.ts";

const kinds = ["bluesky", "mastodon", "manual"] as const;
export const accountKeepers = ["admin", "corpcomm"] as const;

type Draft = { minutes: string };
const limits = { min: 0, max: 10_080 };
const parts: SectionParts<Draft> = {
  keys: ["proofReminderMinutes"],
  toDraft: ({ proofReminderMinutes }) => ({ minutes: String(proofReminderMinutes) }),
  read: ({ minutes }) => {
    const read = readNumber(minutes, limits);
    const proofReminderMinutes = read !== null && Number.isInteger(read) ? read : null;
    return {
      change: { proofReminderMinutes: proofReminderMinutes ?? 0 },
      faults: proofReminderMinutes === null ? { minutes: { says: "settings.numberBad", params: limits } } : {},
    };
  },
};

/** Accounts of ours, how they are connected, and what is asked of people who post by hand. */
export function AccountsSection() {
  const { t } = useWords();
  useSearchedSetting();
  return (
    <>
      <Accounts />
      <SectionForm parts={parts}>
        {({ draft, edit, faultOf, offBecause }) => (
          <Card title={t("accounts.reminder.title")}>
            <Columns>
              <TextField
                id="accounts-reminder"
                inputMode="numeric"
                label={t("accounts.reminder.minutes")}
                help={t("accounts.reminder.minutesHelp")}
                error={faultOf("minutes")}
                readOnly={offBecause !== undefined}
                value={draft.minutes}
                onChange={(minutes) => edit({ minutes })}
              />
            </Columns>
          </Card>
        )}
      </SectionForm>
    </>
  );
}

function Accounts() {
  const { t } = useWords();
  const { data, error, refetch } = useEngine("accounts.list", {});
  const off = useOffBecause(accountKeepers);
  // What the sample keeps is invented.
  const isDesk = useEngine("status.get", {}).data?.workspace.kind === "desk";
  const [adding, setAdding] = useState<(typeof kinds)[number] | null>(null);
  const done = () => setAdding(null);
  const add = (
    <Acts>
      {kinds.map((kind) => (
        <ActButton key={kind} size="small" icon="plus" offBecause={off} onClick={() => setAdding(kind)}>
          {t(`accounts.add.${kind}`)}
        </ActButton>
      ))}
    </Acts>
  );
  const accounts = data?.accounts;
  return (
    <Card id="accounts" title={t("accounts.title")} help={t("accounts.help")} act={add}>
      {!data && (error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Loading />)}
      {data?.keptIn === "session" && isDesk && <p className={styles["warn"]}>{t("accounts.noKeyring")}</p>}
      {adding === "bluesky" && <BlueskyForm account={null} onDone={done} />}
      {adding === "mastodon" && <MastodonForm account={null} onDone={done} />}
      {adding === "manual" && <ManualForm onDone={done} />}
      {accounts?.length === 0 && adding === null && <p className={styles["none"]}>{t("accounts.empty")}</p>}
      <ul className={styles["rows"]}>
        {accounts?.map((account) => (
          <li key={account.id}>
            <OneAccount account={account} off={off} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function OneAccount({ account, off }: { account: Account; off: string | undefined }) {
  const [isSigningIn, setSigningIn] = useState(false);
  const done = () => setSigningIn(false);
  if (isSigningIn && account.kind === "bluesky") return <BlueskyForm account={account} onDone={done} />;
  if (isSigningIn && account.kind === "mastodon") return <MastodonForm account={account} onDone={done} />;
  return <AccountRow account={account} off={off} onSignIn={() => setSigningIn(true)} />;
}
