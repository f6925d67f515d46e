import { useEngine } from "../../lib/use-engine.tsx";
import { useWords } from "../../lib/words.ts";
import { PickField } from "../../ui/PickField.tsx";
import styles from "./Progress.module.css";
import type { ReplyActs } from "./use-reply-acts.ts";
import type { ReplyDeskState } from "./use-reply-desk.ts";

const BY_HAND = "";

/** With which account of ours the draft will be posted. Where none is on the network, there is nothing to choose. */
export function AccountChoice({ desk, acts }: { desk: ReplyDeskState; acts: ReplyActs }) {
  const { t } = useWords();
  const { keeper, keeping, phase } = desk;
  const { reply } = keeping;
  const { data } = useEngine("accounts.list", {});
  const accounts = data?.accounts.filter(({ network }) => network === reply.network) ?? [];
  if (phase !== "write" || accounts.length === 0) return null;
  const options = [
    ...accounts.map(({ id, name, handle }) => ({
      value: id,
      says: handle === null ? t("publishing.byHandWith", { name }) : t("publishing.with", { name, handle }),
    })),
    { value: BY_HAND, says: t("publishing.byHand") },
  ];
  async function choose(id: string): Promise<void> {
    if (!(await keeper.flush())) return;
    const changed = await acts.setAccount(keeper.get().reply, id === BY_HAND ? null : id);
    if (changed) keeper.told(changed);
  }
  return (
    <div className={styles["account"]}>
      <PickField
        label={t("publishing.account")}
        value={reply.posting.account?.id ?? BY_HAND}
        options={options}
        onChange={(id) => void choose(id)}
      />
    </div>
  );
}
