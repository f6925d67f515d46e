import { type FormEvent, useState } from "react";
import { Link } from "wouter";
import type { Account } from "../../../src-main/contract/methods/accounts.ts";
import type { SourceRow } from "../../../src-main/contract/methods/sources.ts";
import { useActs } from "../../lib/acts.tsx";
import { useCommand, useEngine } from "../../lib/use-engine.tsx";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { FieldError } from "../../ui/Field.tsx";
import { Loading } from "../../ui/Loading.tsx";
import { PickField } from "../../ui/PickField.tsx";
import { Segments } from "../../ui/Segments.tsx";
import { TextField } from "../../ui/TextField.tsx";
import styles from "./AddSource.module.css";

type Adding = { onAdded: (source: SourceRow) => void };

/** Listens through a connected account of ours: to what names or answers it, or for words. */
export function AddAccount({ onAdded }: Adding) {
  const { t } = useWords();
  const { data, error, refetch } = useEngine("accounts.list", {});
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading />;
  const connected = data.accounts.filter(({ kind }) => kind !== "manual");
  const [first] = connected;
  if (!first)
    return (
      <p className={styles["limit"]}>
        {t("monitor.account.none")} <Link href="/settings">{t("monitor.account.connect")}</Link>
      </p>
    );
  return <AccountForm accounts={connected} first={first.id} onAdded={onAdded} />;
}

const listensTo = ["mentions", "words"] as const;

function AccountForm({ accounts, first, onAdded }: Adding & { accounts: readonly Account[]; first: string }) {
  const { t, sayError } = useWords();
  const acts = useActs();
  const add = useCommand("sources.addAccount");
  const [accountId, setAccountId] = useState(first);
  const [to, setTo] = useState<(typeof listensTo)[number]>("mentions");
  const [words, setWords] = useState("");
  const isWordless = to === "words" && words.trim() === "";
  function save(event: FormEvent): void {
    event.preventDefault();
    if (isWordless || add.isPending) return;
    add.mutate(
      { accountId, words: to === "words" ? words.trim() : "" },
      {
        onSuccess: (source) => {
          acts.did({ says: t("monitor.account.added", { name: source.name }) });
          onAdded(source);
        },
      },
    );
  }
  return (
    <form className={styles["choices"]} onSubmit={save} aria-label={t("monitor.add.by.account")}>
      <PickField
        label={t("monitor.account.which")}
        value={accountId}
        options={accounts.map(({ id, name, handle }) => ({ value: id, says: `${name} (${handle ?? ""})` }))}
        onChange={setAccountId}
      />
      <Segments
        label={t("monitor.account.listens")}
        value={to}
        options={listensTo.map((value) => ({ value, says: t(`monitor.account.to.${value}`) }))}
        onChange={setTo}
      />
      {to === "words" && (
        <TextField
          label={t("monitor.account.words")}
          help={t("monitor.account.wordsHelp")}
          maxLength={200}
          value={words}
          onChange={setWords}
        />
      )}
      <p className={styles["limit"]}>{t(`monitor.account.help.${to}`)}</p>
      {add.error && <FieldError says={sayError(add.error)} />}
      <div>
        <ActButton submit look="primary" offBecause={isWordless ? t("monitor.account.wordsFirst") : undefined}>
          {t("monitor.account.add")}
        </ActButton>
      </div>
    </form>
  );
}
