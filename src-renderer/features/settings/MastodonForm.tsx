import { type FormEvent, useState } from "react";
import type { Account } from "../../../src-main/contract/methods/accounts.ts";
import type { Output } from "../../lib/engine.ts";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { FieldError } from "../../ui/Field.tsx";
import { OutsideLink } from "../../ui/OutsideLink.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { TickField } from "../../ui/TickField.tsx";
import { Acts, Columns } from "../../ui/Card.tsx";
import styles from "../../ui/rows.module.css";
import { useAct } from "../../lib/use-act.ts";
import { useToldConnected } from "./use-told-connected.ts";

type Begun = NonNullable<Output<"accounts.begin">["begun"]>;
type MastodonFormProps = { account: Account | null; onDone: () => void };

/** Connects a Mastodon account, or signs it in again: first its server's page, then the code that the page shows. */
export function MastodonForm({ account, onDone }: MastodonFormProps) {
  const { t } = useWords();
  const [begun, setBegun] = useState<Begun | null>(null);
  const [server, setServer] = useState(account?.server ?? "");
  return (
    <div
      role="group"
      aria-label={account ? t("accounts.signInAgainOf", { name: account.name }) : t("accounts.add.mastodon")}
      className={styles["form"]}
    >
      {begun ? (
        <CodeForm account={account} begun={begun} server={server} onDone={onDone} />
      ) : (
        <ServerForm account={account} server={server} onServer={setServer} onBegun={setBegun} onDone={onDone} />
      )}
    </div>
  );
}

type ServerFormProps = MastodonFormProps & {
  server: string;
  onServer: (server: string) => void;
  onBegun: (begun: Begun) => void;
};

function ServerForm({ account, server, onServer, onBegun, onDone }: ServerFormProps) {
  const { t, say, sayError } = useWords();
  const beginning = useAct("accounts.begin", []);
  const trouble = beginning.trouble && sayError(beginning.trouble);
  const [refused, setRefused] = useState<string | null>(null);
  const [allowPrivate, setAllowPrivate] = useState(false);
  const [isChecked, setChecked] = useState(false);
  const isEmpty = server.trim() === "";
  async function begin(event: FormEvent): Promise<void> {
    event.preventDefault();
    setChecked(true);
    setRefused(null);
    if (isEmpty || beginning.isBusy) return;
    const answer = await beginning.run({ server: server.trim(), allowPrivate });
    if (answer?.trouble) setRefused(say(answer.trouble));
    if (answer?.begun) onBegun(answer.begun);
  }
  return (
    <form noValidate className={styles["form"]} onSubmit={(event) => void begin(event)}>
      <Columns>
        <TextField
          inputMode="url"
          label={t("accounts.server")}
          help={t("accounts.serverHelp.mastodon")}
          error={isChecked && isEmpty ? t("accounts.serverNeeded") : undefined}
          autoFocus
          readOnly={account !== null}
          maxLength={300}
          value={server}
          onChange={onServer}
        />
      </Columns>
      <p className={styles["meta"]}>{t("accounts.beginHelp")}</p>
      <TickField label={t("accounts.allowPrivate")} isOn={allowPrivate} onChange={setAllowPrivate} />
      {(trouble ?? refused) && <FieldError says={trouble ?? refused ?? ""} />}
      <Acts>
        <ActButton look="primary" submit aria-busy={beginning.isBusy}>
          {t(beginning.isBusy ? "accounts.testing" : "accounts.begin")}
        </ActButton>
        <ActButton look="ghost" onClick={onDone}>
          {t("app.cancel")}
        </ActButton>
      </Acts>
    </form>
  );
}

type CodeFormProps = MastodonFormProps & { begun: Begun; server: string };

function CodeForm({ account, begun, server, onDone }: CodeFormProps) {
  const { t, say, sayError } = useWords();
  const finishing = useAct("accounts.finish", ["accounts.list", "status.get"]);
  const told = useToldConnected(account !== null);
  const trouble = finishing.trouble && sayError(finishing.trouble);
  const [refused, setRefused] = useState<string | null>(null);
  const [code, setCode] = useState("");
  const [name, setName] = useState("");
  const [isChecked, setChecked] = useState(false);
  async function finish(event: FormEvent): Promise<void> {
    event.preventDefault();
    setChecked(true);
    setRefused(null);
    if (code.trim() === "" || finishing.isBusy) return;
    const { ticket } = begun;
    const answer = await finishing.run({ ticket, code: code.trim(), name, accountId: account?.id ?? null });
    if (answer?.trouble) setRefused(say(answer.trouble));
    if (!answer?.account) return;
    told(answer.account);
    onDone();
  }
  return (
    <form noValidate className={styles["form"]} onSubmit={(event) => void finish(event)}>
      <p>
        <OutsideLink url={begun.authorizeUrl}>{t("accounts.openPage", { server })}</OutsideLink>
      </p>
      <Columns>
        <TextField
          label={t("accounts.code")}
          help={t("accounts.codeHelp")}
          error={isChecked && code.trim() === "" ? t("accounts.codeNeeded") : undefined}
          autoFocus
          autoComplete="off"
          maxLength={500}
          value={code}
          onChange={setCode}
        />
        {account === null && (
          <TextField
            label={t("accounts.name")}
            help={t("accounts.nameHelp")}
            maxLength={80}
            value={name}
            onChange={setName}
          />
        )}
      </Columns>
      {(trouble ?? refused) && <FieldError says={trouble ?? refused ?? ""} />}
      <Acts>
        <ActButton look="primary" submit aria-busy={finishing.isBusy}>
          {t(finishing.isBusy ? "accounts.connecting" : "accounts.finish")}
        </ActButton>
        <ActButton look="ghost" onClick={onDone}>
          {t("app.cancel")}
        </ActButton>
      </Acts>
    </form>
  );
}
