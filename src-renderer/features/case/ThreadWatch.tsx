import type { ThreadWatch as Watch } from "../../../src-main/contract/conversation.ts";
import { useActs } from "../../lib/acts.tsx";
import { reasonOf } from "../../lib/engine.ts";
import { sendCommand, useLink } from "../../lib/use-engine.tsx";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { OutsideLink } from "../../ui/OutsideLink.tsx";
import styles from "./ThreadWatch.module.css";

/** How we will hear whether they answered: by which account, when it looks again; or that only a person can look. */
export function ThreadWatch({ watch, storyId }: { watch: Watch; storyId: string }) {
  const { t, say, sayError } = useWords();
  const { moment } = useFormat();
  const link = useLink();
  const acts = useActs();
  async function send(name: "conversations.read" | "conversations.looked", says: string): Promise<void> {
    try {
      await sendCommand({ link, name, input: { storyId } });
      acts.did({ says });
    } catch (error) {
      acts.failed(sayError(reasonOf(error)));
    }
  }
  const read = watch.lastReadAt === null ? "" : t("case.conversation.lastRead", { time: moment(watch.lastReadAt) });
  const looked = watch.lookedAt === null ? "" : t("case.conversation.lastLooked", { time: moment(watch.lookedAt) });
  if (watch.account === null)
    return (
      <section className={styles["watch"]} aria-label={t("case.conversation.watch")}>
        <Icon name={watch.remindedAt !== null && watch.lookedAt === null ? "clock" : "eye"} size={14} />
        <p>
          {t("case.conversation.lookYourself")} {looked}
        </p>
        <OutsideLink url={watch.url}>{t("case.conversation.lookThere")}</OutsideLink>
        <ActButton size="small" onClick={() => void send("conversations.looked", t("case.conversation.lookedDone"))}>
          {t("case.conversation.looked")}
        </ActButton>
      </section>
    );
  const next =
    watch.dueAt === null
      ? t("case.conversation.readOver", { account: watch.account })
      : t("case.conversation.readNext", { account: watch.account, time: moment(watch.dueAt) });
  return (
    <section className={styles["watch"]} aria-label={t("case.conversation.watch")}>
      <Icon name="eye" size={14} />
      <p>
        {next} {read} {watch.trouble && say(watch.trouble)}
      </p>
      <ActButton size="small" onClick={() => void send("conversations.read", t("case.conversation.readDone"))}>
        {t("case.conversation.readNow")}
      </ActButton>
    </section>
  );
}
