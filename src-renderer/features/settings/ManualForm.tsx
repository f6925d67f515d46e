import { type FormEvent, useState } from "react";
import type { Input } from "../../lib/engine.ts";
import { useActs } from "../../lib/acts.tsx";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { FieldError } from "../../ui/Field.tsx";
import { PickField } from "../../ui/PickField.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { Acts, Columns } from "../../ui/Card.tsx";
import styles from "../../ui/rows.module.css";
import { useAct } from "../../lib/use-act.ts";

/** Networks on which people answer in public. */
const networks = [
  ...["x", "facebook", "instagram", "threads", "linkedin", "tiktok", "reddit", "youtube", "reviews", "forum"],
  ...["blog", "news", "bluesky", "mastodon", "microblog", "video", "podcast", "telegram", "whatsapp", "other"],
] as const satisfies readonly Input<"accounts.addManual">["network"][];
type Network = Input<"accounts.addManual">["network"];

/** A name for an account with which people post by hand. */
export function ManualForm({ onDone }: { onDone: () => void }) {
  const { t, sayError } = useWords();
  const { did } = useActs();
  const adding = useAct("accounts.addManual", ["accounts.list"]);
  const trouble = adding.trouble && sayError(adding.trouble);
  const [network, setNetwork] = useState<Network>("x");
  const [name, setName] = useState("");
  const [isChecked, setChecked] = useState(false);
  async function add(event: FormEvent): Promise<void> {
    event.preventDefault();
    setChecked(true);
    if (name.trim() === "" || adding.isBusy) return;
    const account = await adding.run({ network, name: name.trim() });
    if (!account) return;
    did({ says: t("accounts.added", { name: account.name }) });
    onDone();
  }
  return (
    <form
      noValidate
      aria-label={t("accounts.add.manual")}
      className={styles["form"]}
      onSubmit={(event) => void add(event)}
    >
      <Columns>
        <PickField<Network>
          label={t("accounts.network")}
          value={network}
          options={networks.map((value) => ({ value, says: t(`network.${value}`) }))}
          onChange={setNetwork}
        />
        <TextField
          label={t("accounts.name")}
          error={isChecked && name.trim() === "" ? t("accounts.nameNeeded") : undefined}
          autoFocus
          maxLength={80}
          value={name}
          onChange={setName}
        />
      </Columns>
      {trouble && <FieldError says={trouble} />}
      <Acts>
        <ActButton look="primary" submit aria-busy={adding.isBusy}>
          {t("settings.save")}
        </ActButton>
        <ActButton look="ghost" onClick={onDone}>
          {t("app.cancel")}
        </ActButton>
      </Acts>
    </form>
  );
}
