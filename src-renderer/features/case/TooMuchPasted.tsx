import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { FieldError } from "../../ui/Field.tsx";
import styles from "./ReplyNotices.module.css";
import type { TooMuch } from "./use-paste-guard.ts";

type TooMuchPastedProps = { tooMuch: TooMuch | null; place: "draft" | "note"; onForget: () => void };

/** Says that a paste was larger than its place and that nothing of it, and nothing else, was changed. */
export function TooMuchPasted({ tooMuch, place, onForget }: TooMuchPastedProps) {
  const { t } = useWords();
  const { number } = useFormat();
  if (!tooMuch) return null;
  const says = t("together.paste.tooLong", {
    count: number(tooMuch.count),
    most: number(tooMuch.most),
    place: t(`together.paste.${place}`),
  });
  return (
    <div className={styles["notice"]}>
      <FieldError says={says} />
      <span className="grow" />
      <ActButton size="small" look="ghost" onClick={onForget}>
        {t("together.paste.put")}
      </ActButton>
    </div>
  );
}
