import { type FormEvent, useState } from "react";
import type { Account } from "../../../src-main/contract/methods/accounts.ts";
import { useActs } from "../../lib/acts.tsx";
import type { Output } from "../../lib/engine.ts";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { AskFirst } from "../../ui/AskFirst.tsx";
import { Badge } from "../../ui/Badge.tsx";
import { FieldError } from "../../ui/Field.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { NetworkIcon } from "../../ui/NetworkIcon.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { AccountActs } from "./AccountActs.tsx";
import { Acts, Columns } from "../../ui/Card.tsx";
import styles from "../../ui/rows.module.css";
import { useAct } from "../../lib/use-act.ts";

type AccountRowProps = { account: Account; off: string | undefined; onSignIn: () => void };

/** One account: where it is, whether it is signed in, what its server said, and what waits for it. */
export function AccountRow({ account, off, onSignIn }: AccountRowProps) {
  const { t, say, sayError } = useWords();
  const testing = useAct("accounts.test", ["accounts.list", "status.get"]);
  const [tested, setTested] = useState<Output<"accounts.test"> | null>(null);
  const [doing, setDoing] = useState<"rename" | "disconnect" | null>(null);
  const done = () => setDoing(null);
  async function test(): Promise<void> {
    setTested(null);
    setTested(await testing.run({ id: account.id }));
  }
  if (doing === "rename") return <Rename account={account} onDone={done} />;
  if (doing === "disconnect") return <Disconnect account={account} onDone={done} />;
  const isGood = tested?.trouble === null;
  return (
    <div className={styles["row"]}>
      <div className={styles["what"]}>
        <p className={styles["name"]}>
          <NetworkIcon network={account.network} size={14} />
          {account.name}
          {account.isDefault && <Badge icon="check">{t("accounts.default")}</Badge>}
        </p>
        <Facts account={account} />
        <p role="status" className={tested ? styles[isGood ? "good" : "bad"] : undefined}>
          {testing.isBusy && t("accounts.testing")}
          {tested && (
            <>
              <Icon name={isGood ? "check" : "stop"} size={13} />{" "}
              {tested.trouble ? say(tested.trouble) : t("accounts.testOk")}
            </>
          )}
        </p>
        {testing.trouble && <FieldError says={sayError(testing.trouble)} />}
      </div>
      <AccountActs
        account={account}
        off={off}
        isTesting={testing.isBusy}
        onTest={() => void test()}
        onSignIn={onSignIn}
        onRename={() => setDoing("rename")}
        onDisconnect={() => setDoing("disconnect")}
      />
    </div>
  );
}

function Facts({ account }: { account: Account }) {
  const { t, say } = useWords();
  const { moment, number } = useFormat();
  const { kind, handle, server, network, secret, paused, waitUntil, limits, limitsAt, waiting } = account;
  return (
    <>
      <p className={styles["meta"]}>
        {kind === "manual"
          ? t("accounts.meta.manual", { network: t(`network.${network}`) })
          : t(`accounts.meta.${kind}`, { handle: handle ?? "", server: server ?? "" })}
      </p>
      {secret !== "none" && (
        <p className={secret === "missing" || secret === "locked" ? styles["warn"] : styles["meta"]}>
          {t(`accounts.secret.${secret}`)}
        </p>
      )}
      {paused && <p className={styles["warn"]}>{t("accounts.paused", { reason: say(paused) })}</p>}
      {waitUntil !== null && <p className={styles["warn"]}>{t("accounts.waits", { time: moment(waitUntil) })}</p>}
      {limits && limitsAt !== null && (
        <p className={styles["meta"]}>
          {limits.maxCharacters === null
            ? t("accounts.limitsNone")
            : t("accounts.limits", { characters: number(limits.maxCharacters), time: moment(limitsAt) })}
        </p>
      )}
      {waiting > 0 && <p className={styles["meta"]}>{t("accounts.waiting", { count: waiting })}</p>}
    </>
  );
}

function Rename({ account, onDone }: { account: Account; onDone: () => void }) {
  const { t, sayError } = useWords();
  const { did } = useActs();
  const renaming = useAct("accounts.rename", ["accounts.list"]);
  const [name, setName] = useState(account.name);
  async function rename(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (name.trim() === "" || renaming.isBusy) return;
    const { id, version } = account;
    if (!(await renaming.run({ id, version, name: name.trim() }))) return;
    did({ says: t("accounts.renamed", { name: name.trim() }) });
    onDone();
  }
  return (
    <form
      noValidate
      aria-label={t("accounts.renameOf", { name: account.name })}
      className={styles["form"]}
      onSubmit={(event) => void rename(event)}
    >
      <Columns>
        <TextField
          label={t("accounts.name")}
          error={name.trim() === "" ? t("accounts.nameNeeded") : undefined}
          autoFocus
          maxLength={80}
          value={name}
          onChange={setName}
        />
      </Columns>
      {renaming.trouble && <FieldError says={sayError(renaming.trouble)} />}
      <Acts>
        <ActButton look="primary" submit aria-busy={renaming.isBusy}>
          {t("settings.save")}
        </ActButton>
        <ActButton look="ghost" onClick={onDone}>
          {t("app.cancel")}
        </ActButton>
      </Acts>
    </form>
  );
}

function Disconnect({ account, onDone }: { account: Account; onDone: () => void }) {
  const { t, say, sayError } = useWords();
  const { did } = useActs();
  const ending = useAct("accounts.disconnect", ["accounts.list", "status.get"]);
  const { id, version, name, kind, waiting } = account;
  async function disconnect(): Promise<void> {
    const answer = await ending.run({ id, version });
    if (!answer) return;
    const { trouble } = answer;
    did({
      says: trouble
        ? t("accounts.disconnectedNot", { name, reason: say(trouble) })
        : t("accounts.disconnected", { name }),
    });
  }
  const asks = () => {
    if (kind === "manual") return t("accounts.removeAsk", { name });
    return waiting > 0
      ? t("accounts.disconnectAsk", { name, count: waiting })
      : t("accounts.disconnectAskNone", { name });
  };
  return (
    <>
      {ending.trouble && <FieldError says={sayError(ending.trouble)} />}
      <AskFirst
        label={t("accounts.disconnectOf", { name })}
        says={asks()}
        yes={t(kind === "manual" ? "settings.remove" : "accounts.disconnect")}
        no={t("settings.keep")}
        isBusy={ending.isBusy}
        onYes={() => void disconnect()}
        onNo={onDone}
      />
    </>
  );
}
