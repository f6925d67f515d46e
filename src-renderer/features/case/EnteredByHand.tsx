import type { MentionDetail } from "../../../src-main/contract/methods/mentions.ts";
import { useEngine } from "../../lib/use-engine.tsx";
import { useWords } from "../../lib/words.ts";
import { Badge } from "../../ui/Badge.tsx";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { Loading } from "../../ui/Loading.tsx";
import styles from "./EnteredByHand.module.css";

/** Who entered a mention, and the screenshot that came with it. */
export function EnteredByHand({ mention: { id, enteredBy, hasPicture } }: { mention: MentionDetail }) {
  const { t } = useWords();
  if (enteredBy === null && !hasPicture) return null;
  return (
    <div className={styles["entered"]}>
      {enteredBy !== null && <Badge icon="pencil">{t("byHand.enteredBy", { name: enteredBy })}</Badge>}
      {hasPicture && <Picture mentionId={id} />}
    </div>
  );
}

/** The desk hands out a picture only while it is one; here it is data that is drawn, never an address. */
function Picture({ mentionId }: { mentionId: string }) {
  const { t } = useWords();
  const { data, error, refetch } = useEngine("mentions.picture", { mentionId });
  if (data === undefined) return error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Loading />;
  if (data === null) return <p className={styles["gone"]}>{t("byHand.pictureGone")}</p>;
  return (
    <img className={styles["picture"]} src={`data:${data.type};base64,${data.data}`} alt={t("byHand.pictureOf")} />
  );
}
