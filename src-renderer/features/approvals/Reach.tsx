import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, type KeyboardEvent, useState } from "react";
import type { ApprovalCard } from "../../../src-main/contract/methods/replies.ts";
import { useActs } from "../../lib/acts.tsx";
import { reasonOf } from "../../lib/engine.ts";
import { sendCommand, useLink } from "../../lib/use-engine.tsx";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { TextField } from "../../ui/TextField.tsx";
import styles from "./Decision.module.css";

const MOST = 1_000_000_000;

/** How many people the author reaches, and who says so; not known is said, and can be mended on the spot. */
export function Reach({ storyId, reach }: { storyId: string; reach: ApprovalCard["reach"] }) {
  const { t } = useWords();
  const { number, moment } = useFormat();
  const [isWriting, setWriting] = useState(false);
  if (isWriting) return <ReachForm storyId={storyId} reach={reach} onDone={() => setWriting(false)} />;
  const shown = reach ? t("approvals.reach.known", { shown: number(reach.followers) }) : t("approvals.reach.unknown");
  const time = reach ? moment(reach.at) : "";
  const from =
    reach &&
    (reach.source === "by_hand"
      ? t("approvals.reach.byHand", { time })
      : t("approvals.reach.read", { source: reach.source, time }));
  return (
    <button
      type="button"
      className={styles["copies"]}
      title={from ?? t("approvals.reach.set")}
      aria-label={`${shown}. ${t("approvals.reach.set")}`}
      onClick={() => setWriting(true)}
    >
      <Icon name="reach" size={13} />
      {shown}
    </button>
  );
}

function ReachForm({ storyId, reach, onDone }: { storyId: string; reach: ApprovalCard["reach"]; onDone: () => void }) {
  const { t, sayError } = useWords();
  const link = useLink();
  const acts = useActs();
  const client = useQueryClient();
  const [words, setWords] = useState(reach ? String(reach.followers) : "");
  const plain = words.replace(/[\s.,]/g, "");
  const followers = plain === "" ? null : Number(plain);
  const isBad = followers !== null && !(Number.isInteger(followers) && followers >= 0 && followers <= MOST);
  async function save(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (isBad) return;
    try {
      await sendCommand({ link, name: "replies.setReach", input: { storyId, followers } });
      onDone();
    } catch (error) {
      acts.failed(sayError(reasonOf(error)));
    }
    await client.invalidateQueries({ queryKey: ["replies.queue"] });
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === "Escape") onDone();
  }
  return (
    <form className={styles["reach"]} onSubmit={(event) => void save(event)} onKeyDown={onKeyDown}>
      <TextField
        label={t("approvals.reach.field")}
        isLabelHidden
        placeholder={t("approvals.reach.field")}
        inputMode="numeric"
        aria-invalid={isBad}
        ref={(field) => field?.focus()}
        value={words}
        onChange={setWords}
      />
      <ActButton size="small" submit ownKeys="Enter">
        {t("settings.save")}
      </ActButton>
      <ActButton size="small" look="ghost" ownKeys="Escape" onClick={onDone}>
        {t("app.cancel")}
      </ActButton>
    </form>
  );
}
