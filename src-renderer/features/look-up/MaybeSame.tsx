import type { LookUpHit } from "../../../src-main/contract/methods/look-up.ts";
import { useEngine } from "../../lib/use-engine.tsx";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { Icon } from "../../ui/Icon.tsx";
import styles from "./look-up.module.css";

type MaybeSameProps = { chosen: LookUpHit; hits: readonly LookUpHit[]; onGo: (path: string) => void };

/** Says when the chosen one and another that was found may be one person, and why; a person compares and decides. */
export function MaybeSame({ chosen, hits, onGo }: MaybeSameProps) {
  const { t, say } = useWords();
  const { list } = useFormat();
  const { data } = useEngine("contacts.get", { id: chosen.id });
  const same = data?.maybeSame.find(({ contact }) => hits.some((hit) => hit.id === contact.id));
  if (!same) return null;
  return (
    <div className={styles["same"]}>
      <Icon name="copies" size={14} />
      <span className="grow">
        {t("lookUp.same", { name: chosen.name.text, other: same.contact.name })}{" "}
        {list(same.reasons.map((reason) => say(reason)))}
      </span>
      <ActButton
        size="small"
        look="ghost"
        onClick={() => onGo(`/contacts?contact=${chosen.id}&do=merge-${same.contact.id}`)}
      >
        {t("lookUp.compare")}
      </ActButton>
    </div>
  );
}
