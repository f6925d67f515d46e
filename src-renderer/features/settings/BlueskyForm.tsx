import { type FormEvent, useState } from "react";
import type { Account } from "../../../src-main/contract/methods/accounts.ts";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { FieldError } from "../../ui/Field.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { TickField } from "../../ui/TickField.tsx";
import { Acts, Columns } from "../../ui/Card.tsx";
import styles from "../../ui/rows.module.css";
import { useAct } from "../../lib/use-act.ts";
import { useToldConnected } from "./use-told-connected.ts";

type Draft = { server: string; handle: string; password: string; name: string; allowPrivate: boolean };
type Missing = (value: string, says: "handleNeeded" | "passwordNeeded" | "serverNeeded") => string | undefined;
type BlueskyFormProps = { account: Account | null; onDone: () => void };

/** Connects a Bluesky account with an app password, or signs it in again. The password is never shown again. */
export function BlueskyForm({ account, onDone }: BlueskyFormProps) {
  const { t, say, sayError } = useWords();
  const signing = useAct("accounts.signIn", ["accounts.list", "status.get"]);
  const told = useToldConnected(account !== null);
  const trouble = signing.trouble && sayError(signing.trouble);
  const [refused, setRefused] = useState<string | null>(null);
  const [isChecked, setChecked] = useState(false);
  const [draft, setDraft] = useState<Draft>({
    server: account?.server ?? "https://bsky.social",
    ...{ handle: account?.handle ?? "", password: "", name: "", allowPrivate: false },
  });
  const edit = (change: Partial<Draft>) => setDraft({ ...draft, ...change });
  const handle = draft.handle.trim();
  const isEmpty = handle === "" || draft.password === "" || draft.server.trim() === "";
  const missing: Missing = (value, says) => (isChecked && value.trim() === "" ? t(`accounts.${says}`) : undefined);
  async function connect(event: FormEvent): Promise<void> {
    event.preventDefault();
    setChecked(true);
    setRefused(null);
    if (isEmpty || signing.isBusy) return;
    const answer = await signing.run({ ...draft, handle, accountId: account?.id ?? null });
    if (!answer) return;
    if (answer.trouble) setRefused(say(answer.trouble));
    if (!answer.account) return;
    told(answer.account);
    onDone();
  }
  return (
    <form
      noValidate
      aria-label={account ? t("accounts.signInAgainOf", { name: account.name }) : t("accounts.add.bluesky")}
      className={styles["form"]}
      onSubmit={(event) => void connect(event)}
    >
      <BlueskyFields account={account} draft={draft} edit={edit} missing={missing} />
      {(trouble ?? refused) && <FieldError says={trouble ?? refused ?? ""} />}
      <Acts>
        <ActButton look="primary" submit aria-busy={signing.isBusy}>
          {t(signing.isBusy ? "accounts.connecting" : account ? "accounts.signInAgain" : "accounts.connect")}
        </ActButton>
        <ActButton look="ghost" onClick={onDone}>
          {t("app.cancel")}
        </ActButton>
      </Acts>
    </form>
  );
}

type BlueskyFieldsProps = {
  account: Account | null;
  draft: Draft;
  edit: (change: Partial<Draft>) => void;
  missing: Missing;
};

function BlueskyFields({ account, draft, edit, missing }: BlueskyFieldsProps) {
  const { t } = useWords();
  return (
    <>
      <Columns>
        <TextField
          label={t("accounts.handle")}
          help={t("accounts.handleHelp")}
          error={missing(draft.handle, "handleNeeded")}
          autoFocus={account === null}
          autoComplete="off"
          readOnly={account !== null}
          maxLength={300}
          value={draft.handle}
          onChange={(value) => edit({ handle: value })}
        />
        <TextField
          type="password"
          autoComplete="new-password"
          label={t("accounts.password")}
          help={t("accounts.passwordHelp")}
          error={missing(draft.password, "passwordNeeded")}
          autoFocus={account !== null}
          maxLength={300}
          value={draft.password}
          onChange={(password) => edit({ password })}
        />
        <TextField
          inputMode="url"
          label={t("accounts.server")}
          help={t("accounts.serverHelp.bluesky")}
          error={missing(draft.server, "serverNeeded")}
          readOnly={account !== null}
          maxLength={300}
          value={draft.server}
          onChange={(server) => edit({ server })}
        />
        {account === null && (
          <TextField
            label={t("accounts.name")}
            help={t("accounts.nameHelp")}
            maxLength={80}
            value={draft.name}
            onChange={(name) => edit({ name })}
          />
        )}
      </Columns>
      <TickField
        label={t("accounts.allowPrivate")}
        isOn={draft.allowPrivate}
        onChange={(allowPrivate) => edit({ allowPrivate })}
      />
    </>
  );
}
