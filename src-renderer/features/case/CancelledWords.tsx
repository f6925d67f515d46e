import type { CaseDetail } from "../../../src-main/contract/methods/cases.ts";
import type { Script } from "../../../src-main/contract/methods/playbook.ts";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import styles from "./ReplyNotices.module.css";
import { draftWordsOf } from "./script-text.ts";
import type { Composer } from "./use-composer.ts";
import { useTemplate } from "./use-template.ts";

/** The words of the reply that was cancelled last: they can be taken up again. */
export function CancelledWords({
  detail,
  scripts,
  composer,
}: {
  detail: CaseDetail;
  scripts: readonly Script[];
  composer: Composer;
}) {
  const { t } = useWords();
  const last = detail.replies.at(-1);
  const template = useTemplate(last ?? null, scripts);
  if (last?.state !== "cancelled" || last.text.trim() === last.prefix.trim() || template === undefined) return null;
  const carry = draftWordsOf(last, template);
  const again = () =>
    composer.begin({ scriptId: last.script?.id ?? null, variant: last.script?.variant ?? "body" }, { carry });
  return (
    <div className={styles["notice"]}>
      <div className={styles["stack"]}>
        <b>{t("case.draft.cancelled")}</b>
        <p className={styles["words"]}>{last.text}</p>
        <ActButton size="small" onClick={() => void again()}>
          {t("case.draft.again")}
        </ActButton>
      </div>
    </div>
  );
}
